"""Annotated events, laid beside the entities that the first stages of reading find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpdb.extraction.lexicon.knowledge import Names
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.tokens import fold
from corpdb.extraction.training.articles.annotated import Annotated, GoldEvent
from corpdb.models.vocabulary import Role

_SMALL_WORDS = frozenset({"group", "groupe", "the", "le", "la", "les", "l", "du", "de", "des", "d", "of", "and", "et"})


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
