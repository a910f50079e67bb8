"""What documents tell of events finds its row: one for all documents that say the very same, which are counted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, select

from corpdb.extraction.facts import EventFact, Facts, Participant
from corpdb.models.vocabulary import OrganizationKind, Role, Verdict
from corpdb.resolution.events.telling import Party, Telling, make_telling_key, part_key, share_telling
from corpdb.resolution.names import Name, list_parting, make_name_key, strip_parting
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.dates import make_day_columns
from corpdb.storage.events.accounts import NamedPart, Told, list_participants, list_told, make_telling
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.organizations.names import Directory
from corpdb.storage.tables import ORGANIZATION, ORGANIZATION_NAME, PERSON, TELLING, TELLING_PARTICIPANT

_TELLING = TELLING.c
_FIGURES = ("amount", "currency", "headcount", "location", "parts", "share_percent", "series", "position")
_SAID = (
    "type",
    "kind",
    "status",
    "language",
    "first_day",
    "last_day",
    "published_first_day",
    "published_last_day",
    *_FIGURES,
)

_READ = (
    "kind",
    "language",
    "published_first_day",
    "published_last_day",
    "status",
    "first_day",
    "last_day",
    *(name for name in Told._fields if name in _FIGURES),
)


class Draft(NamedTuple):
    """An event of a document of the batch: what it tells, who takes part, and the key of what is told."""

    key: str
    document: int
    incoming: Incoming
    fact: EventFact
    told: tuple[Told, ...]
    participants: tuple[NamedPart, ...]
    telling: Telling

    @property
    def quotes(self) -> set[str]:
        """The words of the places that tell it."""
        return {self.incoming.text[mention.span.start : mention.span.end] for mention in self.fact.mentions}


class TellingRow(NamedTuple):
    """A telling's row, and what is told, with who takes part as they are known now."""

    id: int
    key: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class Recount:
    """The rows of what a batch tells, by key, and of what it does not tell any more.

    `retold` are all whose mentions have come or gone, `new` were not told before, `untold` are not told any more, and
    `beside` are those that a document tells, or told, beside others.
    """

    rows: dict[str, int]
    retold: set[int]
    new: set[int]
    untold: set[int]
    beside: set[int]


def draft_events(directory: Directory, documents: dict[int, Incoming]) -> list[Draft]:
    """The events of `documents`; what a document tells twice in the very same way is one, with the places of both."""
    drafts: list[Draft] = []
    for document, incoming in documents.items():
        names = {
            fact.name: directory.texts[directory.find_name(document, fact.name)]
            for fact in incoming.facts.organizations
        }
        for key, (telling, fact) in _merge_equal(_list_keyed(incoming.facts, names)).items():
            told = tuple(list_told(fact))
            participants = list_participants(fact, document, directory)
            drafts.append(Draft(key, document, incoming, fact, told, participants, telling))
    return drafts


def place_tellings(connection: Connection, drafts: Collection[Draft], bereft: Collection[tuple[int, int]]) -> Recount:
    """Find or make the rows of what `drafts` tell, and count their documents; `bereft` is what was told before."""
    by_key = {draft.key: draft for draft in drafts}
    lost = Counter(telling for _, telling in bereft)
    wanted = is_any_of(connection, _TELLING.key, by_key) | is_any_of(connection, _TELLING.id, lost)
    columns = (_TELLING.id, _TELLING.key, _TELLING.documents, _TELLING.type)
    stored = connection.execute(select(*columns).where(wanted)).all()
    rows: dict[str, int] = {key: row for row, key, *_ in stored if key in by_key}
    missing = [draft for key, draft in by_key.items() if key not in rows]
    fresh = dict(zip(missing, reserve_ids(connection, TELLING, len(missing)), strict=True)) if missing else {}
    gained = Counter(draft.key for draft in drafts)
    _insert_tellings(connection, {row: draft for draft, row in fresh.items()}, gained)
    counts = {row: documents + gained.get(key, 0) - lost.get(row, 0) for row, key, documents, _ in stored}
    changed = [(row, counts[row]) for row, _, documents, _ in stored if counts[row] != documents]
    update_rows(connection, TELLING, "id", ("documents",), changed)
    rows |= {draft.key: row for draft, row in fresh.items()}
    types = {row: event_type for row, _, _, event_type in stored}
    told = [(draft.document, draft.fact.type.value, rows[draft.key]) for draft in drafts]
    lapsed = [(document, types[row], row) for document, row in bereft]
    return Recount(
        rows,
        retold={*rows.values(), *lost},
        new=set(fresh.values()),
        untold={row for row, documents in counts.items() if documents <= 0},
        beside={*_list_beside(told), *_list_beside(lapsed)},
    )


