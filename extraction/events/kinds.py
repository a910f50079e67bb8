"""Which kind of its type an event is: by its trigger's senses, and by who takes part in which role."""

from collections.abc import Mapping

from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import EventKind, Role

_LIKELY = 0.5
_MANY = 3


def describe_kind(trigger: Trigger, kind: EventKind, roles: Mapping[Role, Mapping[Entity, float]]) -> list[str]:
    """The features of a trigger and of who takes part that say whether the event is of `kind`."""
    return [*describe_meaning(trigger, kind), *describe_roles(roles)]


def describe_meaning(trigger: Trigger, kind: EventKind) -> list[str]:
    """What the trigger's senses say of `kind`."""
    sizes = trigger.sizes(kind.type)
    longest = max(sizes.values())
    size = sizes.get(kind, 0)
    main = next(iter(sizes))
    return [
        f"says={size > 0}",
        f"says={min(size, _MANY)}",
        f"main={main is kind}",
        f"longest={size == longest}:{main is kind}",
        f"alone={len(sizes) == 1 and size > 0}",
        f"senses={min(len(sizes), _MANY)}:{size > 0}:{main is kind}",
        f"first={main}",
        *(f"also={other}" for other in sizes),
    ]


def describe_roles(roles: Mapping[Role, Mapping[Entity, float]]) -> list[str]:
    """Who takes part in which role, whatever the kind."""
    features: list[str] = []
    for role, scores in roles.items():
        likely = [entity for entity, score in scores.items() if score >= _LIKELY]
        features.append(f"{role}={min(len(likely), _MANY)}")
        features += [f"{role}:{entity.kind}" for entity in likely]
    return features
