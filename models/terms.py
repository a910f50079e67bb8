"""The vocabulary tables: the terms of `vocabulary`, for foreign keys and for labels in BI tools."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import Base, Code
from corpdb.models.countries import Country
from corpdb.models.vocabulary import (
    LIFE_STEPS,
    DatePrecision,
    DecisionAction,
    EventKind,
    EventStatus,
    EventType,
    LifeStep,
    LoadStatus,
    OrganizationKind,
    Role,
    Verdict,
    Vocabulary,
)


class Term:
    """The columns of every vocabulary table."""

    code: Mapped[Code] = mapped_column(primary_key=True, comment="The term as it stands in the other tables.")
    label_en: Mapped[str] = mapped_column(comment="The term for readers, in English.")
    label_fr: Mapped[str] = mapped_column(comment="The term for readers, in French.")
    position: Mapped[int] = mapped_column(comment="The term's place in an ordered list.")


class OrganizationKindTerm(Term, Base):
    """The kinds of organizations."""

    __tablename__ = "organization_kind"


class EventTypeTerm(Term, Base):
    """The types of events."""

    __tablename__ = "event_type"


class EventKindTerm(Term, Base):
    """The kinds of events, each of one type."""

    __tablename__ = "event_kind"
    __table_args__ = (UniqueConstraint("type", "code"),)

    type: Mapped[Code] = mapped_column(ForeignKey("event_type.code"), comment="The type that the kind belongs to.")
    life_step: Mapped[Code | None] = mapped_column(comment="What it is in the life of an organization, if anything.")
    life_role: Mapped[Code | None] = mapped_column(comment="In whose life: the role of that organization.")
    life_other_role: Mapped[Code | None] = mapped_column(
        comment="The role of the other one: the new owner, the founder."
    )


class EventStatusTerm(Term, Base):
    """How far an event has gone."""

    __tablename__ = "event_status"


class RoleTerm(Term, Base):
    """The parts that organizations and persons play in events."""

    __tablename__ = "role"


class DatePrecisionTerm(Term, Base):
    """How exactly a date is known."""

    __tablename__ = "date_precision"


class LifeStepTerm(Term, Base):
    """What events are in the life of an organization."""

    __tablename__ = "life_step"


class LoadStatusTerm(Term, Base):
    """How a run of the load ended."""

    __tablename__ = "load_status"


class VerdictTerm(Term, Base):
    """What people have said of an event or an organization as a whole."""

    __tablename__ = "verdict"


class DecisionActionTerm(Term, Base):
    """What a person decides."""

    __tablename__ = "decision_action"


class CountryTerm(Term, Base):
    """The countries in which places lie."""

    __tablename__ = "country"


VOCABULARIES: dict[str, type[Vocabulary]] = {
    OrganizationKindTerm.__tablename__: OrganizationKind,
    EventTypeTerm.__tablename__: EventType,
    EventKindTerm.__tablename__: EventKind,
    EventStatusTerm.__tablename__: EventStatus,
    RoleTerm.__tablename__: Role,
    DatePrecisionTerm.__tablename__: DatePrecision,
    LifeStepTerm.__tablename__: LifeStep,
    LoadStatusTerm.__tablename__: LoadStatus,
    VerdictTerm.__tablename__: Verdict,
    DecisionActionTerm.__tablename__: DecisionAction,
    CountryTerm.__tablename__: Country,
}


def list_terms(vocabulary: type[Vocabulary]) -> list[dict[str, Any]]:
    """The rows of a vocabulary's table, in order."""
    return [
        {"code": term.value, "label_en": term.english, "label_fr": term.french, "position": position}
        | (_describe_kind(term) if isinstance(term, EventKind) else {})
        for position, term in enumerate(vocabulary, start=1)
    ]


def _describe_kind(kind: EventKind) -> dict[str, str | None]:
    """The columns that only kinds of events have."""
    step, role, other = LIFE_STEPS.get(kind, (None, None, None))
    return {
        "type": kind.type.value,
        "life_step": step and step.value,
        "life_role": role and role.value,
        "life_other_role": other and other.value,
    }
