"""The last word on a cluster of drafts: whether it is an event at all, and who takes part in it.

Probabilities are given to the models as steps that they reach (`p>=0.3`), so that their weights can bend.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpdb.extraction.events.drafts import LIKELY, Draft
from corpdb.extraction.events.merging import Cluster
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import KEY_ROLES, EventType, Role

_STEPS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_MANY = 3
# How many tokens before or behind an event others are told nearby.
_NEARBY = 60
_ACTING = frozenset({Role.SUBJECT, Role.BUYER, Role.PARTNER, Role.PARTY, Role.INVESTOR})
_SUFFERING = frozenset({Role.TARGET, Role.SELLER})


def reach(name: str, value: float) -> list[str]:
    """The steps that a probability reaches."""
    return [f"{name}>={step}" for step in _STEPS if value >= step]


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a cluster gives `entity` a role, with its probability."""

    cluster: Cluster
    score: float


class Judge:
    """Describes the clusters of one document, each against the others."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._claims: defaultdict[tuple[EventType, Role, Entity], list[_Claim]] = defaultdict(list)
        self._by_entity: defaultdict[Entity, list[tuple[Role, _Claim]]] = defaultdict(list)
        self._told: defaultdict[int, list[tuple[Cluster, Draft]]] = defaultdict(list)
        for cluster in clusters:
            for role, found in cluster.roles().items():
                for entity, scores in found.items():
                    claim = _Claim(cluster, cluster.best.probability * max(scores))
                    self._claims[cluster.type, role, entity].append(claim)
                    self._by_entity[entity].append((role, claim))
            for draft in cluster.drafts:
                self._told[draft.scene.sentence.first].append((cluster, draft))

    def describe_event(self, cluster: Cluster) -> list[str]:
        """The features of a cluster that say whether it is an event of the document."""
        kinds = cluster.kinds()
        kind = max(kinds, key=lambda one: kinds[one])
        sentences = len({draft.scene.sentence.first for draft in cluster.drafts})
        features = [
            *reach("p", cluster.best.probability),
            *reach("kind", kinds[kind]),
            f"is={kind}",
            f"drafts={min(len(cluster.drafts), _MANY)}",
            f"sentences={min(sentences, _MANY)}",
            *self._describe_rivals(cluster),
            *_describe_roles(cluster),
        ]
        if any(draft.scene.opening for draft in cluster.drafts):
            features.append("opening")
        if all(draft.scene.sentence.heading for draft in cluster.drafts):
            features.append("heading")
        return features

    def _describe_rivals(self, cluster: Cluster) -> Iterator[str]:
        """What else the same words and the same sentence may tell."""
        best = cluster.best
        same_word, same_sentence, twin = 0.0, 0.0, 0.0
        for other, draft in self._told[best.scene.sentence.first]:
            if other is cluster:
                continue
            if draft.trigger is best.trigger:
                same_word = max(same_word, draft.probability)
            elif draft.type is best.type:
                twin = max(twin, draft.probability)
            else:
                same_sentence = max(same_sentence, draft.probability)
        yield from reach("word", same_word)
        yield from reach("sentence", same_sentence)
        yield from reach("twin", twin)
        yield f"beaten={same_word > best.probability}:{twin > best.probability}"
        leader = [(role, found) for role in KEY_ROLES[cluster.type] if (found := best.best(role))]
        for role, (entity, score) in leader:
            others = [claim.score for claim in self._claims[cluster.type, role, entity] if claim.cluster is not cluster]
            yield f"again={role}:{min(len(others), _MANY)}"
            yield from reach("claimed", max(others, default=0.0) if score >= LIKELY else 0.0)

    def describe_parts(self, cluster: Cluster) -> Iterator[tuple[Role, Entity, list[str]]]:
        """For each role and everybody who may have it, the features that say whether they do."""
        roles = cluster.roles()
        surest = {role: {entity: max(scores) for entity, scores in found.items()} for role, found in roles.items()}
        kinds = cluster.kinds()
        common = [f"is={max(kinds, key=lambda one: kinds[one])}", f"drafts={min(len(cluster.drafts), _MANY)}"]
        for role, found in roles.items():
            ranked = sorted(found, key=lambda entity: -surest[role][entity])
            for place, entity in enumerate(ranked):
                own = _describe_part(cluster, role, entity, place, surest, found[entity])
                yield role, entity, [*common, *own, *self._describe_claims(cluster, role, entity)]

    def _describe_claims(self, cluster: Cluster, role: Role, entity: Entity) -> Iterator[str]:
        """Whether the rest of the document gives somebody the same role, or another one, in such events."""
        same = [claim.score for claim in self._claims[cluster.type, role, entity] if claim.cluster is not cluster]
        other = [
            claim.score
            for own in cluster.best.roles
            if own is not role
            for claim in self._claims[cluster.type, own, entity]
            if claim.cluster is not cluster
        ]
        yield from reach("claimed", max(same, default=0.0))
        yield from reach("disclaimed", max(other, default=0.0))
        yield f"claims={max(same, default=0.0) > max(other, default=0.0)}"
        yield from self._describe_neighbours(cluster, entity)

    def _describe_neighbours(self, cluster: Cluster, entity: Entity) -> Iterator[str]:
        """Whether the events told nearby, and all others, are acts of somebody or happen to them."""
        place = cluster.best.trigger.head
        for name, roles in (("acts", _ACTING), ("suffers", _SUFFERING)):
            claims = [
                (claim.score, place - claim.cluster.best.trigger.head)
                for role, claim in self._by_entity[entity]
                if role in roles and claim.cluster is not cluster
            ]
            before = [score for score, distance in claims if 0 <= distance <= _NEARBY]
            after = [score for score, distance in claims if -_NEARBY <= distance < 0]
            yield from reach(f"{name}.before", max(before, default=0.0))
            yield from reach(f"{name}.after", max(after, default=0.0))
            yield from reach(f"{name}.all", max((score for score, _ in claims), default=0.0))


def _describe_roles(cluster: Cluster) -> Iterator[str]:
    """How surely the roles are filled."""
    roles = cluster.roles()
    keys = [role for role in KEY_ROLES[cluster.type] if role in roles]
    scores = sorted(chain.from_iterable(map(max, roles[role].values()) for role in keys), reverse=True)
    yield from reach("key", scores[0] if scores else 0.0)
    yield from reach("second", scores[1] if len(scores) > 1 else 0.0)
    for role, found in roles.items():
        yield from (f"{role}:{step}" for step in reach("top", max(map(max, found.values()), default=0.0))[4::2])


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
    mean = sum(scores) / len(cluster.drafts)
    prominence = next((draft.scene.prominence[entity] for draft in cluster.drafts if entity in draft.scene.prominence), ())
    features = [
        *reach("p", own),
        *reach("mean", mean),
        *reach("rival", rival),
        *reach("elsewhere", elsewhere),
        f"place={min(place, _MANY)}",
        f"leads={own > rival}",
        f"chosen={own > elsewhere}",
        f"kind={entity.kind}",
        f"times={min(sum(score >= LIKELY for score in scores), _MANY)}",
        *(f"form={form}" for form in forms),
        *prominence,
    ]
    if "name" in forms:
        features += reach("named", own)
    return features
