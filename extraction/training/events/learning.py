"""The two steps of learning to read events.

What the second step learns from (whether two places tell one event, who takes part after all, whether it is an event)
comes from first-step models that never saw the article.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpdb.extraction.events.constraints import Constraints
from corpdb.extraction.events.drafts import Draft, Drafter
from corpdb.extraction.events.features import describe_trigger
from corpdb.extraction.events.judging import Judge
from corpdb.extraction.events.kinds import describe_kind
from corpdb.extraction.events.merging import Cluster, describe_pair, merge_drafts
from corpdb.extraction.events.models import KINDS, EventModels
from corpdb.extraction.events.scene import link_fillers
from corpdb.extraction.learning.logistic import LogisticFamily, LogisticModel
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.training.events.answers import Answer
from corpdb.extraction.training.events.fitting import Example, fit_family
from corpdb.extraction.training.events.observed import (
    Case,
    Observed,
    all_roles,
    make_cases,
    role_examples,
    trigger_example,
)
from corpdb.models.vocabulary import EventKind, EventType, Role

FOLDS = 5
_NOTHING = LogisticFamily(LogisticModel(0.0, {}), {})


@dataclass(frozen=True, slots=True)
class Strengths:
    """How freely each model may fit: the inverse of its L2 penalty."""

    triggers: float = 0.05
    roles: float = 0.1
    kinds: float = 0.3
    second: float = 0.05


@dataclass(frozen=True, slots=True)
class Prepared:
    """The examples of the first step, made once for all folds."""

    triggers: dict[str, list[Example]]
    roles: dict[str, list[Example]]
    kinds: dict[str, list[Example]]


def prepare(articles: Sequence[Observed]) -> Prepared:
    """The first step's examples of all articles."""
    cases = [case for article in articles for case in make_cases(article) if not case.doubtful]
    told = [case for case in cases if case.answer]
    return Prepared(
        triggers={own: [trigger_example(case) for case in cases if case.type is own] for own in EventType},
        roles={
            f"{own}.{role}": [one for case in told if case.type is own for one in role_examples(case, role)]
            for own, role in all_roles()
        },
        kinds={kind: [_kind_example(case, kind) for case in told if case.type is kind.type] for kind in EventKind},
    )


def _kind_example(case: Case, kind: EventKind) -> Example:
    assert case.answer
    roles: dict[Role, dict[Entity, float]] = {}
    for entity, role in case.answer.roles.items():
        roles.setdefault(role, {})[entity] = 1.0
    features = [*case.described, *describe_kind(case.trigger, kind, roles)]
    return Example(features, case.answer.event.kind is kind, case.observed.number)


def fit_first(prepared: Prepared, strengths: Strengths, keep: Callable[[Example], bool]) -> EventModels:
    """The first step's models from the examples that `keep` lets in."""

    def fit(families: Mapping[str, Sequence[Example]], strength: float) -> LogisticFamily:
        kept = {label: [one for one in examples if keep(one)] for label, examples in families.items()}
        return fit_family(kept, strength=strength)

    return EventModels(
        triggers=fit(prepared.triggers, strengths.triggers),
        roles=fit(prepared.roles, strengths.roles),
        kinds=fit(prepared.kinds, strengths.kinds),
        pairs=_NOTHING,
        parts=_NOTHING,
        events=_NOTHING,
    )


@dataclass(frozen=True, slots=True)
class Drafted:
    """An article's drafts by models that never saw it, each with the gold event that it tells, if it does."""

    observed: Observed
    drafts: Sequence[Draft]
    answers: dict[Draft, Answer | None]


def draft_article(observed: Observed, models: EventModels) -> Drafted:
    """The drafts of an article with their answers."""
    found = {(case.trigger, case.type): case.answer for case in make_cases(observed)}
    drafts = list(Drafter(models).draft(observed.scenes))
    by_place = {(trigger.head, own): answer for (trigger, own), answer in found.items()}
    return Drafted(observed, drafts, {draft: by_place[draft.trigger.head, draft.type] for draft in drafts})


def pair_examples(drafted: Drafted) -> Iterator[tuple[str, Example]]:
    """Each two drafts of one type near one another, and whether they tell one event."""
    for at, other in enumerate(drafted.drafts):
        for one in drafted.drafts[max(0, at - 40) : at]:
            first, second = drafted.answers[one], drafted.answers[other]
            if one.type is other.type and first and second:
                yield one.type, Example(describe_pair(one, other), first is second, drafted.observed.number)


