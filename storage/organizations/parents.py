"""What owns or contains an organization: what most documents say, where that does not run in a circle."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, select, union_all

from corpdb.models.vocabulary import Verdict
from corpdb.resolution.organizations import choose_parent, find_circles
from corpdb.storage.bulk import is_any_of, update_rows
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.tables import ORGANIZATION, ORGANIZATION_NAME, ORGANIZATION_SAYING

_OWN = ORGANIZATION.c
_CHILD, _PARENT = ORGANIZATION_NAME.alias("child"), ORGANIZATION_NAME.alias("parent")


def settle_parents(
    connection: Connection, organizations: Collection[int], moved: Collection[int], decisions: Decisions
) -> set[int]:
    """Give `organizations` their parents, and those that are parents or children of the names `moved`.

    What comes out is whose parent is another than before.
    """
    wanted = set(organizations) | _find_relatives(connection, moved)
    stored = _read_stated(connection, wanted)
    stated = _overrule(_choose_parents(connection, stored), decisions)
    changed = {one: parent for one, parent in stated.items() if stored[one] != parent}
    if not changed:
        return set()
    before = _follow(connection, changed)
    update_rows(connection, ORGANIZATION, "id", ("stated_parent_id",), list(changed.items()))
    now = before | _follow(connection, changed)
    circles = find_circles({one: parent for one, parent in now.items() if parent})
    parents = {one: None if one in circles else parent for one, parent in now.items()}
    query = select(_OWN.id, _OWN.parent_id).where(is_any_of(connection, _OWN.id, parents))
    rows = [(one, parents[one]) for one, parent in connection.execute(query) if parents[one] != parent]
    update_rows(connection, ORGANIZATION, "id", ("parent_id",), rows)
    return {one for one, _ in rows}


def _overrule(parents: dict[int, int | None], decisions: Decisions) -> dict[int, int | None]:
    """The parents as decided: what is decided to be a child is not its child's parent as well."""
    decided = decisions.read_parents({one for pair in parents.items() for one in pair if one})
    kept = {
        one: None if parent and decided.get(parent) == one and one not in decided else parent
        for one, parent in parents.items()
    }
    return kept | {one: parent for one, parent in decided.items() if one in parents}


def _find_relatives(connection: Connection, names: Collection[int]) -> set[int]:
    """The organizations that documents say to belong to what one of `names` names, or to own it."""
    if not names:
        return set()
    saying, named = ORGANIZATION_SAYING.c, ORGANIZATION_NAME.c
    query = select(named.organization_id)
    down = query.join_from(ORGANIZATION_SAYING, ORGANIZATION_NAME, named.id == saying.name_id)
    up = query.join_from(ORGANIZATION_SAYING, ORGANIZATION_NAME, named.id == saying.parent_name_id)
    found = union_all(
        down.where(is_any_of(connection, saying.parent_name_id, names)),
        up.where(is_any_of(connection, saying.name_id, names)),
    )
    return {one for one in connection.scalars(found) if one}


def _read_stated(connection: Connection, organizations: Collection[int]) -> dict[int, int | None]:
    query = select(_OWN.id, _OWN.stated_parent_id).where(is_any_of(connection, _OWN.id, organizations))
    return dict(connection.execute(query).all())


def _choose_parents(connection: Connection, organizations: Collection[int]) -> dict[int, int | None]:
    """The parent of each of `organizations` by what documents say, those that say the reverse taken off."""
    own, other = _CHILD.c.organization_id, _PARENT.c.organization_id
    up: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    forms: dict[int, str] = {}
    for one, two, documents, form in _read_said(connection, is_any_of(connection, own, organizations)):
        up[one][two] += documents
        forms[two] = min(forms.get(two, form), form)
    down: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    if up:
        reverse = is_any_of(connection, own, forms) & is_any_of(connection, other, up)
        for one, two, documents, _ in _read_said(connection, reverse):
            down[two][one] += documents
    return {one: choose_parent(up[one], down[one], forms) if one in up else None for one in organizations}


def _read_said(connection: Connection, condition: ColumnElement[bool]) -> list[tuple[int, int, int, str]]:
    """How many documents give which organization which parent, under which of its names."""
    said = ORGANIZATION_SAYING.c
    columns = (_CHILD.c.organization_id, _PARENT.c.organization_id, said.documents, _PARENT.c.form, _PARENT.c.sense)
    is_owner = (_OWN.id == _PARENT.c.organization_id) & (_OWN.verdict != Verdict.REJECTED.value)
    query = (
        select(*columns)
        .join_from(ORGANIZATION_SAYING, _CHILD, _CHILD.c.id == said.name_id)
        .join(_PARENT, _PARENT.c.id == said.parent_name_id)
        .join(ORGANIZATION, is_owner)
        .where(_CHILD.c.organization_id != _PARENT.c.organization_id, condition)
    )
    return [
        (one, two, documents, f"{form} ({sense})") for one, two, documents, form, sense in connection.execute(query)
    ]


def _follow(connection: Connection, organizations: Collection[int]) -> dict[int, int | None]:
    """The stated parents of `organizations`, of these parents, and so on."""
    found: dict[int, int | None] = {}
    frontier = set(organizations)
    while frontier:
        found |= _read_stated(connection, frontier)
        frontier = {parent for parent in found.values() if parent and parent not in found}
    return found
