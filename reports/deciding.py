"""What people have decided of an event or an organization, as reports tell it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from corpdb.models.vocabulary import DecisionAction
from corpdb.reports.views import DECISIONS


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision in force: what was decided, by whom, on which day, and why."""

    decision_id: int
    action: str
    attribute: str | None
    value: str | None
    decided_by: str
    decided_on: str
    note: str | None


def read_decided(connection: Connection, condition: ColumnElement[bool]) -> tuple[Deciding, ...]:
    """The decisions in force for which `condition` holds, oldest first."""
    own = DECISIONS.c
    columns = (own.decision_id, own.action, own.attribute, own.value, own.decided_by, own.decided_at, own.note)
    query = select(*columns).where(condition, own.undone_at.is_(None)).order_by(own.decided_at, own.decision_id)
    rows = connection.execute(query)
    return tuple(Deciding(*row[:5], decided_on=f"{row.decided_at:%Y-%m-%d}", note=row.note) for row in rows)


def explain_rejection(connection: Connection, condition: ColumnElement[bool]) -> str | None:
    """Who rejected that for which `condition` holds, and how to have it back; `None` if nobody did."""
    rejections = read_decided(connection, condition & (DECISIONS.c.action == DecisionAction.REJECT.value))
    if not rejections:
        return None
    last = rejections[-1]
    undo = f"corpdb curate undo {last.decision_id} brings it back"
    return f"was rejected by {last.decided_by} on {last.decided_on}; {undo}"
