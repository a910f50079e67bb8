"""Events find their rows by key; each row is what the event's mentions, old and new, amount to."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from sqlalchemy import Connection, Table, delete, select

from corpdb.extraction.facts import EventFact
from corpdb.models.events import Financing, Leadership, Restructuring, Transaction
from corpdb.models.schema import metadata
from corpdb.models.vocabulary import EventType
from corpdb.storage.accounts import list_participants, list_parts, list_told, read_accounts
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.folding import Account, Part, Told, fold_accounts
from corpdb.storage.incoming import Incoming
from corpdb.storage.keys import list_event_keys
from corpdb.storage.organizations import Directory
from corpdb.storage.tables import EVENT, MENTION, MENTION_PARTICIPANT, PARTICIPATION

# The types with a table of their own, and what it holds.
TYPE_COLUMNS: dict[str, tuple[Table, str]] = {
    EventType.RESTRUCTURING: (metadata.tables[Restructuring.__tablename__], "parts"),
    EventType.TRANSACTION: (metadata.tables[Transaction.__tablename__], "share_percent"),
    EventType.FINANCING: (metadata.tables[Financing.__tablename__], "series"),
    EventType.LEADERSHIP: (metadata.tables[Leadership.__tablename__], "position"),
}
_EVENT_COLUMNS = tuple(name for name in Told._fields if name in EVENT.c)
_pick_event_values = attrgetter(*_EVENT_COLUMNS)


@dataclass(slots=True)
class Occurrence:
    """An event's row as the batch finds it or makes it, with its accounts."""

    id: int
    key: str
    type: str
    kind: str
    is_new: bool
    accounts: list[Account] = field(default_factory=list[Account])


@dataclass(slots=True)
class _MentionRows:
    mentions: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    participants: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])


def write_events(
    connection: Connection, directory: Directory, documents: dict[int, Incoming], affected: Collection[int]
) -> int:
    """Write the events of `documents`, and those of `affected`, which have lost mentions; count the new ones.

    An event that has no mention any more is deleted.
    """
    keyed = list(_list_keyed(documents))
    occurrences = _find_occurrences(connection, keyed, affected)
    _add_stored_accounts(connection, occurrences.values())
    rows = _make_mention_rows(connection, keyed, occurrences, directory)
    _delete_untold(connection, occurrences)
    _write_occurrences(connection, [one for one in occurrences.values() if one.accounts])
    columns = ("event_id", "document_id", "rank", "start_char", "end_char", "quote", "extractor", "extractor_version")
    insert_rows(connection, MENTION, ("id", *columns, *Told._fields), rows.mentions)
    columns = ("mention_id", "role", "name_id", "person_id")
    insert_rows(connection, MENTION_PARTICIPANT, columns, rows.participants)
    return sum(one.is_new for one in occurrences.values())


def rewrite_events(connection: Connection, events: Collection[int]) -> None:
    """Write `events` anew from their mentions, whose names have gone to other organizations."""
    if events:
        write_events(connection, Directory(), {}, events)


def _list_keyed(documents: dict[int, Incoming]) -> Iterator[tuple[str, int, Incoming, EventFact]]:
    """Each event of each document with its key."""
    for document_id, incoming in documents.items():
        for key, fact in list_event_keys(incoming.facts.events):
            yield key, document_id, incoming, fact


def _find_occurrences(
    connection: Connection, keyed: Iterable[tuple[str, int, Incoming, EventFact]], affected: Collection[int]
) -> dict[str, Occurrence]:
    wanted: dict[str, EventFact] = {}
    for key, _, _, fact in keyed:
        wanted.setdefault(key, fact)
    columns = EVENT.c
    condition = is_any_of(connection, columns.key, wanted) | is_any_of(connection, columns.id, affected)
    rows = connection.execute(select(columns.id, columns.key, columns.type, columns.kind).where(condition))
    found = {row[1]: Occurrence(*row, is_new=False) for row in rows}
    missing = [key for key in wanted if key not in found]
    for key, number in zip(missing, reserve_ids(connection, EVENT, len(missing)), strict=True):
        found[key] = Occurrence(number, key, wanted[key].type.value, wanted[key].kind.value, is_new=True)
    return found