def part_examples(drafted: Drafted, clusters: Sequence[Cluster]) -> Iterator[tuple[str, Example]]:
    """Everybody who may take part in a cluster that tells a gold event, and whether they do."""
    judge = Judge(clusters)
    for cluster in clusters:
        answer = main_answer(drafted, cluster)
        if answer:
            for role, entity, features in judge.describe_parts(cluster):
                label = answer.roles.get(entity) is role
                yield f"{cluster.type}.{role}", Example(features, label, drafted.observed.number)


def event_examples(drafted: Drafted, clusters: Sequence[Cluster]) -> Iterator[tuple[str, Example]]:
    """Each cluster, and whether it tells a gold event that no surer cluster tells."""
    surest: dict[int, Cluster] = {}
    for cluster in clusters:
        answer = main_answer(drafted, cluster)
        if answer:
            known = surest.get(id(answer))
            if not known or known.best.probability < cluster.best.probability:
                surest[id(answer)] = cluster
    right = set(map(id, surest.values()))
    judge = Judge(clusters)
    for cluster in clusters:
        example = Example(judge.describe_event(cluster), id(cluster) in right, drafted.observed.number)
        yield cluster.type, example


def kind_examples(drafted: Drafted) -> Iterator[tuple[str, Example]]:
    """Each kind that a draft may be of, and whether it is, beside those whom the first step takes to take part."""
    for draft in drafted.drafts:
        answer = drafted.answers[draft]
        if answer:
            described = describe_trigger(draft.scene, draft.trigger, link_fillers(draft.scene, draft.trigger))
            for kind in KINDS[draft.type]:
                features = [*described, *describe_kind(draft.trigger, kind, draft.roles)]
                yield kind, Example(features, answer.event.kind is kind, drafted.observed.number)


def main_answer(drafted: Drafted, cluster: Cluster) -> Answer | None:
    """The gold event that most of a cluster's drafts tell, weighed by how sure they are."""
    weights: dict[int, float] = {}
    answers: dict[int, Answer] = {}
    for draft in cluster.drafts:
        if answer := drafted.answers[draft]:
            weights[id(answer)] = weights.get(id(answer), 0.0) + draft.probability
            answers[id(answer)] = answer
    return answers[max(weights, key=lambda key: weights[key])] if weights else None


def fit_second(first: EventModels, drafted: Sequence[Drafted], strengths: Strengths) -> EventModels:
    """`first` with the second step's models, learned from the drafts of articles that their models never saw."""
    pairs = [one for article in drafted for one in pair_examples(article)]
    merging = replace(first, pairs=fit_family(_group(pairs, first.triggers.own), strength=strengths.second))
    clustered = [(article, _merge(article, merging)) for article in drafted]
    parts = [one for article, clusters in clustered for one in part_examples(article, clusters)]
    events = [one for article, clusters in clustered for one in event_examples(article, clusters)]
    kinds = [one for article in drafted for one in kind_examples(article)]
    return replace(
        merging,
        kinds=fit_family(_group(kinds, first.kinds.own), strength=strengths.kinds),
        parts=fit_family(_group(parts, first.roles.own), strength=strengths.second),
        events=fit_family(_group(events, first.triggers.own), strength=strengths.second),
    )


def _merge(article: Drafted, models: EventModels) -> list[Cluster]:
    return merge_drafts(article.drafts, models, Constraints(article.observed.reading))


def _group(examples: Sequence[tuple[str, Example]], labels: Iterable[str]) -> dict[str, list[Example]]:
    return {label: [example for own, example in examples if own == label] for label in labels}


def train(articles: Sequence[Observed], strengths: Strengths) -> EventModels:
    """The models of all articles; the second step learns from drafts by models that never saw their article."""
    prepared = prepare(articles)
    by_fold = [
        fit_first(prepared, strengths, lambda one, fold=fold: one.document % FOLDS != fold) for fold in range(FOLDS)
    ]
    drafted = [draft_article(article, by_fold[article.number % FOLDS]) for article in articles]
    return fit_second(fit_first(prepared, strengths, lambda _: True), drafted, strengths)
