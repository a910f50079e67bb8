"""What decisions are about, found again: names by their words, places of documents by content, type and words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from corpdb.resolution.names import list_parting, strip_countries, strip_parting
from corpdb.storage.bulk import is_any_of, update_rows
from corpdb.storage.decisions.reading import IN_FORCE, Decisions
from corpdb.storage.loading.documents import Placement
from corpdb.storage.tables import (
    DECISION,
    DECISION_ANCHOR,
    DOCUMENT,
    DOCUMENT_ADDRESS,
    MENTION,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    TELLING,
)

_ANCHOR, _NAME, _MENTION = DECISION_ANCHOR.c, ORGANIZATION_NAME.c, MENTION.c
Place = tuple[int, int]
"""A document and what it tells there: their numbers."""


class PlaceAnchor(NamedTuple):
    """A place of a document that a decision is about, and where it was found last."""

    id: int
    content_hash: str
    address: str | None
    event_type: str
    start_char: int
    end_char: int
    quote: str
    document_id: int | None
    telling_id: int | None


class UseAnchor(NamedTuple):
    """A document in which a decision is about what it calls an organization, and where that was found last."""

    id: int
    content_hash: str
    address: str | None
    document_id: int | None


Anchor = TypeVar("Anchor", PlaceAnchor, UseAnchor)


class _Candidate(NamedTuple):
    """A place that tells an event."""

    document_id: int
    telling_id: int
    type: str
    start: int
    end: int
    quote: str


def find_anchors(connection: Connection, decisions: Decisions, placement: Placement) -> set[int]:
    """The anchors for which the documents of a batch may change something, before these are written."""
    if decisions.is_empty:
        return set()
    documents = {*placement.changed, *placement.abandoned}
    contents = {incoming.content_hash for incoming in placement.written.values()}
    known = is_any_of(connection, DOCUMENT_ADDRESS.c.document_id, placement.changed)
    addresses = {*placement.moved, *connection.scalars(select(DOCUMENT_ADDRESS.c.address).where(known))}
    condition = (
        is_any_of(connection, _ANCHOR.document_id, documents)
        | is_any_of(connection, _ANCHOR.content_hash, contents)
        | is_any_of(connection, _ANCHOR.address, addresses)
    )
    query = select(_ANCHOR.id).join_from(DECISION_ANCHOR, DECISION, DECISION.c.id == _ANCHOR.decision_id)
    return set(connection.scalars(query.where(condition, IN_FORCE)))


def place_anchors(connection: Connection, ids: Collection[int]) -> set[Place]:
    """Find the places of those anchors; give those that were meant before and those that are meant now.

    Where some are others than before, the decision may be about another event: then give all its places.
    """
    if not ids:
        return set()
    anchors = _read_places(connection, ids)
    documents = _find_documents(connection, anchors)
    told = _read_candidates(connection, {document for document, _ in documents.values()})
    found = {anchor: _choose_place(anchor, documents, told) for anchor in anchors}
    moved = {one: place for one, place in found.items() if place != (one.document_id, one.telling_id)}
    rows = [(anchor.id, *(place or (None, None))) for anchor, place in moved.items()]
    update_rows(connection, DECISION_ANCHOR, "id", ("document_id", "telling_id"), rows)
    before = {(one.document_id, one.telling_id) for one in anchors if one.document_id and one.telling_id}
    query = select(_ANCHOR.document_id, _ANCHOR.telling_id)
    fellows = connection.execute(query.where(_is_fellow(connection, [anchor.id for anchor in moved]))).all()
    beside = {(document, telling) for document, telling in fellows if document and telling}
    return before | beside | {place for place in found.values() if place}


def place_uses(connection: Connection, ids: Collection[int]) -> set[int]:
    """Find the documents of those anchors that are about uses of names; give those meant before and those meant now."""
    if not ids:
        return set()
    columns = (_ANCHOR[name] for name in UseAnchor._fields)
    is_use = _ANCHOR.form.is_not(None) & _ANCHOR.content_hash.is_not(None)
    rows = connection.execute(select(*columns).where(is_any_of(connection, _ANCHOR.id, ids), is_use))
    anchors = [UseAnchor(*row) for row in rows]
    found = {anchor: place[0] for anchor, place in _find_documents(connection, anchors).items()}
    moved = [(one.id, found.get(one)) for one in anchors if one.document_id != found.get(one)]
    update_rows(connection, DECISION_ANCHOR, "id", ("document_id",), moved)
    return {*found.values(), *(one.document_id for one in anchors if one.document_id)}


def place_name_anchors(connection: Connection, forms: Collection[str]) -> set[int]:
    """Find the names of the anchors that have one of `forms`; give those meant before and now where that differs.

    The other names of their decisions are given too.

    It is the name of that very sense and scope, or that of which it was a part, or the same in documents of other
    countries, or else the only name of that form;
    of one document's use of a name it is what the name is there.
    """
    if not forms:
        return set()
    columns = (_ANCHOR.id, _ANCHOR.form, _ANCHOR.sense, _ANCHOR.scope, _ANCHOR.content_hash, _ANCHOR.document_id)
    query = select(*columns, _ANCHOR.name_id).where(is_any_of(connection, _ANCHOR.form, forms))
    anchors = connection.execute(query).all()
    names: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    query = select(_NAME.id, _NAME.form, _NAME.sense, _NAME.scope)
    for row, form, sense, scope in connection.execute(query.where(is_any_of(connection, _NAME.form, forms))):
        names[form][sense, scope] = row
    used = _read_uses(connection, {one.document_id for one in anchors if one.document_id}, forms)
    found = {
        one.id: _choose_name(names[one.form], one.sense, one.scope)
        if one.content_hash is None
        else used.get((one.document_id, one.form, one.sense, strip_countries(one.scope)))
        for one in anchors
    }
    before: dict[int, int | None] = {anchor.id: anchor.name_id for anchor in anchors}
    moved = [(row, name) for row, name in found.items() if name != before[row]]
    update_rows(connection, DECISION_ANCHOR, "id", ("name_id",), moved)
    beside = connection.scalars(select(_ANCHOR.name_id).where(_is_fellow(connection, [row for row, _ in moved])))
    return {name for row, now in moved for name in (before[row], now) if name}.union(filter(None, beside))


def _is_fellow(connection: Connection, ids: Collection[int]) -> ColumnElement[bool]:
    """Whether an anchor is of a decision that has one of the anchors `ids`."""
    return _ANCHOR.decision_id.in_(select(_ANCHOR.decision_id).where(is_any_of(connection, _ANCHOR.id, ids)))


def _choose_name(names: Mapping[tuple[str, str], int], sense: str, scope: str) -> int | None:
    for known in (scope, strip_parting(scope)):
        if (sense, known) in names:
            return names[sense, known]
    whole = [known for known in names if known[0] == sense and not list_parting(known[1])]
    near = [known for known in whole if strip_countries(known[1]) == strip_countries(scope)]
    return names[min(near)] if near else next(iter(names.values())) if len(names) == 1 else None


def _read_uses(
    connection: Connection, documents: Collection[int], forms: Collection[str]
) -> dict[tuple[int, str, str, str], int]:
    """The names of those forms in `documents`, by document, form, sense, and scope as in any document."""
    if not documents:
        return {}
    place = ORGANIZATION_MENTION.c
    query = (
        select(place.document_id, _NAME.form, _NAME.sense, _NAME.scope, _NAME.id)
        .join_from(ORGANIZATION_MENTION, ORGANIZATION_NAME, _NAME.id == place.name_id)
        .where(is_any_of(connection, place.document_id, documents), is_any_of(connection, _NAME.form, forms))
        .distinct()
    )
    rows = connection.execute(query)
    return {(document, form, sense, strip_countries(scope)): row for document, form, sense, scope, row in rows}


def _read_places(connection: Connection, ids: Collection[int]) -> list[PlaceAnchor]:
    columns = (_ANCHOR[name] for name in PlaceAnchor._fields)
    is_place = _ANCHOR.quote.is_not(None)
    rows = connection.execute(select(*columns).where(is_any_of(connection, _ANCHOR.id, ids), is_place))
    return [PlaceAnchor(*row) for row in rows]


def _find_documents(connection: Connection, anchors: Iterable[Anchor]) -> dict[Anchor, tuple[int, bool]]:
    """The document of each anchor, of that very content (True), or else what lies at its address now (False)."""
    anchors = list(anchors)
    columns = DOCUMENT.c
    query = select(columns.content_hash, columns.id)
    contents = {one.content_hash for one in anchors}
    by_content = dict(connection.execute(query.where(is_any_of(connection, columns.content_hash, contents))).all())
    addresses = {one.address for one in anchors if one.address and one.content_hash not in by_content}
    by_address: dict[str | None, int] = {}
    if addresses:
        places = DOCUMENT_ADDRESS.c
        query = select(places.address, places.document_id)
        by_address.update(connection.execute(query.where(is_any_of(connection, places.address, addresses))).all())
    found: dict[Anchor, tuple[int, bool]] = {}
    for one in anchors:
        if document := by_content.get(one.content_hash) or by_address.get(one.address):
            found[one] = (document, one.content_hash in by_content)
    return found


def _read_candidates(connection: Connection, documents: Collection[int]) -> dict[int, list[_Candidate]]:
    columns = (_MENTION.document_id, _MENTION.telling_id, TELLING.c.type, _MENTION.start_char, _MENTION.end_char)
    query = select(*columns, _MENTION.quote).join_from(MENTION, TELLING, TELLING.c.id == _MENTION.telling_id)
    query = query.where(is_any_of(connection, _MENTION.document_id, documents))
    found: defaultdict[int, list[_Candidate]] = defaultdict(list)
    for row in connection.execute(query.order_by(_MENTION.rank, _MENTION.start_char, _MENTION.id)):
        found[row.document_id].append(_Candidate(*row))
    return found


def _choose_place(
    anchor: PlaceAnchor, documents: Mapping[PlaceAnchor, tuple[int, bool]], told: Mapping[int, list[_Candidate]]
) -> Place | None:
    """The place of its type that shares most characters with it, in the very same text; or one of the same words."""
    document, is_same = documents.get(anchor, (0, False))
    alike = [one for one in told.get(document, ()) if one.type == anchor.event_type]
    shared = [one for one in alike if is_same and _count_shared(anchor, one)]
    same_words = [one for one in alike if one.quote == anchor.quote]
    if shared:
        chosen = max(shared, key=lambda one: (_count_shared(anchor, one), one.quote == anchor.quote))
    elif same_words:
        chosen = min(same_words, key=lambda one: abs(one.start - anchor.start_char))
    else:
        return None
    return chosen.document_id, chosen.telling_id


def _count_shared(anchor: PlaceAnchor, place: _Candidate) -> int:
    return max(0, min(anchor.end_char, place.end) - max(anchor.start_char, place.start))
