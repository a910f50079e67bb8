"""The last word on a cluster of drafts: whether it is an event at all, and who takes part in it.

Probabilities are given to the models as steps that they reach (`p>=0.3`), so that their weights can bend.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from corpdb.extraction.events.drafts import LIKELY
from corpdb.extraction.events.merging import Cluster
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import KEY_ROLES, Role

_STEPS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_MANY = 3


def reach(name: str, value: float) -> list[str]:
    """The steps that a probability reaches."""
    return [f"{name}>={step}" for step in _STEPS if value >= step]


def describe_event(cluster: Cluster) -> list[str]:
    """The features of a cluster that say whether it is an event of the document."""
    best = cluster.best
    kinds = cluster.kinds()
    kind = max(kinds, key=lambda one: kinds[one])
    sentences = len({draft.scene.sentence.first for draft in cluster.drafts})
    roles = cluster.roles()
    features = [
        *reach("p", best.probability),
        *reach("kind", kinds[kind]),
        f"is={kind}",
        f"drafts={min(len(cluster.drafts), _MANY)}",
        f"sentences={min(sentences, _MANY)}",
    ]
    if any(draft.scene.opening for draft in cluster.drafts):
        features.append("opening")
    if all(draft.scene.sentence.heading for draft in cluster.drafts):
        features.append("heading")
    keys = KEY_ROLES[cluster.type]
    best_scores = [max(map(max, roles[role].values()), default=0.0) for role in keys if role in roles]
    features += reach("key", max(best_scores, default=0.0))
    second = sorted(chain.from_iterable(map(max, roles[role].values()) for role in keys if role in roles))[-2:-1]
    features += reach("second", second[0] if second else 0.0)
    for role, scores in roles.items():
        top = max(map(max, scores.values()), default=0.0)
        features += [f"{role}:{step}" for step in reach("top", top)[4::2]]
    return [*features, *(f"{cluster.type}:{feature}" for feature in features)]


def describe_parts(cluster: Cluster) -> Iterator[tuple[Role, Entity, list[str]]]:
    """For each role and everybody who may have it, the features that say whether they do."""
    roles = cluster.roles()
    surest = {role: {entity: max(scores) for entity, scores in found.items()} for role, found in roles.items()}
    for role, found in roles.items():
        ranked = sorted(found, key=lambda entity: -surest[role][entity])
        for place, entity in enumerate(ranked):
            yield role, entity, _describe_part(cluster, role, entity, place, surest, found[entity])


def _describe_part(
    cluster: Cluster,
    role: Role,
    entity: Entity,
    place: int,
    surest: Mapping[Role, Mapping[Entity, float]],
    scores: Sequence[float],
) -> list[str]:
    own = surest[role][entity]
    rival = max((score for other, score in surest[role].items() if other is not entity), default=0.0)
    elsewhere = max((surest[other].get(entity, 0.0) for other in surest if other is not role), default=0.0)
    forms = {draft.forms[entity].form for draft in cluster.drafts if entity in draft.forms}
    named = "name" in forms
    mean = sum(scores) / len(cluster.drafts)
    features = [
        *reach("p", own),
        *reach("mean", mean),
        *reach("rival", rival),
        *reach("elsewhere", elsewhere),
        f"place={min(place, _MANY)}",
        f"leads={own > rival}",
        f"chosen={own > elsewhere}",
        f"named={named}",
        f"kind={entity.kind}",
        f"times={min(sum(score >= LIKELY for score in scores), _MANY)}",
        f"drafts={min(len(cluster.drafts), _MANY)}",
        f"type={cluster.type}",
    ]
    if named:
        features += reach("named", own)
    return features
