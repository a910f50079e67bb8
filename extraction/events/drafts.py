"""Drafts of events: one for each trigger and type that the models hold for possible, with who may take part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpdb.extraction.events.features import describe_absent, describe_filler, describe_trigger
from corpdb.extraction.events.models import EventModels
from corpdb.extraction.events.scene import Filler, Link, Scene, link_fillers
from corpdb.extraction.events.tellings import Reading, Telling
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.learning.logistic import Common
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import EventKind, EventType, Role

# What is less probable than this is not followed any further.
LEAST_TYPE = 0.1
LEAST_ROLE = 0.03
LIKELY = 0.5

RoleScores = Mapping[Role, Mapping[Entity, float]]


@dataclass(frozen=True, eq=False)
class Draft:
    """One place that may tell an event of `type`, with the `probability` that it does.

    `roles` has the probability of everybody who may take part, `kinds` that of each kind of the type.
    """

    scene: Scene
    trigger: Trigger
    type: EventType
    probability: float
    roles: RoleScores
    kinds: Mapping[EventKind, float]
    forms: Mapping[Entity, Filler]

    @cached_property
    def leaders(self) -> Mapping[Role, tuple[Entity, float]]:
        """Who has each role most likely, with the probability."""
        return {role: max(found.items(), key=lambda pair: pair[1]) for role, found in self.roles.items() if found}

    def best(self, role: Role) -> tuple[Entity, float] | None:
        """Who has `role` most likely, with the probability."""
        return self.leaders.get(role)

    @cached_property
    def kind(self) -> EventKind:
        """The most likely kind."""
        return max(self.kinds, key=lambda kind: self.kinds[kind])


@dataclass(frozen=True, slots=True)
class _Seen:
    """A trigger with those who may take part, and the features of both."""

    scene: Scene
    trigger: Trigger
    links: Sequence[Link]
    described: Sequence[str]
    fillers: Sequence[Common]


class Drafter:
    """Drafts events by trained models."""

    def __init__(self, models: EventModels) -> None:
        self._models = models

    def draft(self, scenes: Sequence[Scene]) -> Iterator[Draft]:
        """The drafts of a document, in the order of the text."""
        for scene in scenes:
            absent = {one: self._models.weigh_filler(describe_absent(scene, one)) for one in scene.absent}
            for trigger in scene.triggers:
                seen = self._look_at(scene, trigger, absent)
                for own, probability in self._models.score_types(seen.described, trigger, seen.links).items():
                    if probability >= LEAST_TYPE:
                        yield self._make(seen, own, probability)

    def _look_at(self, scene: Scene, trigger: Trigger, absent: Mapping[Filler, Common]) -> _Seen:
        """A trigger with everybody who may take part; those who are `absent` are the same for all triggers."""
        links = link_fillers(scene, trigger)
        fillers = [
            absent.get(link.filler) or self._models.weigh_filler(describe_filler(scene, trigger, link))
            for link in links
        ]
        return _Seen(scene, trigger, links, describe_trigger(scene, trigger, links), fillers)

    def _make(self, seen: _Seen, type: EventType, probability: float) -> Draft:
        trigger = seen.trigger
        scored = self._models.score_roles(trigger, type, seen.links, seen.fillers)
        roles = {
            role: {entity: score for entity, score in scores.items() if score >= LEAST_ROLE}
            for role, scores in scored.items()
        }
        kinds = self._models.score_kinds(seen.described, trigger, type, roles)
        forms: dict[Entity, Filler] = {}
        for link in seen.links:
            forms.setdefault(link.filler.entity, link.filler)
        return Draft(seen.scene, trigger, type, probability, roles, kinds, forms)


def make_telling(draft: Draft, kind: EventKind, reading: Reading) -> Telling:
    """The place of `reading` that a draft tells its event at, taken for one of `kind`."""
    trigger = draft.trigger
    sense = trigger.of_type(draft.type)[0].sense
    names = tuple(
        one.first
        for one in draft.scene.fillers
        if any(scores.get(one.entity, 0.0) >= LIKELY for scores in draft.roles.values())
    )
    sentence = reading.find_sentence(trigger.head)
    return Telling(sentence, trigger.first, trigger.last, kind, sense.status, sense.verb, names)
