"""Which kind of its type an event is: by its trigger's senses, and by who takes part in which role."""

from collections.abc import Mapping

from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import EventType, Role

_LIKELY = 0.5
_MANY = 3


def describe_kind(trigger: Trigger, type: EventType, roles: Mapping[Role, Mapping[Entity, float]]) -> list[str]:
    """The features of a trigger of `type` that tell its kind."""
    sizes = trigger.sizes(type)
    longest = max(sizes.values())
    features = [f"sense={kind}" for kind in sizes]
    features += [f"sense={kind}:{min(size, _MANY)}" for kind, size in sizes.items()]
    features += [f"longest={kind}" for kind, size in sizes.items() if size == longest]
    if len(sizes) == 1:
        features.append(f"only={next(iter(sizes))}")
    for role, scores in roles.items():
        likely = [entity for entity, score in scores.items() if score >= _LIKELY]
        features.append(f"{role}={min(len(likely), _MANY)}")
        features += [f"{role}:{entity.kind}" for entity in likely]
    return features
