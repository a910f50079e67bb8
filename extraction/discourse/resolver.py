"""Resolving: whom each expression of a document may mean, ranked by a log-linear model."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpdb.extraction.discourse.expressions import Expression, ExpressionReader, Phrase, PhraseReader
from corpdb.extraction.discourse.features import Context, FeatureMaker, classify
from corpdb.extraction.discourse.mentions import Form, Mention
from corpdb.extraction.discourse.model import ClassModel, Features, load_model
from corpdb.extraction.discourse.profiles import Profiler, find_sentence
from corpdb.extraction.discourse.salience import Salience
from corpdb.extraction.lexicon.anaphora import Number, load_anaphora
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import Place, PlaceIndex, read_slots
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence

_SURE = 0.4
_MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Case:
    """An expression with the entities that it may mean, its class, their features and their chances.

    The last of the features and chances are those that it means none of them.
    """

    expression: Expression
    candidates: list[Entity]
    kind: str
    features: list[Features]
    chances: list[float]

    @property
    def guesses(self) -> tuple[tuple[Entity, float], ...]:
        """The candidates with their chances, the likeliest first."""
        pairs = zip(self.candidates, self.chances, strict=False)  # the last chance is nobody's
        return tuple(sorted(pairs, key=lambda pair: -pair[1])[:_MOST_CANDIDATES])

    @property
    def ranked(self) -> list[Entity]:
        """The candidates, the likeliest first."""
        return [entity for entity, _ in self.guesses]

    @property
    def nobody(self) -> float:
        """The chance that the expression means none of them."""
        return self.chances[-1] if len(self.chances) > len(self.candidates) else 0.0

    @property
    def entity(self) -> Entity | None:
        """The likeliest candidate, if it is likelier than nobody."""
        guesses = self.guesses
        return guesses[0][0] if guesses and guesses[0][1] >= self.nobody else None


class Discourse:
    """The mentions of one document in text order; `homes` are the countries where it says that each entity is."""

    def __init__(
        self, article: Article, cases: Sequence[Case], index: PlaceIndex, homes: Mapping[Entity, AbstractSet[str]]
    ) -> None:
        self.homes = homes
        self._starts = [sentence.first for sentence in article.sentences]
        zeros = [case for case in cases if case.expression.form is Form.ZERO]
        self._salient = {find_sentence(self._starts, case.expression.first): case.guesses for case in zeros}
        found = [_make_mention(case) for case in cases if case.expression.form is not Form.ZERO]
        names = [Mention(place.first, place.last, Form.NAME, ((place.entity, 1.0),)) for place in index.places]
        self.mentions = sorted([*found, *names], key=lambda mention: (mention.first, mention.last))
        self._firsts = [mention.first for mention in self.mentions]

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin within the tokens `first` to `last`."""
        return self.mentions[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def salient(self, at: int) -> tuple[tuple[Entity, float], ...]:
        """Whom the sentence of the token `at` may be about without a word for them, with chances, best first."""
        return self._salient.get(find_sentence(self._starts, at), ())


class Resolver:
    """Resolves the expressions of one document, sentence by sentence."""

    def __init__(self, article: Article, index: PlaceIndex, lexicon: Lexicon, model: ClassModel) -> None:
        anaphora = load_anaphora(lexicon.code)
        self._article = article
        self._index = index
        self._lexicon = lexicon
        self._model = model
        self._taken = [False] * len(article.tokens)
        for place in index.places:
            self._taken[place.first : place.last] = [True] * (place.last - place.first)
        self._phrase_reader = PhraseReader(article.tokens, anaphora, lexicon)
        self._reader = ExpressionReader(article.tokens, anaphora, lexicon.grammar)
        self._profiler = Profiler(article, index, lexicon, anaphora)
        self._salience = Salience(article, index)
        self._maker = FeatureMaker(anaphora, self._salience, self._profiler.profiles)
        self._echoes: defaultdict[str, Counter[Entity]] = defaultdict(Counter)

    def walk(self) -> Iterator[Case]:
        """Each expression of the document in order, resolved, and after each sentence a case without an expression."""
        sentences = self._article.sentences
        phrases = [list(self._phrase_reader.find(sentence, self._taken)) for sentence in sentences]
        self._profiler.read([phrase for found in phrases for phrase in found])
        for number, sentence in enumerate(sentences):
            yield from self._walk_sentence(number, sentence, phrases[number])

    def read_homes(self) -> dict[Entity, frozenset[str]]:
        """The countries where words beside the names say that each entity is at home; known once all is walked."""
        profiles = self._profiler.profiles
        return {entity: frozenset(profile.countries | profile.seats) for entity, profile in profiles.items()}

    def _walk_sentence(self, number: int, sentence: Sentence, phrases: Sequence[Phrase]) -> Iterator[Case]:
        salience = self._salience
        salience.begin(sentence, self._index)
        places = self._index.between(sentence.first, sentence.last)
        entities = frozenset(place.entity for place in places)
        zero = Expression(sentence.first, sentence.first, Form.ZERO, Number.ONE)
        context = Context(number, sentence.paragraph, frozenset(), entities, owner=None, echoes=Counter())
        yield self._decide(zero, context, [place.entity for place in places])
        subjects = self._find_subjects(places, sentence.first)
        owners: dict[int, Entity] = {}
        waiting = list(places)
        for expression in self._reader.find(sentence, phrases, self._taken):
            while waiting and waiting[0].first < expression.first:
                place = waiting.pop(0)
                salience.note(place.entity, place.first, number, subject=place.first in subjects)
            if expression.form is Form.ZERO:
                continue
            ahead = [place.entity for place in waiting]
            before = frozenset(place.entity for place in places if place.first < expression.first)
            context = Context(
                number,
                sentence.paragraph,
                before,
                frozenset(ahead),
                owner=self._find_owner(expression, places, owners),
                echoes=self._echoes[_read_lemma(expression)],
                apposed=self._profiler.bound.get(expression.phrase) if expression.phrase else None,
                adjacent=self._find_adjacent(expression, places, phrases),
            )
            case = self._decide(expression, context, ahead)
            yield case
            self._follow(case, number, owners, sentence)
        for place in waiting:
            salience.note(place.entity, place.first, number, subject=place.first in subjects)

    def _decide(self, expression: Expression, context: Context, ahead: Sequence[Entity]) -> Case:
        candidates = self._salience.find_candidates(ahead)
        features = self._maker.make(expression, context, candidates)
        if expression.form is not Form.ZERO:
            features.append(self._maker.make_nobody(expression))
        kind = classify(expression, context.owner)
        return Case(expression, candidates, kind, features, self._model.rank(kind, features))

    def _follow(self, case: Case, number: int, owners: dict[int, Entity], sentence: Sentence) -> None:
        """Let what was found bear on what follows."""
        expression, entity = case.expression, case.entity
        if entity is None or case.guesses[0][1] < _SURE:
            return
        if expression.form is Form.POSSESSIVE:
            owners[expression.first] = entity
        if lemma := _read_lemma(expression):
            self._echoes[lemma][entity] += 1
        self._salience.note(entity, expression.first, number, subject=self._is_subject(expression, sentence))

    def _is_subject(self, expression: Expression, sentence: Sentence) -> bool:
        """Whether the expression is written as a subject: no preposition before it or within it."""
        if expression.form is Form.POSSESSIVE:
            return False
        tokens, grammar = self._article.tokens, self._lexicon.grammar
        if tokens[expression.first].low in grammar.prepositions:
            return False
        return expression.first == sentence.first or tokens[expression.first - 1].low not in grammar.prepositions

    def _find_subjects(self, places: Sequence[Place], first: int) -> set[int]:
        slots = read_slots(self._article.tokens, places, first, (), self._lexicon.grammar)
        return {slot.place.first for slot in slots if slot.preposition is None and not slot.owner}

    def _find_adjacent(
        self, expression: Expression, places: Sequence[Place], phrases: Sequence[Phrase]
    ) -> frozenset[Entity]:
        """The names that the noun of a possessive is said of, which are not its owner: `Valvoline, sa marque`."""
        at = expression.first
        if expression.form is not Form.POSSESSIVE:
            return frozenset()
        end = next((phrase.last for phrase in phrases if phrase.first == at), -1)
        comma = at > 0 and self._article.tokens[at - 1].text == ","
        return frozenset(place.entity for place in places if place.first == end or (comma and place.last == at - 1))

    def _find_owner(self, expression: Expression, places: Sequence[Place], owners: dict[int, Entity]) -> Entity | None:
        """Whom a noun belongs to: the owner of its possessive, the name before or within it, or the one after `of`."""
        phrase = expression.phrase
        if not phrase:
            return None
        if phrase.first in owners:
            return owners[phrase.first]
        follows = phrase.last < len(self._article.tokens) and (
            self._article.tokens[phrase.last].low in self._lexicon.grammar.of_words
        )
        for place in places:
            inside = phrase.first < place.first < phrase.last or (phrase.owned and place.last == phrase.first)
            if (inside or (follows and place.first == phrase.last + 1)) and place.entity.sort is Sort.ORGANIZATION:
                return place.entity
        return None


def read_discourse(article: Article, index: PlaceIndex, lexicon: Lexicon) -> Discourse:
    """Whom the expressions of `article` mean, given the places of its names, and whom each sentence is about."""
    resolver = Resolver(article, index, lexicon, load_model())
    return Discourse(article, list(resolver.walk()), index, resolver.read_homes())


def _read_lemma(expression: Expression) -> str:
    return expression.phrase.noun.lemma if expression.phrase else ""


def _make_mention(case: Case) -> Mention:
    expression = case.expression
    return Mention(expression.first, expression.last, expression.form, case.guesses, expression.count, case.nobody)
