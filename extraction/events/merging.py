"""One event told in several places: drafts that speak of the same thing become one cluster."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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


@dataclass(slots=True, eq=False)
class Cluster:
    """The drafts of one event, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list[Draft])

    @property
    def type(self) -> EventType:
        """The type that its drafts share."""
        return self.drafts[0].type

    @property
    def best(self) -> Draft:
        """The draft that tells the event most surely."""
        return max(self.drafts, key=lambda draft: draft.probability)

    def kinds(self) -> dict[EventKind, float]:
        """How likely each kind is, all drafts together."""
        total = sum(draft.probability for draft in self.drafts)
        kinds = self.drafts[0].kinds
        return {
            kind: sum(draft.probability * draft.kinds[kind] for draft in self.drafts) / total for kind in kinds
        }

    def roles(self) -> dict[Role, dict[Entity, list[float]]]:
        """For each role everybody who may have it, with the probability that each draft gives."""
        found: dict[Role, dict[Entity, list[float]]] = {}
        for draft in self.drafts:
            for role, scores in draft.roles.items():
                for entity, score in scores.items():
                    found.setdefault(role, {}).setdefault(entity, []).append(score)
        return found


def merge_drafts(drafts: Iterable[Draft], models: EventModels) -> list[Cluster]:
    """The events of a document, in the order in which it first tells them."""
    clusters: list[Cluster] = []
    by_type: dict[EventType, list[Cluster]] = {}
    for draft in drafts:
        known = by_type.setdefault(draft.type, [])
        scored = [(_compare(cluster, draft, models), cluster) for cluster in known[-_LOOK_BACK:]]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best and best[0] >= LIKELY:
            best[1].drafts.append(draft)
        else:
            cluster = Cluster([draft])
            known.append(cluster)
            clusters.append(cluster)
    return clusters


def _compare(cluster: Cluster, draft: Draft, models: EventModels) -> float:
    """The mean probability that a draft speaks of the same event as those of a cluster, the surest ones."""
    surest = sorted(cluster.drafts, key=lambda one: -one.probability)[:_MOST_COMPARED]
    return sum(models.score_pair(draft.type, describe_pair(one, draft)) for one in surest) / len(surest)


def describe_pair(one: Draft, other: Draft) -> list[str]:
    """The features of two drafts of one type, the first one earlier in the text, that say whether they are one event."""
    features = list(_compare_words(one, other))
    shared, clashes = 0, 0
    for role in one.roles:
        first, second = one.best(role), other.best(role)
        verdict = _compare_best(first, second)
        shared += verdict == "same"
        clashes += verdict == "other"
        features.append(f"{role}={verdict}")
    return [*features, f"shared={min(shared, _MANY)}", f"clashes={min(clashes, _MANY)}", f"both={shared > 0}:{clashes > 0}"]


def _compare_best(first: tuple[Entity, float] | None, second: tuple[Entity, float] | None) -> str:
    sure = [found is not None and found[1] >= LIKELY for found in (first, second)]
    if not any(sure):
        return "nobody"
    if not all(sure):
        return "one"
    assert first and second
    return "same" if first[0] is second[0] else "other"


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
    named = [{filler.entity for filler in draft.scene.fillers} for draft in (one, other)]
    yield f"named={min(len(named[0] & named[1]), _MANY)}"
    dates = [draft.scene.dated for draft in (one, other)]
    yield f"dated={dates[0]}:{dates[1]}"
    amounts = [{figure.value for figure in draft.scene.figures if figure.currency} for draft in (one, other)]
    if all(amounts) and one.scene is not other.scene:
        yield f"amounts={bool(amounts[0] & amounts[1])}"
