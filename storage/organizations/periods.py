"""Between which documents a name is used: the first and the last, by publication, of those that have a date."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, ScalarSelect, or_, select

from corpdb.storage.bulk import insert_rows, is_any_of, take_first, update_rows
from corpdb.storage.organizations.sayings import Naming
from corpdb.storage.tables import DOCUMENT, NAME_PERIOD, ORGANIZATION_MENTION, ORGANIZATION_NAME

_NAME, _DOCUMENT, _PERIOD = ORGANIZATION_NAME.c, DOCUMENT.c, NAME_PERIOD.c
_ENDS = ("first_document_id", "last_document_id")
_Use = tuple[date, int]
"""When a document came out, and its number."""
_Ends = tuple[int | None, int | None]


class _Period(NamedTuple):
    """The documents between which a name is used, and when they came out."""

    ends: _Ends
    days: tuple[date | None, date | None]

    @property
    def uses(self) -> list[_Use]:
        """Both, where they are known."""
        return [(day, end) for end, day in zip(self.ends, self.days, strict=True) if end and day]


def find_bounded(connection: Connection, documents: Collection[int]) -> set[int]:
    """The names of which one of `documents` is the first or the last: without it they begin or end elsewhere."""
    if not documents:
        return set()
    ends = (is_any_of(connection, _PERIOD[end], documents) for end in _ENDS)
    return set(connection.scalars(select(_PERIOD.name_id).where(or_(*ends))))


def settle_periods(connection: Connection, namings: Iterable[Naming], bounded: Collection[int]) -> None:
    """Let names begin and end where they do now that documents say `namings`; those `bounded` are found anew."""
    uses = _list_uses(connection, {(each.name, each.document) for each in namings if each.name not in bounded})
    stored = _read_periods(connection, {*uses, *bounded})
    periods = {name: _enclose([*stored[name].uses, *used] if name in stored else used) for name, used in uses.items()}
    periods |= _find_periods(connection, bounded)
    rows = [(name, *ends) for name, ends in periods.items() if name not in stored or stored[name].ends != ends]
    update_rows(connection, NAME_PERIOD, "name_id", _ENDS, [row for row in rows if row[0] in stored])
    insert_rows(connection, NAME_PERIOD, ("name_id", *_ENDS), [row for row in rows if row[0] not in stored])


def find_end(*, last: bool) -> ScalarSelect[int]:
    """The first or the last document that uses the name and has a date of publication, of all that use it."""
    order = (_DOCUMENT.published_last_day, _DOCUMENT.id)
    mention = ORGANIZATION_MENTION.c
    return take_first(
        select(_DOCUMENT.id)
        .join_from(ORGANIZATION_MENTION, DOCUMENT, _DOCUMENT.id == mention.document_id)
        .where(mention.name_id == _NAME.id, _DOCUMENT.published_last_day.is_not(None))
        .order_by(*(each.desc() if last else each for each in order))
        .correlate(ORGANIZATION_NAME)
    )


def _list_uses(connection: Connection, places: Collection[tuple[int, int]]) -> dict[int, list[_Use]]:
    """By name, the documents that use it and have a date."""
    day = _DOCUMENT.published_last_day
    query = select(_DOCUMENT.id, day).where(is_any_of(connection, _DOCUMENT.id, {document for _, document in places}))
    days = dict(connection.execute(query.where(day.is_not(None))).all())
    uses: defaultdict[int, list[_Use]] = defaultdict(list)
    for name, document in places:
        uses[name] += [(days[document], document)] if document in days else []
    return uses


def _read_periods(connection: Connection, names: Collection[int]) -> dict[int, _Period]:
    """The periods of `names` as they are stored."""
    first, last = DOCUMENT.alias("first"), DOCUMENT.alias("last")
    days = first.c.published_last_day, last.c.published_last_day
    query = (
        select(_PERIOD.name_id, _PERIOD.first_document_id, _PERIOD.last_document_id, *days)
        .join_from(NAME_PERIOD, first, first.c.id == _PERIOD.first_document_id, isouter=True)
        .join(last, last.c.id == _PERIOD.last_document_id, isouter=True)
        .where(is_any_of(connection, _PERIOD.name_id, names))
    )
    rows = connection.execute(query).all()
    return {name: _Period((one, other), (begins, stops)) for name, one, other, begins, stops in rows}


def _find_periods(connection: Connection, names: Collection[int]) -> dict[int, _Ends]:
    """The documents between which each of `names` is used."""
    if not names:
        return {}
    query = select(_NAME.id, find_end(last=False), find_end(last=True)).where(is_any_of(connection, _NAME.id, names))
    return {name: (first, last) for name, first, last in connection.execute(query)}


def _enclose(uses: Collection[_Use]) -> _Ends:
    """The first and the last of these documents."""
    return (min(uses)[1], max(uses)[1]) if uses else (None, None)
