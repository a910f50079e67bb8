"""What a change of the schema will do, in lines for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not when running: the command line starts without SQLAlchemy
    from corpdb.storage.schema.plan import Loss, Plan


def describe_plan(plan: "Plan") -> Iterator[str]:
    """The steps, the tables with their rows, about how long it takes and from what that is known, and what is lost."""
    if not plan.route.steps:
        yield f"there is nothing to do: the schema is at {plan.route.end}"
        return
    yield f"{'back ' if plan.route.goes_down else ''}from {plan.route.start} to {plan.route.end}:"
    for step in plan.route.steps:
        yield f"  {step.identifier}  {'take back: ' if plan.route.goes_down else ''}{step.sentence}"
    filled = [f"{table} ({rows:,} rows)" for table, rows in plan.tables.items() if rows]
    if filled:
        yield f"changed: {', '.join(filled)}"
    yield (
        f"about {max(1, round(plan.seconds)):,} s: {plan.rows:,} rows are gone through, {plan.rows_a_second:,} a second"
        " on an ordinary machine"
    )
    if plan.losses:
        yield "lost with the tables and columns that go:"
        yield from (f"  {_describe_loss(loss)}" for loss in plan.losses)


def _describe_loss(loss: "Loss") -> str:
    if loss.column is None:
        return f"{loss.table}: {loss.number:,} rows"
    return f"{loss.table}.{loss.column}: {loss.number:,} values"
