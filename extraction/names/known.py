"""What a user knows of the organizations of a document: their names, kinds and owners, and names that are none."""

from collections.abc import Sequence

from corpdb.extraction.lexicon.project import Project
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.tokens import fold

_LONGEST_CHAIN = 8


def apply_project(entities: Sequence[Entity], project: Project) -> None:
    """Name and sort the entities as `project` says, whatever the text makes of them."""
    known = {one.name: one for one in project.organizations}
    stopped = set(map(fold, project.stop_names))
    for entity in entities:
        name = next((candidate.body for candidate in entity.candidates if candidate.body in known), None)
        if name:
            entity.name, entity.sort, entity.kind = name, Sort.ORGANIZATION, known[name].kind
        elif any(fold(form) in stopped for form in entity.forms):
            entity.sort, entity.parent = Sort.NOTHING, None
    for entity in entities:
        if entity.parent and entity.parent.sort is not Sort.ORGANIZATION:
            entity.parent = None


def link_known_parents(entities: Sequence[Entity], project: Project) -> None:
    """Give the organizations of `project` the owners that it says, where the document names these too."""
    owners = {one.name: one.parent for one in project.organizations if one.parent}
    by_name = {entity.name: entity for entity in entities if entity.sort is Sort.ORGANIZATION}
    for name, entity in by_name.items():
        if owner := by_name.get(owners.get(name, "")):
            _cut_circle(owner, entity)
            entity.parent = owner


def _cut_circle(owner: Entity, entity: Entity) -> None:
    """Where the text has the owner belong to the entity, let it belong to nobody."""
    above = owner
    for _ in range(_LONGEST_CHAIN):
        if above.parent is entity:
            above.parent = None
        if above.parent is None:
            break
        above = above.parent
