"""The words of documents that bear on a doubt."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from corpdb.storage.review.doubts import Doubt, Evidence
from corpdb.storage.tables import DOCUMENT, DOCUMENT_ADDRESS, MENTION, ORGANIZATION_MENTION, TELLING

MOST_OF_EACH = 3
_AROUND = 90  # characters beside a name

_DOCUMENT, _MENTION, _NAMING = DOCUMENT.c, MENTION.c, ORGANIZATION_MENTION.c


def find_evidence(connection: Connection, doubt: Doubt) -> tuple[Evidence, ...]:
    """Quotes of the newest documents, some for each of the two that are compared."""
    if doubt.subject == "organization":
        return tuple(quote for row in doubt.rows for quote in _quote_names(connection, row))
    if len(doubt.rows) > 1:
        return tuple(quote for row in doubt.rows for quote in _quote_events(connection, TELLING.c.id == row))
    return tuple(_quote_events(connection, TELLING.c.event_id == doubt.numbers[0]))


def _quote_names(connection: Connection, name: int) -> Iterator[Evidence]:
    """A name in the words around it, once a document."""
    first = func.min(_NAMING.id).label("first")
    own = select(first).where(_NAMING.name_id == name).group_by(_NAMING.document_id).subquery()
    query = select(_DOCUMENT.text, _NAMING.start_char, _NAMING.end_char, *_list_columns()).join_from(
        ORGANIZATION_MENTION, DOCUMENT, _DOCUMENT.id == _NAMING.document_id
    )
    query = _take_newest(query.where(_NAMING.id.in_(select(own.c.first))))
    for text, start, end, *source in connection.execute(query):
        yield Evidence(_cut(text, start, end), *source)


def _quote_events(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Evidence]:
    query = (
        select(_MENTION.quote, *_list_columns())
        .join_from(MENTION, TELLING, TELLING.c.id == _MENTION.telling_id)
        .join(DOCUMENT, _DOCUMENT.id == _MENTION.document_id)
        .where(condition, _MENTION.rank == 1)
    )
    for row in connection.execute(_take_newest(query)):
        yield Evidence(*row)


def _list_columns() -> tuple[Any, ...]:
    address = select(func.min(DOCUMENT_ADDRESS.c.address)).where(DOCUMENT_ADDRESS.c.document_id == _DOCUMENT.id)
    return _DOCUMENT.id, _DOCUMENT.title, _DOCUMENT.published_text, address.scalar_subquery().label("address")


def _take_newest(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    published = _DOCUMENT.published_first_day
    return query.order_by(published.is_(None), published.desc(), _DOCUMENT.id).limit(MOST_OF_EACH)


def _cut(text: str, start: int, end: int) -> str:
    """The words around a name, up to whole words."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return " ".join(f"{before}{text[start:end]}{after}".split())
