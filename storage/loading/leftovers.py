"""Facts that lose their last mention go with it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, exists, select

from corpdb.storage.bulk import is_any_of
from corpdb.storage.events.occurrences import Gathering
from corpdb.storage.organizations.renamings import Renamed, read_renamed
from corpdb.storage.organizations.sayings import Naming, read_namings
from corpdb.storage.tables import (
    MENTION,
    MENTION_PARTICIPANT,
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_MENTION,
    ORGANIZATION_RENAMING,
    PARTICIPATION,
    PERSON,
)


@dataclass(frozen=True, slots=True)
class Bereft:
    """What has lost mentions and may have none left, and what was said of names and is not any more.

    `tellings` are what each document told, with the words of the places that told it; `namings` and `renamed` are what
    was said of names.
    """

    tellings: dict[tuple[int, int], set[str]] = field(default_factory=dict[tuple[int, int], set[str]])
    persons: set[int] = field(default_factory=set[int])
    namings: set[Naming] = field(default_factory=set[Naming])
    renamed: set[Renamed] = field(default_factory=set[Renamed])


def forget_facts(connection: Connection, documents: Collection[int]) -> Bereft:
    """Delete every fact's mentions in `documents`; say what they were about."""
    if not documents:
        return Bereft()
    told = is_any_of(connection, MENTION.c.document_id, documents)
    persons = (
        select(MENTION_PARTICIPANT.c.person_id)
        .join_from(MENTION_PARTICIPANT, MENTION, MENTION.c.id == MENTION_PARTICIPANT.c.mention_id)
        .where(told, MENTION_PARTICIPANT.c.person_id.is_not(None))
    )
    tellings: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    places = select(MENTION.c.document_id, MENTION.c.telling_id, MENTION.c.quote).where(told)
    for document, telling, quote in connection.execute(places):
        tellings[document, telling].add(quote)
    bereft = Bereft(
        tellings,
        set(connection.scalars(persons)),
        read_namings(connection, documents),
        read_renamed(connection, documents),
    )
    for table in (MENTION, ORGANIZATION_MENTION, ORGANIZATION_IDENTIFIER, ORGANIZATION_RENAMING):
        connection.execute(delete(table).where(is_any_of(connection, table.c.document_id, documents)))
    return bereft


def find_persons(connection: Connection, gathering: Gathering) -> set[int]:
    """The persons who take part in events that are to be written or dropped."""
    events = {*gathering.vacated, *(event.id for event in gathering.events)}
    columns = PARTICIPATION.c
    query = select(columns.person_id).where(is_any_of(connection, columns.event_id, events))
    return set(connection.scalars(query.where(columns.person_id.is_not(None))))


def drop_unmentioned(connection: Connection, persons: Collection[int]) -> None:
    """Delete those of `persons` whom nothing mentions any more, and whom no decision gives a role."""
    if persons:
        mentioned = exists().where(MENTION_PARTICIPANT.c.person_id == PERSON.c.id)
        decided = exists().where(PARTICIPATION.c.person_id == PERSON.c.id)
        connection.execute(delete(PERSON).where(is_any_of(connection, PERSON.c.id, persons), ~mentioned, ~decided))
