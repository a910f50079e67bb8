"""What a document shows of each entity: the nouns that introduce it, its sectors, countries, gender and number."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpdb.extraction.discourse.expressions import Phrase
from corpdb.extraction.discourse.homes import HomeReader
from corpdb.extraction.lexicon.anaphora import Agreement, Anaphora, Gender, Relation
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import Place, PlaceIndex
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import Token, fold

# How far a word speaks of the name near it, and how many places of one entity are looked at.
_WINDOW = 10
_MOST_PLACES = 40
_SIDE_BEFORE, _SIDE_AFTER = 4, 5
_NAME_WEIGHT = 3
_CLOSERS = frozenset(",.;:)–—")
_QUOTES = frozenset('«»“”"')


@dataclass(slots=True)
class Profile:
    """What is known of one entity: lemmas of its nouns, sectors, countries, votes for its gender, hints of sectors.

    `seats` are further countries, where places beside its name say that it is at home.
    """

    lemmas: set[str] = field(default_factory=set[str])
    sectors: set[str] = field(default_factory=set[str])
    known: set[str] = field(default_factory=set[str])
    countries: set[str] = field(default_factory=set[str])
    seats: set[str] = field(default_factory=set[str])
    genders: Counter[Gender] = field(default_factory=Counter[Gender])
    hints: Counter[str] = field(default_factory=Counter[str])
    sides: Counter[str] = field(default_factory=Counter[str])
    plural: int = 0


class Profiler:
    """Makes the profiles of one document; `bound` gives the entities that phrases are said of in apposition."""

    def __init__(self, article: Article, index: PlaceIndex, lexicon: Lexicon, anaphora: Anaphora) -> None:
        self._tokens: Sequence[Token] = article.tokens
        self._index = index
        self._lexicon = lexicon
        self._anaphora = anaphora
        self._homes = HomeReader(article.tokens, lexicon, anaphora)
        self._starts = {sentence.first for sentence in article.sentences}
        self.profiles: defaultdict[Entity, Profile] = defaultdict(Profile)
        self.bound: dict[Phrase, Entity] = {}

    def read(self, phrases: Sequence[Phrase]) -> None:
        """Fill the profiles from the `phrases` of the document, all in order, and from its places."""
        by_first = {phrase.first: phrase for phrase in phrases}
        by_last = {phrase.last: phrase for phrase in phrases}
        seen: Counter[Entity] = Counter()
        for place in self._index.places:
            if place.entity.sort is not Sort.ORGANIZATION:
                continue
            if phrase := self._find_next(place, by_last):
                self.bound[phrase] = place.entity
            for phrase in self._find_phrases(place, by_first, by_last):
                self._note(self.profiles[place.entity], phrase)
            seen[place.entity] += 1
            if seen[place.entity] <= _MOST_PLACES:
                self._read_place(place, self.profiles[place.entity], self._anaphora.agreement)
        for entity in seen:
            self._read_name(entity, self.profiles[entity])

    def _find_phrases(self, place: Place, firsts: dict[int, Phrase], lasts: dict[int, Phrase]) -> Iterator[Phrase]:
        """The phrases that are said of the name: right before it, after a comma, or after a copula."""
        before = place.first - 1 if self._text(place.first - 1) in _QUOTES else place.first
        if before in lasts:
            yield lasts[before]
        after = firsts.get(place.last + 1)
        if not after or self._is_followed_by_name(after):
            return
        low = self._low(place.last)
        fronted = place.first - 1 in self._starts and self._low(place.first - 1) in self._lexicon.grammar.prepositions
        closed = not after.definite or self._closes(after.last)
        if low == "," and closed and not (after.definite and fronted):
            if after.definite or after.owned:
                self.bound[after] = place.entity
            yield after
        elif low in self._lexicon.grammar.passive_words and not after.definite:
            yield after

    def _closes(self, at: int) -> bool:
        """Whether an apposition may end before the token `at`, or goes on there with what belongs to its noun."""
        grammar = self._lexicon.grammar
        low = self._low(at)
        return low in _CLOSERS or low in grammar.prepositions or low in grammar.relatives or low in grammar.of_words

    def _find_next(self, place: Place, lasts: dict[int, Phrase]) -> Phrase | None:
        """The definite phrase that the name, between commas, explains: `le régulateur, l'Arcep, ...`."""
        at = place.first - 1
        if self._low(at) in self._lexicon.grammar.determiners:
            at -= 1
        phrase = lasts.get(at) if self._low(at) == "," else None
        return phrase if phrase and phrase.definite and self._low(place.last) in _CLOSERS else None

    def _is_followed_by_name(self, phrase: Phrase) -> bool:
        return any(place.first == phrase.last for place in self._index.between(phrase.last, phrase.last + 1))

    def _note(self, profile: Profile, phrase: Phrase) -> None:
        profile.lemmas.add(phrase.noun.lemma)
        profile.sectors |= phrase.noun.sectors
        profile.countries |= phrase.countries

    def _read_place(self, place: Place, profile: Profile, agreement: Agreement) -> None:
        """Countries, articles, agreement and words of a sector around one place."""
        if country := self._anaphora.countries.get(fold(self._low(place.first - 1))):
            profile.countries.add(country)
        profile.seats.update(self._homes.read(place))
        before = self._low(place.first - 1)
        profile.plural += before in agreement.plural_articles
        profile.genders[Gender.MASCULINE] += before in agreement.masculine_articles
        profile.genders[Gender.FEMININE] += before in agreement.feminine_articles
        if self._low(place.last) in agreement.copulas:
            participle = self._low(place.last + 1)
            if participle in agreement.copulas:
                participle = self._low(place.last + 2)
            profile.genders[Gender.FEMININE] += participle.endswith(agreement.feminine_endings)
            profile.genders[Gender.MASCULINE] += participle.endswith(agreement.masculine_endings)
        self._read_sides(place, profile)
        window = range(max(0, place.first - _WINDOW), min(len(self._tokens), place.last + _WINDOW))
        profile.hints.update(self._read_hints(self._tokens[at].low for at in window))

    def _read_sides(self, place: Place, profile: Profile) -> None:
        """Which side of a deal the words around the name make it: what follows `rachat de`, what buys, what sells."""
        deals, grammar = self._anaphora.deals, self._lexicon.grammar
        for at in range(max(0, place.first - _SIDE_BEFORE), place.first):
            for side in deals.find(self._tokens[at].low):
                agent = self._low(place.first - 1) in grammar.by_words
                profile.sides[side if agent else Relation.TARGET.value] += 1
        for at in range(place.last, min(len(self._tokens), place.last + _SIDE_AFTER)):
            profile.sides.update(deals.find(self._tokens[at].low))

    def _read_hints(self, words: Iterable[str]) -> Iterator[str]:
        for low in words:
            yield from self._anaphora.hints.find(low)

    def _read_name(self, entity: Entity, profile: Profile) -> None:
        """What the name itself says: a well-known organization, a legal form, words of a sector or nationality."""
        forms = {fold(form) for form in (entity.name, *entity.forms)}
        for form in forms:
            country, sectors = self._anaphora.known.get(form, ("", frozenset[str]()))
            profile.known |= sectors
            profile.countries.update([country] if country else [])
        for word in entity.name.lower().split():
            profile.countries |= self._anaphora.legal_forms.get(fold(word.strip(".,")), frozenset[str]())
            profile.hints.update(dict.fromkeys(self._anaphora.hints.find(word), _NAME_WEIGHT))

    def _low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""


def find_sentence(starts: Sequence[int], at: int) -> int:
    """The number of the sentence that the token `at` stands in; `starts` are the first tokens of all."""
    return max(0, bisect_left(starts, at + 1) - 1)
