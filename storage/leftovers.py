"""Facts that lose their last mention go with it; what the remaining mentions say of an organization holds."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, delete, exists, func, select

from corpdb.models.vocabulary import OrganizationKind
from corpdb.storage.bulk import is_any_of, update_rows
from corpdb.storage.organizations import SPECIFICITY
from corpdb.storage.tables import (
    MENTION,
    MENTION_PARTICIPANT,
    ORGANIZATION,
    ORGANIZATION_ALIAS,
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_MENTION,
    PERSON,
)


@dataclass(frozen=True, slots=True)
class Bereft:
    """The rows that have lost mentions and may have none left."""

    events: set[int]
    organizations: set[int]
    persons: set[int]


def forget_facts(connection: Connection, documents: Collection[int]) -> Bereft:
    """Delete every fact's mentions in `documents`; say which events, organizations and persons they were about."""
    if not documents:
        return Bereft(set(), set(), set())
    told = is_any_of(connection, MENTION.c.document_id, documents)
    named = is_any_of(connection, ORGANIZATION_MENTION.c.document_id, documents)
    persons = (
        select(MENTION_PARTICIPANT.c.person_id)
        .join_from(MENTION_PARTICIPANT, MENTION, MENTION.c.id == MENTION_PARTICIPANT.c.mention_id)
        .where(told, MENTION_PARTICIPANT.c.person_id.is_not(None))
    )
    bereft = Bereft(
        set(connection.scalars(select(MENTION.c.event_id).where(told))),
        set(connection.scalars(select(ORGANIZATION_MENTION.c.organization_id).where(named))),
        set(connection.scalars(persons)),
    )
    for table in (MENTION, ORGANIZATION_MENTION, ORGANIZATION_IDENTIFIER):
        connection.execute(delete(table).where(is_any_of(connection, table.c.document_id, documents)))
    return bereft


def settle_names(connection: Connection, bereft: Bereft) -> None:
    """Delete the organizations and persons that nothing mentions any more, and review those that remain."""
    if bereft.persons:
        _delete_unmentioned(connection, PERSON, bereft.persons, MENTION_PARTICIPANT.c.person_id)
    if bereft.organizations:
        _review_organizations(connection, bereft.organizations)
        _delete_unwritten_aliases(connection, bereft.organizations)
        _delete_unmentioned(connection, ORGANIZATION, bereft.organizations, ORGANIZATION_MENTION.c.organization_id)


def _delete_unmentioned(connection: Connection, table: Table, rows: set[int], reference: Column[int]) -> None:
    mentioned = exists().where(reference == table.c.id)
    connection.execute(delete(table).where(is_any_of(connection, table.c.id, rows), ~mentioned))


def _delete_unwritten_aliases(connection: Connection, organizations: set[int]) -> None:
    mention, alias = ORGANIZATION_MENTION.c, ORGANIZATION_ALIAS.c
    condition = is_any_of(connection, alias.organization_id, organizations)
    written = exists().where(mention.organization_id == alias.organization_id, mention.quote == alias.name)
    connection.execute(delete(ORGANIZATION_ALIAS).where(condition, ~written))


def _review_organizations(connection: Connection, organizations: set[int]) -> None:
    """Take each organization for what its remaining mentions do: the most specific kind, the first parent."""
    columns = ORGANIZATION_MENTION.c
    query = (
        select(columns.organization_id, columns.kind, columns.parent_id)
        .where(is_any_of(connection, columns.organization_id, organizations))
        .group_by(columns.organization_id, columns.kind, columns.parent_id)
        .order_by(func.min(columns.id))
    )
    kinds: dict[int, OrganizationKind] = {}
    parents: dict[int, int | None] = {}
    for organization_id, kind, parent_id in connection.execute(query):
        stated = OrganizationKind(kind)
        kinds[organization_id] = max(kinds.get(organization_id, stated), stated, key=SPECIFICITY.__getitem__)
        parents[organization_id] = parents.get(organization_id) or parent_id
    rows = [(row, kind.value, parents[row]) for row, kind in kinds.items()]
    update_rows(connection, ORGANIZATION, "id", ("kind", "parent_id"), rows)