def _add_stored_accounts(connection: Connection, occurrences: Iterable[Occurrence]) -> None:
    stored = {one.id: one for one in occurrences if not one.is_new}
    for event_id, accounts in read_accounts(connection, stored).items():
        stored[event_id].accounts += accounts


def _make_mention_rows(
    connection: Connection,
    keyed: Collection[tuple[str, int, Incoming, EventFact]],
    occurrences: dict[str, Occurrence],
    directory: Directory,
) -> _MentionRows:
    """The rows of the batch's mentions and their participants; each mention is also an account of its event."""
    rows = _MentionRows()
    ids = reserve_ids(connection, MENTION, sum(len(fact.mentions) for *_, fact in keyed))
    for key, document_id, incoming, fact in keyed:
        event = occurrences[key]
        published = _find_publication_day(incoming)
        origin = (incoming.extractor, incoming.extractor_version)
        participants = list_participants(fact, document_id, directory)
        parts = list_parts(participants, directory)
        for rank, (mention, told) in enumerate(zip(fact.mentions, list_told(fact), strict=True), start=1):
            number = next(ids)
            start, end = mention.span.start, mention.span.end
            quote = incoming.text[start:end]
            rows.mentions.append((number, event.id, document_id, rank, start, end, quote, *origin, *told))
            event.accounts.append(Account(number, published, rank, told, parts if rank == 1 else ()))
            if rank == 1:
                rows.participants += [(number, *part) for part in participants]
    return rows


def _find_publication_day(incoming: Incoming) -> str:
    """The first day on which the document may have been published (ISO), or ''."""
    return incoming.facts.published.first.isoformat() if incoming.facts.published else ""


def _delete_untold(connection: Connection, occurrences: dict[str, Occurrence]) -> None:
    untold = [one.id for one in occurrences.values() if not one.accounts]
    if untold:
        connection.execute(delete(EVENT).where(is_any_of(connection, EVENT.c.id, untold)))


def _write_occurrences(connection: Connection, occurrences: Iterable[Occurrence]) -> None:
    """Write each event's row, the row of its type, and its participants, as its accounts amount to them."""
    folded = [(one, *fold_accounts(one.accounts)) for one in occurrences]
    new = [(one.id, one.key, one.type, one.kind, *_pick_event_values(told)) for one, told, _ in folded if one.is_new]
    insert_rows(connection, EVENT, ("id", "key", "type", "kind", *_EVENT_COLUMNS), new)
    old = [(one.id, *_pick_event_values(told)) for one, told, _ in folded if not one.is_new]
    update_rows(connection, EVENT, "id", _EVENT_COLUMNS, old)
    for event_type, (table, column) in TYPE_COLUMNS.items():
        typed = [(one, getattr(told, column)) for one, told, _ in folded if one.type == event_type]
        insert_rows(connection, table, ("event_id", column), [(one.id, value) for one, value in typed if one.is_new])
        changed = [(one.id, value) for one, value in typed if not one.is_new]
        update_rows(connection, table, "event_id", (column,), changed)
    _write_participations(connection, [(one, parts) for one, _, parts in folded])


def _write_participations(connection: Connection, events: Collection[tuple[Occurrence, tuple[Part, ...]]]) -> None:
    known = [one.id for one, _ in events if not one.is_new]
    if known:
        connection.execute(delete(PARTICIPATION).where(is_any_of(connection, PARTICIPATION.c.event_id, known)))
    rows: list[tuple[object, ...]] = []
    for one, parts in events:
        ranks: dict[str, int] = {}
        for part in parts:
            ranks[part.role] = rank = ranks.get(part.role, 0) + 1
            rows.append((one.id, part.role, rank, part.organization_id, part.person_id))
    insert_rows(connection, PARTICIPATION, ("event_id", "role", "rank", "organization_id", "person_id"), rows)
