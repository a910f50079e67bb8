"""Where documents tell events is written, and each event's row: what its mentions, old and new, amount to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from sqlalchemy import Connection, Table, delete, select

from corpdb.models.events import Financing, Leadership, Restructuring, Transaction
from corpdb.models.schema import metadata
from corpdb.models.vocabulary import EventType, Role, Verdict
from corpdb.resolution.decisions import Decided, correct_parties, find_verdict, list_corrections
from corpdb.resolution.events.choosing import Choices, choose_values
from corpdb.resolution.events.history import list_choices, rank_parties, trace_history
from corpdb.resolution.events.telling import Party
from corpdb.storage.bulk import insert_rows, is_any_of, replace_rows, reserve_ids, update_rows
from corpdb.storage.calendar import cover_days
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.events.accounts import Record, Told, read_records
from corpdb.storage.events.activity import count_activity, write_activity
from corpdb.storage.events.best import write_best_mentions
from corpdb.storage.events.histories import EventHistory, find_participant, write_histories
from corpdb.storage.events.occurrences import Gathering, Occurrence
from corpdb.storage.events.tellings import Draft
from corpdb.storage.events.values import name_value, take_values
from corpdb.storage.places import cover_places
from corpdb.storage.tables import (
    EVENT,
    EVENT_CHOICE,
    MENTION,
    MENTION_PARTICIPANT,
    PARTICIPATION,
    PERSON,
    TELLING,
)

# The types with a table of their own, and what it holds.
TYPE_COLUMNS: dict[str, tuple[Table, str]] = {
    EventType.RESTRUCTURING: (metadata.tables[Restructuring.__tablename__], "parts"),
    EventType.TRANSACTION: (metadata.tables[Transaction.__tablename__], "share_percent"),
    EventType.FINANCING: (metadata.tables[Financing.__tablename__], "series"),
    EventType.LEADERSHIP: (metadata.tables[Leadership.__tablename__], "position"),
}
_EVENT_COLUMNS = tuple(name for name in Told._fields if name in EVENT.c)
_pick_event_values = attrgetter(*_EVENT_COLUMNS)
DECIDED = "decision"
"""The reason of a value that a person has set."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """An event with its own values, those that people have set first, and with those that it had before."""

    event: Occurrence
    choices: Choices
    kind: str
    told: Told
    parties: tuple[Party, ...]
    decided: Mapping[str, int]
    verdict: Verdict
    history: EventHistory

    @property
    def everyone(self) -> Iterator[Party]:
        """All who take part in it, now or once."""
        return chain(self.parties, (life.item[0] for life in self.history.history.lives))


@dataclass(slots=True)
class _MentionRows:
    mentions: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    participants: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])


def write_mentions(connection: Connection, drafts: Collection[Draft], tellings: Mapping[str, int]) -> None:
    """Write where the documents of a batch tell their events, and who takes part as they tell it."""
    rows = _MentionRows()
    ids = reserve_ids(connection, MENTION, sum(len(draft.told) for draft in drafts))
    for draft in drafts:
        incoming = draft.incoming
        origin = (incoming.extractor, *incoming.edition)
        for rank, (mention, told) in enumerate(zip(draft.fact.mentions, draft.told, strict=True), start=1):
            number = next(ids)
            start, end = mention.span.start, mention.span.end
            place = (tellings[draft.key], draft.document, rank, start, end, incoming.text[start:end])
            rows.mentions.append((number, *place, *origin, *told))
            if rank == 1:
                rows.participants += [(number, *part) for part in draft.participants]
    columns = ("id", "telling_id", "document_id", "rank", "start_char", "end_char", "quote")
    origin = ("extractor", "extractor_version", "lexicon")
    insert_rows(connection, MENTION, (*columns, *origin, *Told._fields), rows.mentions)
    columns = ("mention_id", "role", "name_id", "person_id")
    insert_rows(connection, MENTION_PARTICIPANT, columns, rows.participants)


def write_events(connection: Connection, gathering: Gathering, decisions: Decisions) -> None:
    """Write the events that `gathering` says, and which of them tellings are of."""
    tellings = [row for event in gathering.events for row in event.tellings]
    records = read_records(connection, tellings) if tellings else {}
    decided = decisions.read_tellings(tellings)
    _add_persons(connection, decided)
    chosen = [
        _choose(event, [record for row in event.tellings for record in records.get(row, ())], decided)
        for event in gathering.events
    ]
    told = [*chain.from_iterable(one.history.told.values() for one in chosen), *(one.told for one in chosen)]
    cover_days(connection, (one.first_day for one in told))
    cover_places(connection, (one.location for one in told))
    before = count_activity(connection, [event.id for event in gathering.events if not event.is_new])
    _write_rows(connection, chosen)
    update_rows(connection, TELLING, "id", ("event_id",), gathering.moved)
    _write_parts(connection, chosen)
    write_activity(connection, before, count_activity(connection, [event.id for event in gathering.events]))


def _choose(event: Occurrence, records: Collection[Record], decided: Collection[Decided[int]]) -> _Chosen:
    """The event's own values: each taken as its mention tells it, or as a person has set it."""
    accounts = [record.account for record in records]
    choices = choose_values(accounts)
    told = {record.account.number: record.told for record in records}
    corrections = list_corrections(decided, event.tellings)
    kind, values = take_values(choices, told, corrections)
    return _Chosen(
        event,
        choices,
        kind,
        values,
        correct_parties(choices.parties, corrections),
        {one.role or one.attribute: one.number for one in corrections},
        find_verdict(decided, event.tellings),
        EventHistory(event.id, event.type, trace_history(accounts, choices, corrections), told),
    )


