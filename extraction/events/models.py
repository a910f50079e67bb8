"""The trained models of event reading, and how they score one trigger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpdb.extraction.events.features import describe_filler, describe_role, describe_senses
from corpdb.extraction.events.kinds import describe_kind
from corpdb.extraction.events.scene import Link, Scene
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.learning.logistic import LogisticModel, load_models
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.models.vocabulary import EventKind, EventType, Role

# The roles of each event type; a merger has parties instead of a buyer and a target.
ROLES: Mapping[EventType, tuple[Role, ...]] = {
    EventType.PARTNERSHIP: (Role.PARTNER,),
    EventType.RESTRUCTURING: (Role.SUBJECT, Role.TARGET),
    EventType.TRANSACTION: (Role.BUYER, Role.TARGET, Role.SELLER, Role.PARTY),
    EventType.FINANCING: (Role.SUBJECT, Role.INVESTOR),
    EventType.EXPANSION: (Role.SUBJECT, Role.TARGET),
    EventType.LEADERSHIP: (Role.SUBJECT, Role.PERSON),
    EventType.REGULATION: (Role.SUBJECT, Role.AUTHORITY),
}


@dataclass(frozen=True, slots=True)
class EventModels:
    """Models by label: event types for triggers, `type.role` for participants, kinds."""

    triggers: Mapping[str, LogisticModel]
    roles: Mapping[str, LogisticModel]
    kinds: Mapping[str, LogisticModel]
    pairs: LogisticModel
    parts: Mapping[str, LogisticModel]
    events: Mapping[str, LogisticModel]

    def score_type(self, described: Sequence[str], trigger: Trigger, type: EventType, links: Sequence[Link]) -> float:
        """The probability that `trigger`, described by the features `described`, tells an event of `type`."""
        return self.triggers[type].probability([*described, *describe_senses(trigger, type, links)])

    def score_roles(
        self, scene: Scene, trigger: Trigger, type: EventType, links: Sequence[Link]
    ) -> dict[Role, dict[Entity, float]]:
        """For each role of an event of `type`, the probability of everybody who may have it."""
        scores: dict[Role, dict[Entity, float]] = {role: {} for role in ROLES[type]}
        for link in links:
            described = describe_filler(scene, trigger, link)
            entity = link.filler.entity
            for role, found in scores.items():
                if may_fill(entity, role):
                    model = self.roles[f"{type}.{role}"]
                    score = model.probability([*described, *describe_role(trigger, type, role, link)])
                    found[entity] = max(score, found.get(entity, 0.0))
        return scores

    def score_kinds(
        self, described: Sequence[str], trigger: Trigger, type: EventType, roles: Mapping[Role, Mapping[Entity, float]]
    ) -> dict[EventKind, float]:
        """The probability of each kind of `type`, for a trigger of that type and those who take part."""
        scores = {
            kind: self.kinds[kind].probability([*described, *describe_kind(trigger, kind, roles)])
            for kind in EventKind
            if kind.type is type
        }
        total = sum(scores.values())
        return {kind: score / total for kind, score in scores.items()}


def may_fill(entity: Entity, role: Role) -> bool:
    """Whether somebody of this sort can have the role at all: persons are persons, all others organizations."""
    return entity.sort is (Sort.PERSON if role is Role.PERSON else Sort.ORGANIZATION)


@cache
def load_event_models() -> EventModels:
    """The models that ship with the package."""
    return EventModels(
        triggers=load_models("events/triggers"),
        roles=load_models("events/roles"),
        kinds=load_models("events/kinds"),
        pairs=load_models("events/pairs")["same"],
        parts=load_models("events/parts"),
        events=load_models("events/events"),
    )
