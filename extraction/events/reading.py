"""Reading the events of a document: scenes, drafts, clusters, and the last word on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpdb.extraction.events.constraints import Constraints
from corpdb.extraction.events.drafts import Draft, Drafter
from corpdb.extraction.events.judging import Judge
from corpdb.extraction.events.merging import Cluster, merge_drafts
from corpdb.extraction.events.models import EventModels
from corpdb.extraction.events.scene import Scene
from corpdb.extraction.events.tellings import Reading
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import KEY_ROLES, EventKind, EventType, Role

# An event is told if it is this likely; a participant takes part if it is, the likeliest of a key role sooner.
LEAST_EVENT = 0.48
LEAST_PART = 0.35
LEAST_PARTS = {
    (EventType.PARTNERSHIP, Role.PARTNER): 0.45,
    (EventType.RESTRUCTURING, Role.SUBJECT): 0.45,
    (EventType.RESTRUCTURING, Role.TARGET): 0.25,
    (EventType.TRANSACTION, Role.BUYER): 0.3,
    (EventType.TRANSACTION, Role.TARGET): 0.3,
    (EventType.FINANCING, Role.INVESTOR): 0.25,
    (EventType.EXPANSION, Role.SUBJECT): 0.4,
    (EventType.REGULATION, Role.SUBJECT): 0.3,
}
LEAST_KEY_PART = 0.15


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the document: its drafts, the surest one first, its kind, who takes part and how sure that is.

    `described` and `claims` are the features by which it was held for an event, and everybody for taking part.
    """

    drafts: Sequence[Draft]
    kind: EventKind
    parts: dict[Entity, tuple[Role, float]]
    probability: float
    described: Sequence[str]
    claims: Mapping[tuple[Role, Entity], Sequence[str]]


def read_events(scenes: Sequence[Scene], models: EventModels, reading: Reading) -> list[Told]:
    """The events that the scenes of a document, read as `reading`, tell, in the order in which it first tells them."""
    clusters = merge_drafts(Drafter(models).draft(scenes), models, Constraints(reading))
    judge = Judge(clusters)
    told = [_judge(cluster, judge, models) for cluster in clusters]
    return [event for event in told if event and event.parts]


def _judge(cluster: Cluster, judge: Judge, models: EventModels) -> Told | None:
    described = judge.describe_event(cluster)
    probability = models.score_event(cluster.type, described)
    if probability < LEAST_EVENT:
        return None
    claims = {(role, entity): features for role, entity, features in judge.describe_parts(cluster)}
    scores = {
        (role, entity): models.score_part(cluster.type, role, features) for (role, entity), features in claims.items()
    }
    drafts = sorted(cluster.drafts, key=lambda draft: -draft.probability)
    return Told(drafts, cluster.kind, choose_parts(scores, cluster.type), probability, described, claims)


def choose_parts(scores: dict[tuple[Role, Entity], float], type: EventType) -> dict[Entity, tuple[Role, float]]:
    """Each participant with one role: everybody who is likely enough, and the likeliest of all in a key role."""
    chosen: dict[Entity, tuple[Role, float]] = {}
    for (role, entity), score in sorted(scores.items(), key=lambda pair: -pair[1]):
        if score >= LEAST_PARTS.get((type, role), LEAST_PART):
            chosen.setdefault(entity, (role, score))
    keys = [(score, role, entity) for (role, entity), score in scores.items() if role in KEY_ROLES[type]]
    best = max(keys, key=lambda one: one[0], default=None)
    if best and best[0] >= LEAST_KEY_PART and not any(role in KEY_ROLES[type] for role, _ in chosen.values()):
        chosen.setdefault(best[2], (best[1], best[0]))
    return chosen
