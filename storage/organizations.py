"""Organizations and persons find their rows by the key of their name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from corpdb.extraction.facts import Facts, OrganizationFact
from corpdb.models.vocabulary import OrganizationKind, Role
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.incoming import Incoming
from corpdb.storage.keys import make_name_key
from corpdb.storage.tables import (
    ORGANIZATION,
    ORGANIZATION_ALIAS,
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_MENTION,
    PERSON,
)

# When documents disagree on what an organization is, the one that says most of it is right: "company" is what is
# said of anything that acts.
SPECIFICITY: dict[str, int] = {
    kind: rank
    for rank, kind in enumerate(
        (
            OrganizationKind.COMPANY,
            OrganizationKind.OTHER,
            OrganizationKind.UNIT,
            OrganizationKind.PUBLIC,
            OrganizationKind.ACADEMIC,
            OrganizationKind.LAB,
        )
    )
}


@dataclass(slots=True)
class KnownOrganization:
    """An organization's row as the batch finds it or makes it, and what the batch learns about it."""

    id: int
    name: str
    kind: str
    parent_id: int | None = None
    is_new: bool = False
    has_changed: bool = False

    def learn(self, name: str, kind: str, parent: "KnownOrganization | None") -> None:
        """Take a name in small letters for a shouted one, the more specific kind, and a parent where there is none.

        Nobody is its own parent's parent.
        """
        if self.name.isupper() and not name.isupper():
            self.name, self.has_changed = name, True
        if SPECIFICITY[kind] > SPECIFICITY[self.kind]:
            self.kind, self.has_changed = kind, True
        if parent and self.parent_id is None and self.id not in {parent.id, parent.parent_id}:
            self.parent_id, self.has_changed = parent.id, True


@dataclass(frozen=True, slots=True)
class Directory:
    """The rows of the organizations and persons of a batch, by key."""

    organizations: dict[str, KnownOrganization] = field(default_factory=dict[str, KnownOrganization])
    persons: dict[str, int] = field(default_factory=dict[str, int])

    def find_organization(self, name: str) -> KnownOrganization:
        """The row of an organization that the batch names."""
        return self.organizations[make_name_key(name)]

    def find_person(self, name: str) -> int:
        """The row id of a person whom the batch names."""
        return self.persons[make_name_key(name)]


def resolve_names(connection: Connection, batch: Sequence[Incoming]) -> Directory:
    """Find or make the rows of every organization and person that `batch` names, and learn kinds and parents."""
    facts = [fact for incoming in batch for fact in incoming.facts.organizations]
    directory = Directory(
        _resolve_organizations(connection, facts),
        _resolve_persons(connection, [name for incoming in batch for name in _list_persons(incoming.facts)]),
    )
    for fact in facts:
        parent = directory.find_organization(fact.parent) if fact.parent else None
        directory.find_organization(fact.name).learn(fact.name, fact.kind.value, parent)
    _write_organizations(connection, directory)
    return directory


def write_organization_facts(connection: Connection, directory: Directory, documents: dict[int, Incoming]) -> None:
    """Write where `documents` name organizations, under which names, and with which register numbers."""
    mentions: list[tuple[object, ...]] = []
    identifiers: dict[tuple[object, ...], None] = {}
    for document_id, incoming in documents.items():
        for fact in incoming.facts.organizations:
            known = directory.find_organization(fact.name)
            parent_id = directory.find_organization(fact.parent).id if fact.parent else None
            said = (fact.kind.value, parent_id if parent_id != known.id else None)
            mentions += [
                (known.id, document_id, span.start, span.end, incoming.text[span.start : span.end], *said)
                for span in fact.spans
            ]
            for one in fact.identifiers:
                identifiers[known.id, document_id, one.scheme, one.value] = None
    columns = ("organization_id", "document_id", "start_char", "end_char", "quote", "kind", "parent_id")
    insert_rows(connection, ORGANIZATION_MENTION, columns, mentions)
    columns = ("organization_id", "document_id", "scheme", "value")
    insert_rows(connection, ORGANIZATION_IDENTIFIER, columns, list(identifiers))
    _write_aliases(connection, directory, documents.values())


def _list_persons(facts: Facts) -> list[str]:
    return [part.name for event in facts.events for part in event.participants if part.role == Role.PERSON]


def _resolve_organizations(connection: Connection, facts: Iterable[OrganizationFact]) -> dict[str, KnownOrganization]:
    wanted: dict[str, OrganizationFact] = {}
    for fact in facts:
        wanted.setdefault(make_name_key(fact.name), fact)
    columns = ORGANIZATION.c
    query = select(columns.key, columns.id, columns.name, columns.kind, columns.parent_id)
    rows = connection.execute(query.where(is_any_of(connection, columns.key, wanted)))
    found = {key: KnownOrganization(*values) for key, *values in rows}
    missing = [key for key in wanted if key not in found]
    for key, number in zip(missing, reserve_ids(connection, ORGANIZATION, len(missing)), strict=True):
        fact = wanted[key]
        found[key] = KnownOrganization(number, fact.name, fact.kind.value, is_new=True)
    return found


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


def _write_organizations(connection: Connection, directory: Directory) -> None:
    known = directory.organizations.items()
    new = [(one.id, one.kind, one.name, key, one.parent_id) for key, one in known if one.is_new]
    insert_rows(connection, ORGANIZATION, ("id", "kind", "name", "key", "parent_id"), new)
    changed = [(one.id, one.name, one.kind, one.parent_id) for _, one in known if one.has_changed and not one.is_new]
    update_rows(connection, ORGANIZATION, "id", ("name", "kind", "parent_id"), changed)


def _write_aliases(connection: Connection, directory: Directory, batch: Iterable[Incoming]) -> None:
    """Note each form under which the batch names an organization, once."""
    forms: dict[int, dict[str, None]] = defaultdict(dict)
    for incoming in batch:
        for fact in incoming.facts.organizations:
            known = directory.find_organization(fact.name)
            for form in (fact.name, *fact.aliases):
                if form != known.name:
                    forms[known.id][form] = None
    columns = ORGANIZATION_ALIAS.c
    query = select(columns.organization_id, columns.name)
    present = set(connection.execute(query.where(is_any_of(connection, columns.organization_id, forms))))
    rows = [(number, form) for number, names in forms.items() for form in names]
    insert_rows(
        connection, ORGANIZATION_ALIAS, ("organization_id", "name"), [row for row in rows if row not in present]
    )
