"""Which place tells an event best, noted where its choices are written: views show its words beside each event."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, ScalarSelect, delete, exists, insert, literal_column, select

from corpdb.storage.bulk import is_any_of, take_first
from corpdb.storage.tables import BEST_MENTION, EVENT, EVENT_CHOICE, MENTION


def write_best_mentions(connection: Connection, events: Collection[int]) -> None:
    """Note the places that tell these events best, whose choices are written; what is noted already stays."""
    noted = BEST_MENTION.c
    is_former = noted.mention_id.is_distinct_from(find_best(noted.event_id))
    connection.execute(delete(BEST_MENTION).where(is_any_of(connection, noted.event_id, events), is_former))
    best = (
        select(EVENT.c.id, MENTION.c.id, MENTION.c.document_id)
        .join_from(EVENT, MENTION, MENTION.c.id == find_best(EVENT.c.id))
        .where(is_any_of(connection, EVENT.c.id, events), ~exists().where(noted.event_id == EVENT.c.id))
    )
    connection.execute(insert(BEST_MENTION).from_select(["event_id", "mention_id", "document_id"], best))


def find_best(event: ColumnElement[int]) -> ScalarSelect[int | None]:
    """The mention that tells the event best: of those that give it a value, the one that gives its status."""
    own = EVENT_CHOICE.c
    return take_first(
        select(own.mention_id)
        .where(own.event_id == event, own.mention_id.is_not(None))
        .order_by(own.value != literal_column("'status'"), own.value)
        .correlate_except(EVENT_CHOICE)
    )
