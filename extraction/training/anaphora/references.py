"""What anaphora resolution learns from: annotated articles with labels of whom their nouns and pronouns stand for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpdb.extraction.discourse.mentions import Form
from corpdb.extraction.discourse.model import ClassModel
from corpdb.extraction.discourse.resolver import Case, Resolver
from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.names.entities import Entity, Sort, find_entities
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.text.article import Article, read_article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import fold, tokenize
from corpdb.extraction.training.articles.annotated import Annotated, GoldParticipant
from corpdb.models.vocabulary import OrganizationKind, Role

PERSON = "*"
_LONG_WORD = 4
_ENOUGH_WORDS = 0.6

Labels = Mapping[tuple[int, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Missing:
    """A participant of an event that the sentences which tell it, the tokens `first` to `last`, do not name."""

    entity: Entity
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Study:
    """One annotated article with its organizations as entities, found by their annotated names."""

    annotated: Annotated
    article: Article
    lexicon: Lexicon
    index: PlaceIndex
    labels: Labels
    missing: Sequence[Missing]

    def resolve(self, weights: Mapping[str, float]) -> list[Case]:
        """The expressions of the article as the resolver sees them."""
        return list(Resolver(self.article, self.index, self.lexicon, ClassModel(weights)).walk())

    def teach(self) -> list[Case]:
        """The same, with each labelled expression resolved as its label says."""
        return list(_Taught(self).walk())

    def find_label(self, case: Case) -> Sequence[str] | None:
        """The label of a case, if it has one."""
        tokens, expression = self.article.tokens, case.expression
        if expression.form is Form.ZERO:
            return None
        return self.labels.get((tokens[expression.first].start, tokens[expression.last - 1].end))


class _Taught(Resolver):
    """Resolves as the labels say, so that what follows an expression is seen as it should be."""

    def __init__(self, study: Study) -> None:
        super().__init__(study.article, study.index, study.lexicon, ClassModel({}))
        self._study = study

    def _follow(self, case: Case, number: int, owners: dict[int, Entity], sentence: Sentence) -> None:
        label = self._study.find_label(case)
        if label is not None:
            right = next((at for at, entity in enumerate(case.candidates) if entity.name in label), -1)
            chances = [0.0] * len(case.chances)
            chances[right] = 1.0
            case = replace(case, chances=chances)
        super()._follow(case, number, owners, sentence)


def read_labels(path: Path) -> dict[str, dict[tuple[int, int], Sequence[str]]]:
    """The labels of each article, by the characters of the expression; see the head of the file."""
    labels: defaultdict[str, dict[tuple[int, int], Sequence[str]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, start, end, names = line.split("\t")
            labels[article][int(start), int(end)] = [name for name in names.split("|") if name]
    return labels


def make_study(annotated: Annotated, labels: Labels) -> Study:
    """Lay an annotated article out."""
    lexicon = load_lexicon(annotated.gold.language)
    article = read_article(annotated.text, lexicon, title=None, published=None)
    by_form, entities = _make_entities(annotated, article, lexicon)
    missing = list(_find_missing(annotated, article, by_form))
    return Study(annotated, article, lexicon, PlaceIndex(entities), labels, missing)


def _make_entities(
    annotated: Annotated, article: Article, lexicon: Lexicon
) -> tuple[dict[str, Entity], Sequence[Entity]]:
    """The annotated organizations by each of their names, and those found in the text with its persons."""
    made: dict[str, Entity] = {}
    by_form: dict[str, Entity] = {}
    for one in annotated.gold.organizations:
        key = tuple(fold(word) for word in one.name.split())
        made[one.name] = Entity(one.name, key, [], Counter(), Sort.ORGANIZATION, OrganizationKind(one.kind))
        for form in (one.name, *one.aliases):
            by_form.setdefault(form, made[one.name])
    for one in annotated.gold.organizations:
        made[one.name].parent = made.get(one.parent or "")
    taken = _place(article, lexicon, by_form)
    others = find_entities(article, lexicon)
    sort_entities(article, lexicon, others)
    persons = [entity for entity in others if entity.sort is Sort.PERSON]
    for person in persons:
        person.candidates = [found for found in person.candidates if not any(taken[found.first : found.last])]
    return by_form, [entity for entity in (*made.values(), *persons) if entity.candidates]


def _place(article: Article, lexicon: Lexicon, by_form: Mapping[str, Entity]) -> list[bool]:
    """Give the entities their places, the longest names first; returns which tokens they take."""
    folded = [fold(token.low) for token in article.tokens]
    taken = [False] * len(folded)
    cut = {form: [fold(token.low) for token in tokenize(form, lexicon.grammar.tokenizer)] for form in by_form}
    for form, words in sorted(cut.items(), key=lambda item: -len(item[1])):
        named = any(map(str.isupper, form))
        for at in range(len(folded) - len(words) + 1):
            end = at + len(words)
            if folded[at:end] != words or any(taken[at:end]):
                continue
            if named and not any(map(str.isupper, article.quote(at, end))):
                continue
            taken[at:end] = [True] * len(words)
            by_form[form].candidates.append(Candidate(at, end))
            by_form[form].forms[form] += 1
    for entity in by_form.values():
        entity.candidates.sort(key=lambda found: found.first)
    return taken


def _find_missing(annotated: Annotated, article: Article, by_form: Mapping[str, Entity]) -> Iterator[Missing]:
    for event in annotated.gold.events:
        start = annotated.text.find(event.evidence)
        end = start + len(event.evidence)
        sentences = [one for one in article.sentences if one.start < end and one.end > start]
        if start < 0 or not sentences:
            continue
        first, last = sentences[0].first, sentences[-1].last
        words = {fold(token.low) for token in article.tokens[first:last]}
        for participant in event.participants:
            entity = _find_entity(participant, by_form)
            if entity and entity.candidates and not _is_named(entity, first, last, words):
                yield Missing(entity, first, last)


def _find_entity(participant: GoldParticipant, by_form: Mapping[str, Entity]) -> Entity | None:
    if participant.role is Role.PERSON:
        return None
    forms = (participant.name, *participant.aliases)
    return next((by_form[form] for form in forms if form in by_form), None)


def _is_named(entity: Entity, first: int, last: int, words: set[str]) -> bool:
    """Whether the tokens name the entity, or describe it if it is a lab or unit."""
    if any(first <= found.first < last for found in entity.candidates):
        return True
    if entity.kind not in (OrganizationKind.LAB, OrganizationKind.UNIT):
        return False
    long_words = [word for word in entity.key if len(word) >= _LONG_WORD]
    return bool(long_words) and sum(word in words for word in long_words) >= _ENOUGH_WORDS * len(long_words)
