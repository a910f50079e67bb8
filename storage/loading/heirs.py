"""What a document says now in the place of what it said before: so that events and organizations keep their numbers."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from corpdb.resolution.events.inheriting import Trace, match_traces
from corpdb.resolution.inheriting import match_best, rank_places
from corpdb.storage.events.tellings import Draft, Recount, read_tellings
from corpdb.storage.loading.leftovers import Bereft
from corpdb.storage.organizations.sayings import Naming


def find_heirs(connection: Connection, bereft: Bereft, drafts: Collection[Draft], recount: Recount) -> dict[int, int]:
    """For tellings that no document tells any more, what one of the same documents tells instead."""
    told = {pair: quotes for pair, quotes in bereft.tellings.items() if pair[1] in recount.untold}
    if not told:
        return {}
    documents = {document for document, _ in told}
    fresh = {
        (draft.document, row): frozenset(draft.quotes)
        for draft in drafts
        if draft.document in documents and (draft.document, row := recount.rows[draft.key]) not in bereft.tellings
    }
    rows = read_tellings(connection, {row for _, row in (*told, *fresh)})
    before: defaultdict[int, list[Trace]] = defaultdict(list)
    now: defaultdict[int, list[Trace]] = defaultdict(list)
    for traces, places in ((before, told), (now, fresh)):
        for (document, row), quotes in places.items():
            traces[document].append(Trace(row, rows[row].telling, frozenset(quotes)))
    heirs: dict[int, int] = {}
    for document in sorted(before):
        heirs = match_traces(before[document], now[document]) | heirs
    return heirs


def find_name_heirs(before: Iterable[Naming], now: Iterable[Naming]) -> dict[int, int]:
    """For names that a document does not give any more, the name that it gives in the same place instead."""
    lost, gained = _group(before), _group(now)
    heirs: dict[int, int] = {}
    for document, names in sorted(lost.items()):
        fresh = gained.get(document, {})
        pairs = (
            ((rank_places(quotes, others),), name, other)
            for name, quotes in names.items()
            if name not in fresh
            for other, others in fresh.items()
            if other not in names
        )
        heirs = match_best(pair for pair in pairs if any(pair[0])) | heirs
    return heirs


def _group(namings: Iterable[Naming]) -> dict[int, dict[int, set[str]]]:
    """The words by which each document gives each name."""
    groups: dict[int, dict[int, set[str]]] = {}
    for naming in namings:
        groups.setdefault(naming.document, {}).setdefault(naming.name, set()).add(naming.quote)
    return groups
