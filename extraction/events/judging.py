"""The last word on a cluster of drafts: whether it is an event at all, and who takes part in it.

Probabilities are given to the models as steps that they reach (`p>=0.3`), so that their weights can bend.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from corpdb.extraction.events.claims import NO_CLAIMS, Claim, Claims
from corpdb.extraction.events.drafts import LIKELY, Draft
from corpdb.extraction.events.merging import Cluster
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import KEY_ROLES, EventType, Role

_STEPS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_MANY = 3
# How many tokens before or behind an event others are told nearby.
_NEARBY = 60
_SIDES = (
    ("acts", frozenset({Role.SUBJECT, Role.BUYER, Role.PARTNER, Role.PARTY, Role.INVESTOR})),
    ("suffers", frozenset({Role.TARGET, Role.SELLER})),
)


def reach(name: str, value: float) -> list[str]:
    """The steps that a probability reaches."""
    return _name_steps(name)[: bisect_right(_STEPS, value)]


@cache
def _name_steps(name: str) -> list[str]:
    return [f"{name}>={step}" for step in _STEPS]


class Judge:
    """Describes the clusters of one document, each against the others."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        claims: defaultdict[tuple[EventType, Role, Entity], list[Claim]] = defaultdict(list)
        sides: defaultdict[tuple[str, Entity], list[Claim]] = defaultdict(list)
        self._told: defaultdict[int, list[tuple[Cluster, Draft]]] = defaultdict(list)
        for cluster in clusters:
            best = cluster.best
            for role, found in cluster.roles().items():
                for entity, scores in found.items():
                    claim = Claim(cluster, best.probability * max(scores), best.trigger.head)
                    claims[cluster.type, role, entity].append(claim)
                    for side, roles in _SIDES:
                        if role in roles:
                            sides[side, entity].append(claim)
            for draft in cluster.drafts:
                self._told[draft.scene.sentence.first].append((cluster, draft))
        self._claims = {key: Claims(found) for key, found in claims.items()}
        self._sides = {key: Claims(found) for key, found in sides.items()}

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
            claims = self._find_claims(cluster, role, entity)
            yield f"again={role}:{min(claims.count_others(cluster), _MANY)}"
            yield from reach("claimed", claims.find_surest(cluster) if score >= LIKELY else 0.0)

    def describe_parts(self, cluster: Cluster) -> Iterator[tuple[Role, Entity, list[str]]]:
        """For each role and everybody who may have it, the features that say whether they do."""
        roles = cluster.roles()
        surest = {role: {entity: max(scores) for entity, scores in found.items()} for role, found in roles.items()}
        kind = cluster.kind
        common = [f"is={kind}", f"drafts={min(len(cluster.drafts), _MANY)}"]
        leaders = _find_leaders(surest)
        for role, found in roles.items():
            ranked = sorted(found, key=lambda entity: -surest[role][entity])
            for place, entity in enumerate(ranked):
                own = [f"place={min(place, _MANY)}", *_describe_part(cluster, role, entity, surest, found[entity])]
                own += [f"is={kind}:{entity.kind}", *_describe_company(role, entity, leaders)]
                yield role, entity, [*common, *own, *self._describe_claims(cluster, role, entity)]

    def _describe_claims(self, cluster: Cluster, role: Role, entity: Entity) -> Iterator[str]:
        """Whether the rest of the document gives somebody the same role, or another one, in such events."""
        same = self._find_claims(cluster, role, entity).find_surest(cluster)
        others = (self._find_claims(cluster, own, entity) for own in cluster.best.roles if own is not role)
        other = max((claims.find_surest(cluster) for claims in others), default=0.0)
        yield from reach("claimed", same)
        yield from reach("disclaimed", other)
        yield f"claims={same > other}"
        yield from self._describe_neighbours(cluster, entity)

    def _describe_neighbours(self, cluster: Cluster, entity: Entity) -> Iterator[str]:
        """Whether the events told nearby, and all others, are acts of somebody or happen to them."""
        place = cluster.best.trigger.head
        for side, _ in _SIDES:
            claims = self._sides.get((side, entity), NO_CLAIMS)
            before = claims.list_between(cluster, place - _NEARBY, place)
            after = claims.list_between(cluster, place + 1, place + _NEARBY)
            yield from reach(f"{side}.before", max(before, default=0.0))
            yield from reach(f"{side}.after", max(after, default=0.0))
            yield from reach(f"{side}.all", claims.find_surest(cluster))

    def _find_claims(self, cluster: Cluster, role: Role, entity: Entity) -> Claims:
        """What events of the type of `cluster` claim `entity` for `role`."""
        return self._claims.get((cluster.type, role, entity), NO_CLAIMS)


def _describe_roles(cluster: Cluster) -> Iterator[str]:
    """How surely the roles are filled."""
    roles = cluster.roles()
    keys = [role for role in KEY_ROLES[cluster.type] if role in roles]
    scores = sorted(chain.from_iterable(map(max, roles[role].values()) for role in keys), reverse=True)
    yield from reach("key", scores[0] if scores else 0.0)
    yield from reach("second", scores[1] if len(scores) > 1 else 0.0)
    for role, found in roles.items():
        yield from (f"{role}:{step}" for step in reach("top", max(map(max, found.values()), default=0.0))[4::2])


def _find_leaders(surest: Mapping[Role, Mapping[Entity, float]]) -> dict[Role, tuple[Entity, float]]:
    """For each role who has it most likely."""
    return {role: max(found.items(), key=lambda pair: pair[1]) for role, found in surest.items() if found}


def _describe_company(role: Role, entity: Entity, leaders: Mapping[Role, tuple[Entity, float]]) -> Iterator[str]:
    """How the likeliest participants in each role stand to somebody: owner, owned, the same, or another of a kind."""
    for other, (leader, score) in leaders.items():
        if leader is entity:
            relation = "same"
        elif entity.parent is leader:
            relation = "owner"
        elif leader.parent is entity:
            relation = "owned"
        else:
            relation = f"{leader.kind}" if other is role else "other"
        yield f"with {other}={relation}:{score >= LIKELY}"


def _describe_part(
    cluster: Cluster,
    role: Role,
    entity: Entity,
    surest: Mapping[Role, Mapping[Entity, float]],
    scores: Sequence[float],
) -> list[str]:
    own = surest[role][entity]
    rival = max((score for other, score in surest[role].items() if other is not entity), default=0.0)
    elsewhere = max((surest[other].get(entity, 0.0) for other in surest if other is not role), default=0.0)
    forms = {draft.forms[entity].form for draft in cluster.drafts if entity in draft.forms}
    mean = sum(scores) / len(cluster.drafts)
    scenes = [draft.scene for draft in cluster.drafts]
    prominence = next((scene.prominence[entity] for scene in scenes if entity in scene.prominence), ())
    features = [
        *reach("p", own),
        *reach("mean", mean),
        *reach("rival", rival),
        *reach("elsewhere", elsewhere),
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
