"""What event reading sees in an annotated article, with the answers: the examples that its models learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpdb.extraction.events.features import describe_filler, describe_role, describe_senses, describe_trigger
from corpdb.extraction.events.models import may_fill
from corpdb.extraction.events.scene import Link, Scene, link_fillers
from corpdb.extraction.events.stage import Stage
from corpdb.extraction.events.tellings import Reading
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.names.entities import Entity, find_entities
from corpdb.extraction.names.parents import link_parents
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.names.tagging import Taggers
from corpdb.extraction.text.article import Article, read_article
from corpdb.extraction.training.articles.annotated import Annotated
from corpdb.extraction.training.events.answers import Answer, align_events
from corpdb.extraction.training.events.fitting import Example
from corpdb.models.vocabulary import ROLES, EventKind, EventType, Role


@dataclass(frozen=True, slots=True)
class Observed:
    """One annotated article as the stages before event reading give it."""

    number: int
    annotated: Annotated
    article: Article
    entities: Sequence[Entity]
    lexicon: Lexicon
    scenes: Sequence[Scene]
    reading: Reading
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Case:
    """A trigger as one that may tell an event of `type`; `answer` is the gold event that it tells, if it does.

    `doubtful` is whether it may well speak of a gold event that is annotated elsewhere.
    """

    observed: Observed
    scene: Scene
    trigger: Trigger
    type: EventType
    links: Sequence[Link]
    described: Sequence[str]
    answer: Answer | None
    doubtful: bool


def observe(
    number: int, annotated: Annotated, taggers: Taggers | None = None, sorting: LinearModel | None = None
) -> Observed:
    """Read an annotated article up to its scenes and lay the gold events beside it.

    Its names are found by `taggers` and sorted by `sorting`, those of the package where none are given.
    """
    lexicon = load_lexicon(annotated.gold.language)
    article = read_article(annotated.text, lexicon, title=None, published=None)
    entities = find_entities(article, lexicon, taggers)
    sort_entities(article, lexicon, entities, sorting)
    index = PlaceIndex(entities)
    link_parents(article, index, lexicon)
    stage = Stage(article, entities, index, lexicon)
    scenes = stage.scenes()
    everybody = [*entities, *stage.descriptions.entities]
    answers = align_events(annotated, everybody, lexicon.names)
    return Observed(number, annotated, article, everybody, lexicon, scenes, stage.reading, answers)


def make_cases(observed: Observed) -> list[Case]:
    """Every trigger of an article with every type that it may tell."""
    return [
        Case(observed, scene, trigger, own, links, described, *_find_answer(observed, scene, trigger, own, links))
        for scene in observed.scenes
        for trigger in scene.triggers
        for links in (link_fillers(scene, trigger),)
        for described in (describe_trigger(scene, trigger, links),)
        for own in trigger.types
    ]


def _find_answer(
    observed: Observed, scene: Scene, trigger: Trigger, type: EventType, links: Sequence[Link]
) -> tuple[Answer | None, bool]:
    """The gold event that a trigger tells, and whether there is a doubt."""
    tokens = observed.article.tokens
    place = tokens[trigger.head].start
    kinds = trigger.sizes(type)
    same = [answer for answer in observed.answers if answer.event.type is type]
    within = [answer for answer in same if answer.start <= place < answer.end]
    present = {link.filler.entity for link in links if link.filler.form == "name"}
    if within:
        return max(within, key=lambda answer: _weigh(answer, kinds, present)), False
    fitting = [answer for answer in same if answer.event.kind in kinds and present & answer.roles.keys()]
    if not fitting:
        return None, any(answer.event.kind in kinds for answer in same) and scene.sentence.heading
    best = max(fitting, key=lambda answer: len(present & answer.roles.keys()))
    whole = len(present & best.roles.keys()) >= min(2, len(best.roles))
    return (best, False) if whole and len(best.roles) > 1 else (None, True)


def _weigh(answer: Answer, kinds: Mapping[EventKind, int], present: set[Entity]) -> tuple[float, int, int]:
    return (
        (answer.event.kind in kinds) * kinds.get(answer.event.kind, 1),
        len(present & answer.roles.keys()),
        -(answer.end - answer.start),
    )


def trigger_example(case: Case) -> Example:
    """Whether a trigger tells an event of the case's type."""
    features = [*case.described, *describe_senses(case.trigger, case.type, case.links)]
    return Example(features, case.answer is not None, case.observed.number)


def role_examples(case: Case, role: Role) -> list[Example]:
    """For everybody who may have `role` in the event that a case tells, whether they have."""
    assert case.answer
    examples: list[Example] = []
    wanted = {entity for entity, own in case.answer.roles.items() if own is role}
    for link in _best_links(case, wanted, role):
        features = [
            *describe_filler(case.scene, case.trigger, link),
            *describe_role(case.trigger, case.type, role, link),
        ]
        examples.append(Example(features, link.filler.entity in wanted, case.observed.number))
    return examples


def _best_links(case: Case, wanted: set[Entity], role: Role) -> list[Link]:
    """The links to learn from: of one who has the role, only the place that stands closest to the trigger."""
    chosen: dict[Entity, Link] = {}
    kept: list[Link] = []
    for link in case.links:
        entity = link.filler.entity
        if not may_fill(entity, role):
            continue
        if entity not in wanted:
            kept.append(link)
        elif entity not in chosen or _distance(case, link) < _distance(case, chosen[entity]):
            chosen[entity] = link
    return [*kept, *chosen.values()]


def _distance(case: Case, link: Link) -> tuple[bool, bool, int, int]:
    steps = len(link.path.steps) if link.path else 9
    return (link.slot is None, link.path is None, steps, abs(link.filler.first - case.trigger.head))


def all_roles() -> list[tuple[EventType, Role]]:
    """Every role with its type."""
    return [(own, role) for own, roles in ROLES.items() for role in roles]
