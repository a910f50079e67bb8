"""The trained models of event reading, and how they score one trigger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from corpdb.extraction.events.features import describe_senses, describe_verdict, read_framing
from corpdb.extraction.events.kinds import describe_meaning, describe_roles
from corpdb.extraction.events.scene import Link
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.learning.logistic import Common, LogisticFamily, load_family
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.models.vocabulary import ROLES, EventKind, EventType, Role

KINDS = {own: tuple(kind for kind in EventKind if kind.type is own) for own in EventType}


@dataclass(frozen=True, slots=True)
class EventModels:
    """The models of the two steps.

    First, for each trigger: `triggers` by event type, `roles` by `type.role`, `kinds`. Then, for what they draft:
    `pairs` (whether two places tell one event), `parts` by `type.role`, `events` by type.
    """

    triggers: LogisticFamily
    roles: LogisticFamily
    kinds: LogisticFamily
    pairs: LogisticFamily
    parts: LogisticFamily
    events: LogisticFamily

    def score_types(self, described: Sequence[str], trigger: Trigger, links: Sequence[Link]) -> dict[EventType, float]:
        """The probability that `trigger`, described by the features `described`, tells an event, for each type."""
        common = self.triggers.weigh_common(described)
        return {
            own: self.triggers.probability(own, describe_senses(trigger, own, links), common) for own in trigger.types
        }

    def weigh_filler(self, described: Sequence[str]) -> Common:
        """The features of one who may take part in an event, weighed as far as they can be for all roles."""
        return self.roles.weigh_common(described)

    def score_roles(
        self, trigger: Trigger, type: EventType, links: Sequence[Link], fillers: Sequence[Common]
    ) -> dict[Role, dict[Entity, float]]:
        """For each role of an event of `type`, the probability of everybody who may have it.

        `fillers` are those that `links` stand for, with their features, whatever the role.
        """
        roles = ROLES[type]
        scores: dict[Role, dict[Entity, float]] = {role: {} for role in roles}
        for link, common in zip(links, fillers, strict=True):
            entity = link.filler.entity
            fitting = [role for role in roles if may_fill(entity, role)]
            if not fitting:
                continue
            framing = read_framing(trigger, type, link)
            verdicts = [framing.judge(role) for role in fitting]
            own = {verdict: describe_verdict(trigger, type, link, verdict) for verdict in set(verdicts)}
            for role, verdict in zip(fitting, verdicts, strict=True):
                score = self.roles.probability(f"{type}.{role}", own[verdict], common)
                found = scores[role]
                found[entity] = max(score, found.get(entity, 0.0))
        return scores

    def score_kinds(
        self, described: Sequence[str], trigger: Trigger, type: EventType, roles: Mapping[Role, Mapping[Entity, float]]
    ) -> dict[EventKind, float]:
        """The probability of each kind of `type`, for a trigger of that type and those who take part."""
        common = self.kinds.weigh_common([*described, *describe_roles(roles)])
        scores = {kind: self.kinds.probability(kind, describe_meaning(trigger, kind), common) for kind in KINDS[type]}
        total = sum(scores.values())
        return {kind: score / total for kind, score in scores.items()}

    def score_event(self, type: EventType, described: Sequence[str]) -> float:
        """The probability that drafts described by these features are an event of the document."""
        return self.events.probability(type, described)

    def score_part(self, type: EventType, role: Role, described: Sequence[str]) -> float:
        """The probability that somebody described by these features takes part in an event in `role`."""
        return self.parts.probability(f"{type}.{role}", described)

    def score_pair(self, type: EventType, described: Sequence[str]) -> float:
        """The probability that two drafts of `type`, described by these features, tell one event."""
        return self.pairs.probability(type, described)


def may_fill(entity: Entity, role: Role) -> bool:
    """Whether somebody of this sort can have the role at all: persons are persons, all others organizations."""
    return entity.sort is (Sort.PERSON if role is Role.PERSON else Sort.ORGANIZATION)


@cache
def load_event_models() -> EventModels:
    """The models that ship with the package."""
    return EventModels(**{one.name: load_family(f"events/{one.name}") for one in fields(EventModels)})
