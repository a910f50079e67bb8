"""What was known of events when: their states in time, by the days on which the documents that tell them came out."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import DATE_IS_WHOLE, Base, Code, Count, Currency, Money, Percent, PrimaryKey
from corpdb.models.events import EventKey


class EventVersion(Base):
    """An event as it was known from a day on, until the day on which something else was known of it.

    The row of `event` itself is what all documents tell, those without a date of publication among them.
    """

    __tablename__ = "event_version"
    __table_args__ = (
        UniqueConstraint("event_id", "step"),
        ForeignKeyConstraint(["type", "kind"], ["event_kind.type", "event_kind.code"]),
        CheckConstraint("known_from < known_until", name="known_in_order"),
        CheckConstraint(DATE_IS_WHOLE, name="date_whole_or_absent"),
    )

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), comment="The event.")
    step: Mapped[int] = mapped_column(comment="1 for what was known first, 2 for what was known then...")
    known_from: Mapped[date] = mapped_column(
        index=True, comment="The day from which this was known, as documents came out."
    )
    known_until: Mapped[date | None] = mapped_column(
        comment="The day from which something else was known; empty if this still is."
    )
    type: Mapped[Code] = mapped_column(comment="The family it belongs to.")
    kind: Mapped[Code] = mapped_column(comment="What exactly happens, as known then.")
    status: Mapped[Code] = mapped_column(ForeignKey("event_status.code"), comment="How far it had gone, as known then.")
    first_day: Mapped[date | None] = mapped_column(comment="First day on which it may have happened, as known then.")
    last_day: Mapped[date | None] = mapped_column(comment="Last day on which it may have happened, as known then.")
    date_precision: Mapped[Code | None] = mapped_column(
        ForeignKey("date_precision.code"), comment="How exactly its date was known."
    )
    date_text: Mapped[str | None] = mapped_column(String(10), comment="Its date as exactly as it was known.")
    amount: Mapped[Money | None] = mapped_column(comment="The money it is about, as known then.")
    currency: Mapped[Currency | None] = mapped_column(comment="The currency of the amount (ISO 4217).")
    headcount: Mapped[Count | None] = mapped_column(comment="People affected, as known then.")
    location: Mapped[str | None] = mapped_column(comment="Where it happens, as known then.")
    parts: Mapped[int | None] = mapped_column(comment="The number of units that come out of it, as known then.")
    share_percent: Mapped[Percent | None] = mapped_column(comment="The part of the shares, as known then.")
    series: Mapped[str | None] = mapped_column(comment="The round's name, as known then.")
    position: Mapped[str | None] = mapped_column(comment="The post, as known then.")
    confidence: Mapped[float] = mapped_column(comment="How sure it was from that day on: 0 to 1.")
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), index=True, comment="The place that gives the status."
    )


class ParticipationVersion(Base):
    """That an organization or a person was known to take part in an event, from a day on, until another or still."""

    __tablename__ = "participation_version"
    __table_args__ = (
        CheckConstraint("(organization_id IS NULL) <> (person_id IS NULL)", name="organization_or_person"),
        CheckConstraint("known_from < known_until", name="known_in_order"),
    )

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True, comment="The event.")
    role: Mapped[Code] = mapped_column(ForeignKey("role.code"), comment="The part that is played.")
    rank: Mapped[int] = mapped_column(comment="1 for the first of this role in this event, 2 for the second...")
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True, comment="The organization that takes part."
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True, comment="The person who takes part."
    )
    known_from: Mapped[date] = mapped_column(comment="The day from which this was known.")
    known_until: Mapped[date | None] = mapped_column(
        comment="The day from which something else was known; empty if this still is."
    )


class EventChoiceVersion(Base):
    """Which mention a value of an event was from, from a day on, until another or still.

    An event whose choices are the present ones from the first day on has none: those of `event_choice` say the same.
    """

    __tablename__ = "event_choice_version"
    __table_args__ = (CheckConstraint("known_from < known_until", name="known_in_order"),)

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True, comment="The event.")
    value: Mapped[Code] = mapped_column(comment="Which of its values: kind, status, date, amount, headcount...")
    reason: Mapped[Code] = mapped_column(comment="Why: only, newest, exact, agreed, precise or specific.")
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), index=True, comment="The place that told it so."
    )
    known_from: Mapped[date] = mapped_column(comment="The day from which this was known.")
    known_until: Mapped[date | None] = mapped_column(
        comment="The day from which something else was known; empty if this still is."
    )


class EventChange(Base):
    """A value of an event that became known or changed on a day."""

    __tablename__ = "event_change"

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True, comment="The event.")
    known_from: Mapped[date] = mapped_column(index=True, comment="The day from which this was known.")
    value: Mapped[Code] = mapped_column(comment="Which value: kind, status, date, amount...; a role for a participant.")
    change: Mapped[Code] = mapped_column(comment="What became of it: new, added, refined, changed or contradicted.")
    before: Mapped[str | None] = mapped_column(comment="What was known before; empty if nothing was.")
    after: Mapped[str | None] = mapped_column(comment="What was known then; empty for a participant.")
    rank: Mapped[int | None] = mapped_column(comment="Of a participant the rank among those of its role.")
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), index=True, comment="The place that tells it so."
    )


class UnsettledEvent(Base):
    """An event that an upgrade has left without a history: the next load writes it."""

    __tablename__ = "unsettled_event"

    event_id: Mapped[EventKey]