def _write_rows(connection: Connection, chosen: Collection[_Chosen]) -> None:
    """Write the row of each event, and the row of its type."""
    rows = [(one.event, (one.kind, one.verdict.value, *_pick_event_values(one.told))) for one in chosen]
    columns = ("type", "kind", "verdict", *_EVENT_COLUMNS)
    new = [(event.id, event.type, *values) for event, values in rows if event.is_new]
    insert_rows(connection, EVENT, ("id", *columns), new)
    old = [(event.id, event.type, *values) for event, values in rows if not event.is_new]
    update_rows(connection, EVENT, "id", columns, old)
    retyped = [one.event.id for one in chosen if one.event.is_retyped]
    for event_type, (table, column) in TYPE_COLUMNS.items():
        typed = [(one.event, getattr(one.told, column)) for one in chosen if one.event.type == event_type]
        if retyped:
            connection.execute(delete(table).where(is_any_of(connection, table.c.event_id, retyped)))
        added = [(event.id, value) for event, value in typed if event.is_new or event.is_retyped]
        insert_rows(connection, table, ("event_id", column), added)
        changed = [(event.id, value) for event, value in typed if not (event.is_new or event.is_retyped)]
        update_rows(connection, table, "event_id", (column,), changed)


def _write_parts(connection: Connection, chosen: Collection[_Chosen]) -> None:
    """Write who takes part in each event, which mention or decision each of its values is from, and its history."""
    known = [one.event.id for one in chosen if not one.event.is_new]
    persons = _find_persons(connection, (party for one in chosen for party in one.everyone))
    parts = [row for one in chosen for row in _list_participations(one, persons)]
    columns = ("event_id", "role", "rank", "organization_id", "person_id")
    replace_rows(connection, PARTICIPATION, known, columns, parts)
    choices = [row for one in chosen for row in _list_reasons(one)]
    columns = ("event_id", "value", "reason", "mention_id", "decision_id")
    replace_rows(connection, EVENT_CHOICE, known, columns, choices)
    write_best_mentions(connection, [one.event.id for one in chosen])
    write_histories(connection, [one.history for one in chosen], known, persons)


def _list_reasons(chosen: _Chosen) -> Iterator[tuple[object, ...]]:
    for name, choice in list_choices(chosen.choices):
        value = name_value(name)
        if value not in chosen.decided:
            yield chosen.event.id, value, choice.why.value, choice.number, None
    for value, decision in chosen.decided.items():
        yield chosen.event.id, value, DECIDED, None, decision


def _add_persons(connection: Connection, decided: Iterable[Decided[int]]) -> None:
    """Make the rows of the persons to whom decisions give a role, and whom no document names."""
    persons = {one.who: one.value for one in decided if one.role is Role.PERSON and one.who}
    if persons:
        columns = PERSON.c
        known = set(connection.scalars(select(columns.key).where(is_any_of(connection, columns.key, persons))))
        missing = [(key, name) for key, name in sorted(persons.items()) if key not in known]
        insert_rows(connection, PERSON, ("key", "name"), missing)


def _find_persons(connection: Connection, parties: Iterable[Party]) -> dict[str, int]:
    keys = {party.who for party in parties if party.role is Role.PERSON}
    if not keys:
        return {}
    columns = PERSON.c
    return dict(
        connection.execute(select(columns.key, columns.id).where(is_any_of(connection, columns.key, keys))).all()
    )


def _list_participations(chosen: _Chosen, persons: Mapping[str, int]) -> Iterator[tuple[object, ...]]:
    for party, rank in rank_parties(chosen.parties):
        yield chosen.event.id, party.role.value, rank, *find_participant(party, persons)
