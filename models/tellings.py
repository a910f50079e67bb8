"""What documents say of events, which of it is one event, and which document gave each of the event's own values."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import (
    BIG_KEY,
    NEVER_REUSE_KEYS,
    Base,
    Code,
    Count,
    Currency,
    Key,
    Money,
    Percent,
    PrimaryKey,
)


class Telling(Base):
    """What documents say of an event, as far as it tells the event from others; documents that say the same share it.

    Which tellings are one event is derived from all that documents say, and anew whenever they say something else.
    """

    __tablename__ = "telling"
    __table_args__ = (ForeignKeyConstraint(["type", "kind"], ["event_kind.type", "event_kind.code"]), NEVER_REUSE_KEYS)

    id: Mapped[PrimaryKey] = mapped_column(comment="The telling's number.")
    key: Mapped[Key | None] = mapped_column(
        unique=True, comment="A fingerprint of all that is said; empty until the next load."
    )
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id"), index=True, comment="The event; empty only while a batch is written."
    )
    documents: Mapped[Count] = mapped_column(comment="How many documents say this.")
    type: Mapped[Code] = mapped_column(comment="The family that the event belongs to.")
    kind: Mapped[Code] = mapped_column(comment="What exactly happens, as told.")
    status: Mapped[Code] = mapped_column(ForeignKey("event_status.code"), comment="How far it has gone, as told.")
    language: Mapped[Code] = mapped_column(comment="The language of the documents.")
    first_day: Mapped[date | None] = mapped_column(comment="First day of the date that is told.")
    last_day: Mapped[date | None] = mapped_column(comment="Last day of the date that is told.")
    published_first_day: Mapped[date | None] = mapped_column(
        comment="First day of the months in which the documents came out, where that says when it was."
    )
    published_last_day: Mapped[date | None] = mapped_column(comment="Last day of those months.")
    amount: Mapped[Money | None] = mapped_column(comment="The amount that is told, in units of the currency.")
    currency: Mapped[Currency | None] = mapped_column(comment="The currency of the amount (ISO 4217).")
    headcount: Mapped[Count | None] = mapped_column(comment="The number of people that is told.")
    location: Mapped[str | None] = mapped_column(comment="The place that is told.")
    parts: Mapped[int | None] = mapped_column(comment="The number of units that is told.")
    share_percent: Mapped[Percent | None] = mapped_column(comment="The part of the shares that is told, in percent.")
    series: Mapped[str | None] = mapped_column(comment="The financing round's name that is told.")
    position: Mapped[str | None] = mapped_column(comment="The person's post that is told.")


class TellingParticipant(Base):
    """Who takes part in an event by a telling."""

    __tablename__ = "telling_participant"
    __table_args__ = (CheckConstraint("(name_id IS NULL) <> (person_id IS NULL)", name="organization_or_person"),)

    id: Mapped[PrimaryKey]
    telling_id: Mapped[int] = mapped_column(
        ForeignKey("telling.id", ondelete="CASCADE"), index=True, comment="What is told."
    )
    role: Mapped[Code] = mapped_column(ForeignKey("role.code"), comment="The part that is played.")
    name_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"),
        index=True,
        comment="The name of the organization that takes part.",
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True, comment="The person who takes part."
    )


class TellingBlock(Base):
    """A key under which a telling is looked up: tellings that share one are compared."""

    __tablename__ = "telling_block"
    __table_args__ = (Index(None, "key", "telling_id"),)

    id: Mapped[PrimaryKey]
    telling_id: Mapped[int] = mapped_column(
        ForeignKey("telling.id", ondelete="CASCADE"), index=True, comment="What is told."
    )
    key: Mapped[int] = mapped_column(
        BigInteger, comment="When, and a fingerprint of the kind of event and of who plays which role."
    )


class TellingLink(Base):
    """That two tellings may be of one event, how surely, and why."""

    __tablename__ = "telling_link"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id <> other_id", name="tellings_differ"),
    )

    id: Mapped[PrimaryKey]
    one_id: Mapped[int] = mapped_column(ForeignKey("telling.id", ondelete="CASCADE"), comment="A telling.")
    other_id: Mapped[int] = mapped_column(
        ForeignKey("telling.id", ondelete="CASCADE"), index=True, comment="The other telling."
    )
    score: Mapped[float] = mapped_column(comment="How sure it is, as log-odds: 0 is even.")
    reason: Mapped[str] = mapped_column(comment="What weighs most, for it or against it.")


class EventNumber(Base):
    """A number that an event has or had: it stays with a telling, and leads to the event that this is of now."""

    __tablename__ = "event_number"

    id: Mapped[PrimaryKey] = mapped_column(autoincrement=False, comment="The event's number, now or once.")
    telling_id: Mapped[int] = mapped_column(
        ForeignKey("telling.id", ondelete="CASCADE"), index=True, comment="The telling that it stays with."
    )


class EventChoice(Base):
    """Which mention a value of an event is from, and by which rule it was chosen; or which decision has set it."""

    __tablename__ = "event_choice"
    __table_args__ = (
        UniqueConstraint("event_id", "value"),
        CheckConstraint("(mention_id IS NULL) <> (decision_id IS NULL)", name="mention_or_decision"),
    )

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), comment="The event.")
    value: Mapped[Code] = mapped_column(comment="Which of its values: kind, status, date, amount, headcount...")
    reason: Mapped[Code] = mapped_column(comment="Why: only, newest, exact, agreed, precise, specific; or decision.")
    mention_id: Mapped[int | None] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), index=True, comment="The place that tells it so."
    )
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decision.id", ondelete="CASCADE"), index=True, comment="The decision that has set it."
    )


class BestMention(Base):
    """The place that tells an event best: the one that gives its status, else one that gives another of its values.

    It follows from the event's choices, and is written with them. An event of which a person has set all values has
    none.
    """

    __tablename__ = "best_mention"

    event_id: Mapped[int] = mapped_column(
        BIG_KEY,
        ForeignKey("event.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The event's number.",
    )
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), index=True, comment="The place that tells it best."
    )
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True, comment="The document of that place."
    )
