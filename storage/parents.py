"""What owns or contains an organization: what most documents say, where that does not run in a circle."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from corpdb.resolution.organizations import choose_parent, find_circles
from corpdb.storage.bulk import is_any_of, update_rows
from corpdb.storage.tables import ORGANIZATION, ORGANIZATION_NAME, ORGANIZATION_SAYING

_OWN = ORGANIZATION.c


def settle_parents(connection: Connection, organizations: Collection[int], moved: Collection[int]) -> None:
    """Give `organizations` their parents, and those whose parents go by the names `moved`."""
    wanted = set(organizations) | _find_children(connection, moved)
    stored = _read_stated(connection, wanted)
    stated = _choose_parents(connection, stored)
    changed = {one: parent for one, parent in stated.items() if stored[one] != parent}
    if not changed:
        return
    before = _follow(connection, changed)
    update_rows(connection, ORGANIZATION, "id", ("stated_parent_id",), list(changed.items()))
    now = before | _follow(connection, changed)
    circles = find_circles({one: parent for one, parent in now.items() if parent})
    parents = {one: None if one in circles else parent for one, parent in now.items()}
    query = select(_OWN.id, _OWN.parent_id).where(is_any_of(connection, _OWN.id, parents))
    rows = [(one, parents[one]) for one, parent in connection.execute(query) if parents[one] != parent]
    update_rows(connection, ORGANIZATION, "id", ("parent_id",), rows)


def _find_children(connection: Connection, names: Collection[int]) -> set[int]:
    """The organizations that documents say to belong to what one of `names` names."""
    if not names:
        return set()
    saying, named = ORGANIZATION_SAYING.c, ORGANIZATION_NAME.c
    query = select(named.organization_id).join_from(ORGANIZATION_SAYING, ORGANIZATION_NAME, named.id == saying.name_id)
    found = connection.scalars(query.where(is_any_of(connection, saying.parent_name_id, names)))
    return {one for one in found if one}


def _read_stated(connection: Connection, organizations: Collection[int]) -> dict[int, int | None]:
    query = select(_OWN.id, _OWN.stated_parent_id).where(is_any_of(connection, _OWN.id, organizations))
    return dict(connection.execute(query).all())


def _choose_parents(connection: Connection, organizations: Collection[int]) -> dict[int, int | None]:
    """The parent of each of `organizations` by what documents say, those that say the reverse taken off."""
    up: defaultdict[int, dict[int, int]] = defaultdict(dict)
    down: defaultdict[int, dict[int, int]] = defaultdict(dict)
    child, parent = ORGANIZATION_NAME.alias("child"), ORGANIZATION_NAME.alias("parent")
    query = (
        select(child.c.organization_id, parent.c.organization_id, func.sum(ORGANIZATION_SAYING.c.documents))
        .join_from(ORGANIZATION_SAYING, child, child.c.id == ORGANIZATION_SAYING.c.name_id)
        .join(parent, parent.c.id == ORGANIZATION_SAYING.c.parent_name_id)
        .where(child.c.organization_id != parent.c.organization_id)
        .group_by(child.c.organization_id, parent.c.organization_id)
    )
    for one, other, documents in connection.execute(
        query.where(is_any_of(connection, child.c.organization_id, organizations))
    ):
        up[one][other] = int(documents)
    candidates = {other for others in up.values() for other in others}
    if candidates:
        reverse = is_any_of(connection, child.c.organization_id, candidates)
        reverse &= is_any_of(connection, parent.c.organization_id, up)
        for one, other, documents in connection.execute(query.where(reverse)):
            down[other][one] = int(documents)
    names = _read_names(connection, candidates) if candidates else {}
    return {one: choose_parent(up.get(one, {}), down.get(one, {}), names) for one in organizations}


def _read_names(connection: Connection, organizations: Collection[int]) -> dict[int, str]:
    query = select(_OWN.id, _OWN.name, _OWN.kind).where(is_any_of(connection, _OWN.id, organizations))
    return {one: f"{name} ({kind})" for one, name, kind in connection.execute(query)}


def _follow(connection: Connection, organizations: Collection[int]) -> dict[int, int | None]:
    """The stated parents of `organizations`, of these parents, and so on."""
    found: dict[int, int | None] = {}
    frontier = set(organizations)
    while frontier:
        found |= _read_stated(connection, frontier)
        frontier = {parent for parent in found.values() if parent and parent not in found}
    return found
