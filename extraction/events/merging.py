"""One event told in several places: drafts that speak of the same thing become one cluster."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpdb.extraction.events.constraints import Constraints
from corpdb.extraction.events.drafts import LIKELY, Draft
from corpdb.extraction.events.models import EventModels
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import EventKind, EventType, Role

# With how many earlier events of its type a draft is compared, and with how many drafts of each: documents of any
# length take linear time.
_LOOK_BACK = 16
_MOST_COMPARED = 4
_MANY = 3
_FAR = 5
_NEARLY = 0.7
_DOUBTFUL = 0.25


@dataclass(slots=True, eq=False)
class Cluster:
    """The drafts of one event, in the order of the text, and the few surest of them, the surest one first."""

    drafts: list[Draft] = field(default_factory=list[Draft])
    surest: list[Draft] = field(default_factory=list[Draft])

    def add(self, draft: Draft) -> None:
        """Take in a draft that stands behind the others."""
        self.drafts.append(draft)
        self.surest = sorted([*self.surest, draft], key=lambda one: -one.probability)[:_MOST_COMPARED]

    @property
    def type(self) -> EventType:
        """The type that its drafts share."""
        return self.drafts[0].type

    @property
    def best(self) -> Draft:
        """The draft that tells the event most surely."""
        return self.surest[0]

    def kinds(self) -> dict[EventKind, float]:
        """How likely each kind is, all drafts together."""
        total = sum(draft.probability for draft in self.drafts)
        kinds = self.drafts[0].kinds
        return {kind: sum(draft.probability * draft.kinds[kind] for draft in self.drafts) / total for kind in kinds}

    @property
    def kind(self) -> EventKind:
        """The most likely kind, all drafts together."""
        kinds = self.kinds()
        return max(kinds, key=lambda kind: kinds[kind])

    def roles(self) -> dict[Role, dict[Entity, list[float]]]:
        """For each role everybody who may have it, with the probability that each draft gives."""
        found: dict[Role, dict[Entity, list[float]]] = {}
        for draft in self.drafts:
            for role, scores in draft.roles.items():
                for entity, score in scores.items():
                    found.setdefault(role, {}).setdefault(entity, []).append(score)
        return found


def merge_drafts(drafts: Iterable[Draft], models: EventModels, constraints: Constraints) -> list[Cluster]:
    """The events of a document, in the order in which it first tells them; what `constraints` part stays apart."""
    clusters: list[Cluster] = []
    by_type: dict[EventType, list[Cluster]] = {}
    for draft in drafts:
        known = by_type.setdefault(draft.type, [])
        scored = [(_compare(cluster, draft, models), cluster) for cluster in known[-_LOOK_BACK:]]
        likely = sorted((pair for pair in scored if pair[0] >= LIKELY), key=lambda pair: -pair[0])
        same = next((cluster for _, cluster in likely if not constraints.part(cluster.surest, draft)), None)
        if not same:
            same = Cluster()
            known.append(same)
            clusters.append(same)
        same.add(draft)
    return clusters


def _compare(cluster: Cluster, draft: Draft, models: EventModels) -> float:
    """The mean probability that a draft speaks of the same event as those of a cluster, the surest ones."""
    scores = [models.score_pair(draft.type, describe_pair(one, draft)) for one in cluster.surest]
    return sum(scores) / len(scores)


def describe_pair(one: Draft, other: Draft) -> list[str]:
    """The features of two drafts of one type, the first one earlier in the text, that say if they are one event."""
    features = list(_compare_words(one, other))
    shared, clashes = 0, 0
    for role in one.roles:
        verdict = _compare_sets(_find_likely(one, role), _find_likely(other, role))
        shared += verdict in {"same", "some"}
        clashes += verdict == "others"
        features += [f"{role}={verdict}", f"{role}={verdict}:{one.scene is other.scene}"]
    both = f"both={shared > 0}:{clashes > 0}"
    return [*features, f"shared={shared}", f"clashes={clashes}", both, f"{both}:{one.scene is other.scene}"]


def _find_likely(draft: Draft, role: Role) -> set[Entity]:
    """Who has a role more likely than not, and who nearly as likely as the likeliest."""
    scores = draft.roles[role]
    top = max(scores.values(), default=0.0)
    return {entity for entity, score in scores.items() if score >= LIKELY or score >= max(_NEARLY * top, _DOUBTFUL)}


def _compare_sets(first: set[Entity], second: set[Entity]) -> str:
    if not first and not second:
        return "nobody"
    if not first or not second:
        return "one"
    if first == second:
        return "same"
    return "some" if first & second else "others"


def _compare_words(one: Draft, other: Draft) -> Iterator[str]:
    kind = one.kind is other.kind
    yield f"kind={kind}"
    yield f"kinds={'+'.join(sorted({one.kind, other.kind}))}"
    yield f"lemma={one.trigger.lemma == other.trigger.lemma}"
    if one.scene is other.scene:
        yield "sentence"
        apart = abs(one.trigger.head - other.trigger.head)
        yield f"apart={min(apart.bit_length(), _FAR)}"
        nodes = one.scene.tree.nodes
        if nodes[one.trigger.node].head == other.trigger.node or nodes[other.trigger.node].head == one.trigger.node:
            yield "governs"
    else:
        paragraphs = other.scene.sentence.paragraph - one.scene.sentence.paragraph
        yield f"paragraphs={min(paragraphs, _MANY)}"
        yield f"heading={one.scene.sentence.heading}:{other.scene.sentence.heading}"
        if one.scene.opening and other.scene.opening:
            yield "opening"
    first, second = one.scene, other.scene
    yield f"named={min(len(first.entities & second.entities), _MANY)}"
    yield f"dated={first.dated}:{second.dated}"
    if first.amounts and second.amounts and first is not second:
        yield f"amounts={not first.amounts.isdisjoint(second.amounts)}"
