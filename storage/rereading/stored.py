"""Documents as they are stored, to be read again: which of them, and their texts, a few at a time."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, false, func, or_, select, true

from corpdb.core.errors import NotFoundError
from corpdb.core.numbers import parse_row_number
from corpdb.storage.engine import repeat_option
from corpdb.storage.loading.documents import is_read_by
from corpdb.storage.loading.incoming import Edition
from corpdb.storage.tables import DOCUMENT, DOCUMENT_ADDRESS

PAGE_DOCUMENTS = 64
"""How many documents are held at a time."""
_DOCUMENT = DOCUMENT.c
_ADDRESS = DOCUMENT_ADDRESS.c
_ESCAPE = "\\"

Connect = Callable[[], AbstractContextManager[Connection]]
"""How a connection is had for a while."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are meant: those that `edition` has not read, or all if it is None.

    `wanted` are their numbers, and parts of their addresses in which `*` stands for anything; all if there are none.
    `last` is the number beyond which documents have come later.
    """

    edition: Edition | None = None
    wanted: tuple[str, ...] = ()
    last: int | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """The same in SQL."""
        stale = true() if self.edition is None else ~is_read_by(self.edition)
        early = true() if self.last is None else _DOCUMENT.id <= self.last
        return stale & early & (or_(false(), *map(match_document, self.wanted)) if self.wanted else true())


class StoredDocument(NamedTuple):
    """A document's row, as far as reading it again needs it; `address` is the first of its addresses."""

    id: int
    address: str | None
    content_hash: str
    text: str
    media_type: str
    title: str | None
    language: str | None
    published: str | None
    url: str | None


def name_list(connection: Connection) -> str:
    """The command that lists the numbers and addresses of documents, in words."""
    option = repeat_option(connection.engine.url)
    return f'corpdb sql "SELECT document_id, address FROM bi_documents"{option} lists them'  # noqa: S608 - a command to type


def match_document(wanted: str) -> ColumnElement[bool]:
    """The condition that a document has this number, or an address with this part."""
    if (number := parse_row_number(wanted)) is not None:
        return _DOCUMENT.id == number
    escaped = quote(wanted, safe="/:*%").lower()
    for sign in (_ESCAPE, "%", "_"):
        escaped = escaped.replace(sign, _ESCAPE + sign)
    pattern = f"%{escaped.replace('*', '%')}%"
    own = _ADDRESS.document_id == _DOCUMENT.id
    return select(_ADDRESS.id).where(own, func.lower(_ADDRESS.address).like(pattern, escape=_ESCAPE)).exists()


def fix_choice(connection: Connection, choice: Choice) -> tuple[Choice, int]:
    """The choice among the documents that there are now, and how many it is.

    A `NotFoundError` names what no document has the number of, nor an address with it.
    """
    for wanted in choice.wanted:
        if connection.scalar(select(_DOCUMENT.id).where(match_document(wanted)).limit(1)) is None:
            raise NotFoundError(f"no document has the number {wanted}, or an address with it ({name_list(connection)})")
    fixed = replace(choice, last=connection.scalar(select(func.max(_DOCUMENT.id))) or 0)
    return fixed, connection.execute(select(func.count(_DOCUMENT.id)).where(fixed.condition)).scalar_one()


def read_page(connection: Connection, choice: Choice, after: int) -> Sequence[StoredDocument]:
    """The next documents of `choice` behind the number `after`, at most a page."""
    address = select(func.min(_ADDRESS.address)).where(_ADDRESS.document_id == _DOCUMENT.id).scalar_subquery()
    query = select(
        _DOCUMENT.id,
        address,
        _DOCUMENT.content_hash,
        _DOCUMENT.text,
        _DOCUMENT.media_type,
        _DOCUMENT.stated_title,
        _DOCUMENT.stated_language,
        _DOCUMENT.stated_published,
        _DOCUMENT.url,
    ).where(choice.condition, _DOCUMENT.id > after)
    rows = connection.execute(query.order_by(_DOCUMENT.id).limit(PAGE_DOCUMENTS))
    return [StoredDocument(*row) for row in rows]
