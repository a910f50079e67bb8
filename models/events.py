"""Events: what happened, to whom. A type that has columns of its own has a table of its own beside `event`."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from corpdb.models.base import (
    BIG_KEY,
    DATE_IS_WHOLE,
    NEVER_REUSE_KEYS,
    Base,
    Code,
    Count,
    Currency,
    Money,
    Percent,
    PrimaryKey,
)
from corpdb.models.organizations import Organization, Person
from corpdb.models.vocabulary import EventType, Verdict

ANY_TYPE = "any"
"""What stands for every type where events are counted by type."""
EventKey = Annotated[
    int,
    mapped_column(BIG_KEY, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, comment="The event's number."),
]
IS_REJECTED = text(f"verdict = '{Verdict.REJECTED.value}'")
IS_LOCATED, HAS_AMOUNT, HAS_HEADCOUNT = (text(f"{each} IS NOT NULL") for each in ("location", "amount", "headcount"))


class Event(Base):
    """One thing that happens to an organization, as the documents that cite it tell it together."""

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(["type", "kind"], ["event_kind.type", "event_kind.code"]),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint(DATE_IS_WHOLE, name="date_whole_or_absent"),
        CheckConstraint("headcount >= 0", name="headcount_not_negative"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_is_a_probability"),
        Index(None, "first_day", "last_day", "id", "type"),  # in the order in which reports have them
        Index("ix_event_location", "location", sqlite_where=IS_LOCATED, postgresql_where=IS_LOCATED),
        Index("ix_event_type_amount", "type", "amount", sqlite_where=HAS_AMOUNT, postgresql_where=HAS_AMOUNT),
        Index("ix_event_headcount", "headcount", sqlite_where=HAS_HEADCOUNT, postgresql_where=HAS_HEADCOUNT),
        Index("ix_event_rejected", "id", sqlite_where=IS_REJECTED, postgresql_where=IS_REJECTED),
        NEVER_REUSE_KEYS,
    )
    __mapper_args__: ClassVar = {"polymorphic_on": "type"}

    id: Mapped[PrimaryKey] = mapped_column(comment="The event's number.")
    type: Mapped[Code] = mapped_column(ForeignKey("event_type.code"), comment="The family it belongs to.")
    kind: Mapped[Code] = mapped_column(comment="What exactly happens.")
    status: Mapped[Code] = mapped_column(
        ForeignKey("event_status.code"), comment="How far it has gone, as the newest document tells it."
    )
    first_day: Mapped[date | None] = mapped_column(comment="First day on which it may have happened.")
    last_day: Mapped[date | None] = mapped_column(comment="Last day on which it may have happened.")
    date_precision: Mapped[Code | None] = mapped_column(
        ForeignKey("date_precision.code"), comment="How exactly its date is known."
    )
    date_text: Mapped[str | None] = mapped_column(
        String(10), comment="Its date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27."
    )
    amount: Mapped[Money | None] = mapped_column(comment="The money it is about, in units of the currency.")
    currency: Mapped[Currency | None] = mapped_column(comment="The currency of the amount (ISO 4217).")
    headcount: Mapped[Count | None] = mapped_column(comment="People affected, if a document gives a number.")
    location: Mapped[str | None] = mapped_column(comment="Where it happens.")
    confidence: Mapped[float] = mapped_column(comment="How sure it is that a document states the event: 0 to 1.")
    verdict: Mapped[Code] = mapped_column(
        server_default=Verdict.OPEN.value, comment="What people have said of it: open, confirmed or rejected."
    )

    participations: Mapped[list["Participation"]] = relationship(back_populates="event", lazy="raise")


class Partnership(Event):
    """Two or more organizations do something together."""

    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.PARTNERSHIP.value}


class Expansion(Event):
    """An organization grows: it opens, invests, hires, enters a market, founds."""

    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.EXPANSION.value}


class Regulation(Event):
    """A public authority acts on an organization."""

    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.REGULATION.value}


class Restructuring(Event):
    """An organization changes its own shape: it splits, closes, cuts, moves, narrows, fails."""

    __tablename__ = "restructuring_event"
    __table_args__ = (CheckConstraint("parts > 0", name="parts_positive"),)
    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.RESTRUCTURING.value}

    event_id: Mapped[EventKey]
    parts: Mapped[int | None] = mapped_column(comment="The number of units that come out of it.")


class Transaction(Event):
    """A company, a part of its shares or an asset changes hands."""

    __tablename__ = "transaction_event"
    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.TRANSACTION.value}

    event_id: Mapped[EventKey]
    share_percent: Mapped[Percent | None] = mapped_column(comment="The part of the shares, in percent.")


class Financing(Event):
    """Money comes in: a round, a debt, a grant, a listing; or a listing ends."""

    __tablename__ = "financing_event"
    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.FINANCING.value}

    event_id: Mapped[EventKey]
    series: Mapped[str | None] = mapped_column(comment="The round's name: seed, A, B.")


class Leadership(Event):
    """A person takes or leaves a post."""

    __tablename__ = "leadership_event"
    __mapper_args__: ClassVar = {"polymorphic_identity": EventType.LEADERSHIP.value}

    event_id: Mapped[EventKey]
    position: Mapped[str | None] = mapped_column(comment="The post, as written.")


class Participation(Base):
    """Who takes part in an event and in what role, as its documents tell it together."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("event_id", "role", "rank", postgresql_include=["organization_id", "person_id"]),
        CheckConstraint("(organization_id IS NULL) <> (person_id IS NULL)", name="organization_or_person"),
    )

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), comment="The event.")
    role: Mapped[Code] = mapped_column(ForeignKey("role.code"), comment="The part that is played.")
    rank: Mapped[int] = mapped_column(comment="1 for the first of this role in this event, 2 for the second...")
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True, comment="The organization that takes part."
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True, comment="The person who takes part."
    )

    event: Mapped[Event] = relationship(back_populates="participations", lazy="raise")
    organization: Mapped[Organization | None] = relationship(lazy="raise")
    person: Mapped[Person | None] = relationship(lazy="raise")


class OrganizationActivity(Base):
    """In how many events of a type an organization takes part; those that people reject do not count.

    It is kept because it could only be counted by reading all events.
    """

    __tablename__ = "organization_activity"
    __table_args__ = (
        UniqueConstraint("organization_id", "type"),
        Index(None, "kind", "type", "events", "organization_id"),  # in the order in which reports have them
    )

    id: Mapped[PrimaryKey]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), comment="The organization.")
    type: Mapped[Code] = mapped_column(comment=f"The type of the events; {ANY_TYPE} for those of every type.")
    kind: Mapped[Code] = mapped_column(ForeignKey("organization_kind.code"), comment="What the organization is.")
    events: Mapped[Count] = mapped_column(comment="In how many such events it takes part.")