def read_tellings(connection: Connection, ids: Collection[int]) -> dict[int, TellingRow]:
    """The tellings of those rows, with who takes part as names belong to organizations now."""
    parties = _read_parties(connection, ids)
    columns = (_TELLING.id, _TELLING.key, *(_TELLING[name] for name in _READ))
    query = select(*columns).where(is_any_of(connection, _TELLING.id, ids))
    rows = cast("Iterable[tuple[Any, ...]]", connection.execute(query).all())
    return {
        row: TellingRow(row, key, _read_telling(values, frozenset(parties.get(row, ())))) for row, key, *values in rows
    }


def make_said(event_type: str, telling: Telling) -> tuple[object, ...]:
    """What is told, as the columns `_SAID` hold it."""
    days = (*make_day_columns(telling.when), *make_day_columns(telling.published))
    figures = [getattr(telling, name) for name in _FIGURES]
    return event_type, telling.kind.value, telling.status.value, telling.language, *days, *map(_write, figures)


def _write(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)


def _insert_tellings(connection: Connection, drafts: dict[int, Draft], documents: Counter[str]) -> None:
    told = [
        (row, draft.key, documents[draft.key], *make_said(draft.fact.type.value, draft.telling))
        for row, draft in drafts.items()
    ]
    insert_rows(connection, TELLING, ("id", "key", "documents", *_SAID), told)
    parts = [(row, *part) for row, draft in drafts.items() for part in draft.participants]
    insert_rows(connection, TELLING_PARTICIPANT, ("telling_id", "role", "name_id", "person_id"), parts)


def _list_keyed(facts: Facts, names: Mapping[str, Name]) -> Iterator[tuple[str, Telling, EventFact]]:
    """Each event of a document with what is told and its key, in which organizations are known by their own `names`."""
    published = facts.published
    days = (published.first.isoformat(), published.last.isoformat()) if published else (None, None)
    for fact in facts.events:
        parties = frozenset(Party(part.role, _name_party(part, names)) for part in fact.participants)
        telling = share_telling(make_telling(fact.kind.value, facts.language, next(list_told(fact)), days, parties))
        named = {names[part.name].scope for part in fact.participants if part.role is not Role.PERSON}
        parting = set(chain.from_iterable(map(list_parting, named)))
        yield part_key(make_telling_key(telling), parting), telling, fact


def _merge_equal(told: Iterable[tuple[str, Telling, EventFact]]) -> dict[str, tuple[Telling, EventFact]]:
    """What is told by its key: nothing tells two apart that have the same, so they are one, which is told again."""
    merged: dict[str, tuple[Telling, EventFact]] = {}
    for key, telling, fact in told:
        _, first = merged.setdefault(key, (telling, fact))
        if first is not fact:
            known = {mention.span for mention in first.mentions}
            further = (mention for mention in fact.mentions if mention.span not in known)
            merged[key] = (telling, replace(first, mentions=(*first.mentions, *further)))
    return merged


def _name_party(part: Participant, names: Mapping[str, Name]) -> str:
    if part.role is Role.PERSON:
        return make_name_key(part.name)
    name = names[part.name]
    return "\t".join(name._replace(scope=strip_parting(name.scope)))


def _list_beside(told: Iterable[tuple[int, str, int]]) -> set[int]:
    """The tellings that a document tells beside others of the same type."""
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for document, event_type, row in told:
        groups[document, event_type].append(row)
    return {row for rows in groups.values() if len(rows) > 1 for row in rows}


def _read_telling(values: Sequence[Any], parties: frozenset[Party]) -> Telling:
    kind, language, first_published, last_published, status, first, last, *figures = values
    told = Told(status, first, last, None, None, *figures, confidence=1.0)
    return make_telling(kind, language, told, (first_published, last_published), parties)


def _read_parties(connection: Connection, ids: Collection[int]) -> dict[int, list[Party]]:
    """Who takes part by each telling: organizations by number with their owner's, persons by key."""
    part, named, own = TELLING_PARTICIPANT.c, ORGANIZATION_NAME.c, ORGANIZATION.c
    query = (
        select(part.telling_id, part.role, own.id, own.parent_id, own.kind, PERSON.c.key)
        .join_from(TELLING_PARTICIPANT, ORGANIZATION_NAME, named.id == part.name_id, isouter=True)
        .join(ORGANIZATION, own.id == named.organization_id, isouter=True)
        .join(PERSON, PERSON.c.id == part.person_id, isouter=True)
        .where(is_any_of(connection, part.telling_id, ids), own.verdict.is_distinct_from(Verdict.REJECTED.value))
    )
    parties: dict[int, list[Party]] = {}
    for telling, role, organization, parent, kind, person in connection.execute(query).all():
        is_local = kind is not None and kind != OrganizationKind.COMPANY
        party = Party(Role(role), person or str(organization), str(parent) if parent else "", is_local)
        parties.setdefault(telling, []).append(party)
    return parties
