"""Which place tells an event best, noted where its choices are written: views show its words beside each event."""

from collections.abc import Collection

from sqlalchemy import Connection, ScalarSelect, Select, delete, insert, literal_column, select

from corpdb.storage.bulk import is_any_of
from corpdb.storage.tables import BEST_MENTION, EVENT, EVENT_CHOICE, MENTION


def write_best_mentions(connection: Connection, events: Collection[int]) -> None:
    """Note the places that tell these events best, whose choices are written."""
    connection.execute(delete(BEST_MENTION).where(is_any_of(connection, BEST_MENTION.c.event_id, events)))
    query = _select_best().where(is_any_of(connection, EVENT.c.id, events))
    connection.execute(insert(BEST_MENTION).from_select(["event_id", "mention_id", "document_id"], query))


def find_best() -> ScalarSelect[int | None]:
    """The mention that tells the event best: of those that give it a value, the one that gives its status."""
    own = EVENT_CHOICE.c
    status, one, nothing = map(
        literal_column, ("'status'", "1", "0")
    )  # the statement of all guarantees has no parameters
    return (
        select(own.mention_id)
        .where(own.event_id == EVENT.c.id, own.mention_id.is_not(None))
        .order_by(own.value != status, own.value)
        .limit(one)
        .offset(nothing)
        .correlate(EVENT)
        .scalar_subquery()
    )


def _select_best() -> Select[int, int, int]:
    return select(EVENT.c.id, MENTION.c.id, MENTION.c.document_id).join_from(
        EVENT, MENTION, MENTION.c.id == find_best()
    )
