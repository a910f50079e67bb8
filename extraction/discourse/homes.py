"""Where an organization is at home by the places beside its name: `Spain's Digi`, `Madrid-based Digi`, `Digi (Spain)`.

What adjectives and nouns say is read with its profile: `the Spanish operator Digi`.
"""

from collections.abc import Iterator, Sequence

from corpdb.extraction.lexicon.anaphora import Anaphora
from corpdb.extraction.lexicon.gazetteer import load_cities
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.slots import Place
from corpdb.extraction.tokens import Token, fold, is_name_like, is_word

_LONGEST = 3
# How many words may stand between the place and the name: `Madrid-based mobile operator Digi`.
_REACH = 3


class HomeReader:
    """Reads the places beside the names of one document."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, anaphora: Anaphora) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._legal_forms = anaphora.legal_forms

    def read(self, place: Place) -> Iterator[str]:
        """The codes (ISO 3166-1) of the countries where the organization is that is named at `place`."""
        yield from self._read_before(place.first)
        yield from self._read_behind(place.last)
        yield from self._read_forms(place)

    def _read_before(self, first: int) -> Iterator[str]:
        """`Spain's Digi`, `Madrid-based Digi`, a few words between; a town before a possessive may be a surname."""
        grammar = self._lexicon.grammar
        for at in range(first - 1, max(0, first - 2 - _REACH), -1):
            low = self._low(at)
            is_ending = low in self._lexicon.places.seat_endings
            if is_ending or low in grammar.possessive_marks:
                found = (self._find(start, at, towns=is_ending) for start in range(max(0, at - _LONGEST), at))
                yield from filter(None, found)
                return
            if not self._tokens[at].text.islower() or not is_word(self._tokens[at]) or low in grammar.function_words:
                return

    def _read_behind(self, last: int) -> Iterator[str]:
        """`Digi (Spain)`; `Digi, based in Madrid`; `Digi of Spain`, but not of `Spain Oil`."""
        bracket = self._low(last) == "("
        at = last + (bracket or self._low(last) == ",")
        words = self._lexicon.places.seat_words
        phrase = words.starts(self._tokens, at, len(self._tokens)) if at < len(self._tokens) else None
        if not phrase and not bracket:
            return
        start = phrase.last if phrase else at
        ends = range(min(start + _LONGEST, len(self._tokens)), start, -1)
        end, code = next(((end, code) for end in ends if (code := self._find(start, end, towns=True))), (start, ""))
        if code and (phrase or self._low(end) == ")") and not self._goes_on(end):
            yield code

    def _read_forms(self, place: Place) -> Iterator[str]:
        """The country of a legal form in the name or right behind it, if it has that alone: `Digi Sdn Bhd`."""
        for token in self._tokens[place.first + 1 : place.last + 1]:
            countries = self._legal_forms.get(fold(token.text.strip(".,")), frozenset[str]())
            if len(countries) == 1:
                yield from countries

    def _goes_on(self, at: int) -> bool:
        """Whether the token belongs to the place before it, which so is another name, or an owner."""
        is_there = at < len(self._tokens)
        return is_there and (is_name_like(self._tokens[at]) or self._low(at) in self._lexicon.grammar.possessive_marks)

    def _find(self, first: int, last: int, *, towns: bool) -> str:
        """The country that the tokens name, or that of the town."""
        if not is_name_like(self._tokens[first]):
            return ""
        name = " ".join(fold(token.low) for token in self._tokens[first:last])
        return self._lexicon.places.countries.get(name) or (load_cities().get(name, "") if towns else "")

    def _low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""
