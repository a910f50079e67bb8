"""The names of a batch find their rows, and what its documents say of them is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from corpdb.extraction.facts import Facts, OrganizationFact
from corpdb.models.vocabulary import Role
from corpdb.resolution.names import SENSES, Name, choose_form, dissect, make_name_key, make_scope
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids
from corpdb.storage.dates import make_date_columns
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.organizations.renamings import Renamed
from corpdb.storage.organizations.sayings import Naming
from corpdb.storage.tables import (
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_RENAMING,
    PERSON,
)


@dataclass(frozen=True, slots=True)
class Directory:
    """The rows of what the documents of a batch name: names by document and form, persons by key.

    `texts` are the names in full, by row; `new` are the rows of names not met before.
    """

    names: dict[tuple[int, str], int] = field(default_factory=dict[tuple[int, str], int])
    persons: dict[str, int] = field(default_factory=dict[str, int])
    texts: dict[int, Name] = field(default_factory=dict[int, Name])
    new: set[int] = field(default_factory=set[int])

    def find_name(self, document: int, form: str) -> int:
        """The row of the name that a document of the batch gives an organization."""
        return self.names[document, form]

    def find_form(self, name: int) -> str:
        """The form of a name of the batch, by its row."""
        return self.texts[name].form

    def rename(self, names: Mapping[tuple[int, int], int], texts: Mapping[int, Name], new: Collection[int]) -> None:
        """Let documents give other names, by document and row; `texts` are those names, of which some are `new`."""
        self.names.update(
            {place: names[place[0], row] for place, row in self.names.items() if (place[0], row) in names}
        )
        self.texts.update(texts)
        self.new.update(new)

    def find_person(self, name: str) -> int:
        """The row id of a person whom the batch names."""
        return self.persons[make_name_key(name)]


def place_names(connection: Connection, documents: dict[int, Incoming]) -> Directory:
    """Find or make the rows of every name and person in `documents`."""
    wanted = {
        (document, fact.name): _make_name(fact, incoming)
        for document, incoming in documents.items()
        for fact in incoming.facts.organizations
    }
    known = _find_names(connection, wanted.values())
    missing = list(dict.fromkeys(name for name in wanted.values() if name not in known))
    fresh = dict(zip(missing, reserve_ids(connection, ORGANIZATION_NAME, len(missing)), strict=True))
    rows = [(row, *name, make_name_key(name.form), dissect(name).block) for name, row in fresh.items()]
    insert_rows(connection, ORGANIZATION_NAME, ("id", "form", "sense", "scope", "key", "block"), rows)
    ids = known | fresh
    return Directory(
        {place: ids[name] for place, name in wanted.items()},
        _resolve_persons(connection, [name for one in documents.values() for name in _list_persons(one.facts)]),
        texts={row: name for name, row in ids.items()},
        new=set(fresh.values()),
    )


def write_organization_facts(
    connection: Connection, directory: Directory, documents: dict[int, Incoming]
) -> set[Naming]:
    """Write where `documents` name organizations, and with which register numbers; give what they say of each name."""
    mentions: list[tuple[object, ...]] = []
    identifiers: dict[tuple[object, ...], None] = {}
    namings: set[Naming] = set()
    for document, incoming in documents.items():
        for fact in incoming.facts.organizations:
            name = directory.find_name(document, fact.name)
            parent = directory.find_name(document, fact.parent) if fact.parent else None
            said = (fact.kind.value, parent if parent != name else None)
            for span in fact.spans:
                quote = incoming.text[span.start : span.end]
                mentions.append((name, document, span.start, span.end, quote, *said))
                namings.add(Naming(document, name, directory.find_form(name), quote, *said))
            for one in fact.identifiers:
                identifiers[name, document, one.scheme, one.value] = None
    columns = ("name_id", "document_id", "start_char", "end_char", "quote", "kind", "parent_name_id")
    insert_rows(connection, ORGANIZATION_MENTION, columns, mentions)
    columns = ("name_id", "document_id", "scheme", "value")
    insert_rows(connection, ORGANIZATION_IDENTIFIER, columns, list(identifiers))
    return namings


def write_renamings(connection: Connection, directory: Directory, documents: dict[int, Incoming]) -> set[Renamed]:
    """Write where `documents` tell that an organization changed its name; give the names with those that they had."""
    rows: list[tuple[object, ...]] = []
    renamed: set[Renamed] = set()
    for document, incoming in documents.items():
        for fact in incoming.facts.organizations:
            for one in fact.renamings:
                name, (start, end) = directory.find_name(document, fact.name), (one.span.start, one.span.end)
                keys = make_name_key(one.before), make_name_key(one.after)
                told = (one.status.value, *make_date_columns(one.date), start, end, incoming.text[start:end])
                rows.append((name, document, one.before, one.after, *keys, *told))
                renamed |= {Renamed(name, key) for key in keys}
    columns = ("name_id", "document_id", "name_before", "name_after", "key_before", "key_after", "status")
    dates = ("first_day", "last_day", "date_precision", "date_text")
    insert_rows(connection, ORGANIZATION_RENAMING, (*columns, *dates, "start_char", "end_char", "quote"), rows)
    return renamed


def _make_name(fact: OrganizationFact, incoming: Incoming) -> Name:
    sense = SENSES[fact.kind].value
    others = {incoming.text[span.start : span.end] for span in fact.spans}.union(fact.aliases)
    form = choose_form(fact.name, others, sense)
    return Name(form, sense, make_scope(form, fact, incoming.facts.countries))


def _find_names(connection: Connection, names: Iterable[Name]) -> dict[Name, int]:
    wanted = set(names)
    columns = ORGANIZATION_NAME.c
    query = select(columns.form, columns.sense, columns.scope, columns.id)
    rows = connection.execute(query.where(is_any_of(connection, columns.form, {name.form for name in wanted})))
    return {name: row for form, sense, scope, row in rows if (name := Name(form, sense, scope)) in wanted}


def _list_persons(facts: Facts) -> list[str]:
    return [part.name for event in facts.events for part in event.participants if part.role == Role.PERSON]


def _resolve_persons(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(make_name_key(name), name)
    columns = PERSON.c
    query = select(columns.key, columns.id).where(is_any_of(connection, columns.key, wanted))
    found = dict(connection.execute(query).all())
    missing = [key for key in wanted if key not in found]
    fresh = dict(zip(missing, reserve_ids(connection, PERSON, len(missing)), strict=True))
    insert_rows(connection, PERSON, ("id", "name", "key"), [(row, wanted[key], key) for key, row in fresh.items()])
    return found | fresh
