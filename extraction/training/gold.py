"""Annotated articles, laid beside what the first stages of reading make of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpdb.extraction.lexicon.knowledge import Names
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.tokens import fold
from corpdb.models.vocabulary import EventKind, EventType, Role


class GoldParticipant(msgspec.Struct, frozen=True):
    """Who takes part, as annotated."""

    role: Role
    name: str
    aliases: Sequence[str] = ()


class GoldOrganization(msgspec.Struct, frozen=True):
    """An organization, as annotated."""

    name: str
    kind: str
    aliases: Sequence[str] = ()
    parent: str | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """An event, as annotated; `evidence` are words of the text."""

    type: EventType
    kind: EventKind
    status: str | None
    date: str | None
    participants: Sequence[GoldParticipant]
    attributes: Mapping[str, object]
    evidence: str


class GoldArticle(msgspec.Struct, frozen=True):
    """The annotation of one article."""

    language: str
    document_date: str | None
    organizations: Sequence[GoldOrganization]
    events: Sequence[GoldEvent]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's text with its annotation."""

    name: str
    text: str
    gold: GoldArticle


def read_annotated(folder: Path) -> Iterator[Annotated]:
    """The annotated articles of a folder, by name: `NAME.txt` with `NAME.json`."""
    for path in sorted(folder.glob("*.json")):
        gold = msgspec.json.decode(path.read_bytes(), type=GoldArticle)
        yield Annotated(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), gold)


@dataclass(frozen=True, slots=True)
class Answer:
    """A gold event over the entities that reading found: its place in the text and the roles of those found."""

    event: GoldEvent
    start: int
    end: int
    roles: Mapping[Entity, Role]


def align_events(article: Annotated, entities: Sequence[Entity], names: Names) -> list[Answer]:
    """The events of an annotation with their participants as entities; who was not found is left out."""
    by_form = {form: entity for entity in reversed(entities) for form in _forms(entity, names)}
    aliases = {
        _normalize(form, names): [organization.name, *organization.aliases]
        for organization in article.gold.organizations
        for form in (organization.name, *organization.aliases)
    }
    answers: list[Answer] = []
    for event in article.gold.events:
        roles: dict[Entity, Role] = {}
        for participant in event.participants:
            forms = [participant.name, *participant.aliases, *aliases.get(_normalize(participant.name, names), ())]
            found = (by_form.get(_normalize(form, names)) for form in forms)
            if entity := next((entity for entity in found if entity), None):
                roles.setdefault(entity, participant.role)
        start = max(article.text.find(event.evidence), 0)
        answers.append(Answer(event, start, start + len(event.evidence), roles))
    return answers


def _forms(entity: Entity, names: Names) -> set[str]:
    return {_normalize(form, names) for form in (entity.name, *entity.forms)}


def _normalize(name: str, names: Names) -> str:
    words = "".join(char if char.isalnum() else " " for char in fold(name)).split()
    kept = [word for word in words if word not in names.legal_forms and word not in _SMALL_WORDS]
    return "".join(kept or words)


_SMALL_WORDS = frozenset("group groupe the le la les l du de des d of and et".split())
