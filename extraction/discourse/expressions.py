"""Finding the expressions that may stand for an organization: noun phrases, pronouns and possessives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.extraction.discourse.mentions import Form
from corpdb.extraction.lexicon.anaphora import Anaphora, Gender, Noun, Number, Pronoun, Role
from corpdb.extraction.lexicon.knowledge import Grammar, Lexicon
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, fold, is_name_like, is_word

_WORDS_BEFORE = 4
_WORDS_AFTER = 3
_LONGEST_TOWN = 2
_SHORT_WORD = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun that may stand for an organization with the words around it: the tokens `first` to `last` (not included).

    `first` is its article or possessive if it has one. `definite` is whether that makes it speak of something known,
    `owned` whether it is a possessive; `capital` is whether the noun is written with one (`the Company`); `countries`
    are those that its adjectives and towns mean.
    """

    first: int
    last: int
    noun: Noun
    definite: bool
    owned: bool
    capital: bool
    count: int
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression at the tokens `first` to `last` (not included); `phrase` if it is a noun, `role` if a pronoun."""

    first: int
    last: int
    form: Form
    number: Number
    count: int = 1
    gender: Gender | None = None
    role: Role | None = None
    phrase: Phrase | None = None


class PhraseReader:
    """Reads noun phrases around the nouns of the anaphora data."""

    def __init__(self, tokens: Sequence[Token], anaphora: Anaphora, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._anaphora = anaphora
        self._grammar = lexicon.grammar
        self._seat_endings = lexicon.places.seat_endings

    def find(self, sentence: Sentence, taken: Sequence[bool]) -> Iterator[Phrase]:
        """The noun phrases of `sentence`; no noun within the tokens that are `taken` by names."""
        at = sentence.first
        while at < sentence.last:
            match = None if taken[at] else self._anaphora.nouns.starts(self._tokens, at, sentence.last)
            if match and not any(taken[match.first : match.last]) and self._is_head(match.last, sentence.last):
                yield self._read(match.first, match.last, match.value, sentence)
            at = match.last if match else at + 1

    def _is_head(self, after: int, last: int) -> bool:
        """Whether the noun before the token `after` is not the modifier of another one."""
        if not self._anaphora.free_modifiers or after >= last:
            return True
        low = self._tokens[after].low
        return low not in self._anaphora.compound_stops and not self._anaphora.nouns.starts(self._tokens, after, last)

    def _read(self, first: int, last: int, noun: Noun, sentence: Sentence) -> Phrase:
        """The phrase around the noun at the tokens `first` to `last`: back to its article, on over its adjectives."""
        anaphora, start, count = self._anaphora, first, 0
        countries: set[str] = set()
        while start > max(sentence.first, first - _WORDS_BEFORE) and self._is_modifier(start - 1):
            start -= 1
            count = count or anaphora.counts.get(self._tokens[start].low, 0)
            countries.update(self._read_countries(start, first))
        opener = self._tokens[start - 1].low if start > sentence.first else ""
        many = noun.number is Number.MANY
        definite = opener in (anaphora.definites_many if many else anaphora.definites_one)
        owned = opener in anaphora.possessives or opener in self._grammar.possessive_marks
        count = count or anaphora.counts.get(opener, 0)
        if not (definite or owned or count or opener in self._grammar.determiners) and anaphora.free_modifiers:
            start = self._narrow(start, first)
        end = last
        while self._grammar.adjectives_follow and end < min(sentence.last, last + _WORDS_AFTER):
            country = anaphora.countries.get(fold(self._tokens[end].low))
            if country is None and not (end == last and self._is_adjective(end)):
                break
            countries.update([country] if country else [])
            end += 1
        countries.update(self._read_origin(end, sentence.last))
        begins = start - 1 if definite or owned or opener in self._grammar.determiners else start
        capital = definite and not sentence.capitals and self._tokens[last - 1].text[0].isupper()
        return Phrase(begins, end, noun, definite, owned, capital, count if many else 1, frozenset(countries))

    def _read_origin(self, at: int, last: int) -> Iterator[str]:
        """The country of the town after the noun: `l'opérateur de Berne`."""
        if at < last and self._tokens[at].low in self._grammar.of_words:
            yield from self._read_towns(at + 1, last)

    def _read_towns(self, at: int, last: int) -> Iterator[str]:
        for size in range(1, min(_LONGEST_TOWN, last - at) + 1):
            words = " ".join(fold(token.low) for token in self._tokens[at : at + size])
            if country := self._anaphora.towns.get(words):
                yield country

    def _narrow(self, start: int, first: int) -> int:
        """Without an article only nationalities belong to the noun: `Swiss commodity trader`."""
        fitting = (at for at in range(start, first) if fold(self._tokens[at].low) in self._anaphora.countries)
        return next(fitting, first)

    def _is_modifier(self, at: int) -> bool:
        token, anaphora = self._tokens[at], self._anaphora
        if token.low in anaphora.modifiers or token.low in anaphora.counts or fold(token.low) in anaphora.countries:
            return token.low not in anaphora.definites_one
        if not anaphora.free_modifiers or not is_word(token) or token.low in self._grammar.possessive_marks:
            return False
        if is_name_like(token) and at + 1 < len(self._tokens):
            return token.low not in anaphora.definites_one and token.low not in self._grammar.determiners
        return token.low not in self._grammar.function_words

    def _is_adjective(self, at: int) -> bool:
        """Whether a nationality stands behind the token, so that it is an adjective: `le groupe familial allemand`."""
        token = self._tokens[at]
        if not is_word(token) or is_name_like(token) or token.low in self._grammar.function_words:
            return False
        return at + 1 < len(self._tokens) and fold(self._tokens[at + 1].low) in self._anaphora.countries

    def _read_countries(self, at: int, end: int) -> Iterator[str]:
        """The country that the word at `at`, alone or with the next one, means as an adjective or a town.

        What is `US-listed` or `US-backed` need not be American.
        """
        after = self._tokens[at + 1].low if at + 1 < end else ""
        if after.startswith("-") and after not in self._seat_endings:
            return
        if country := self._anaphora.countries.get(fold(self._tokens[at].low)):
            yield country
        yield from self._read_towns(at, end)


class ExpressionReader:
    """Finds the expressions of one document, sentence by sentence."""

    def __init__(self, tokens: Sequence[Token], anaphora: Anaphora, grammar: Grammar) -> None:
        self._tokens = tokens
        self._anaphora = anaphora
        self._grammar = grammar

    def find(self, sentence: Sentence, phrases: Sequence[Phrase], taken: Sequence[bool]) -> list[Expression]:
        """The expressions of `sentence` in order: pronouns, possessives, the `phrases` that mean something known."""
        found = [_make_expression(phrase) for phrase in phrases if self._is_anaphoric(phrase, taken)]
        covered = {at for phrase in phrases for at in range(phrase.first, phrase.last) if not phrase.owned}
        at = sentence.first
        while at < sentence.last:
            expression = None if taken[at] else self._read(at, sentence.last, covered)
            if expression:
                found.append(expression)
            at = expression.last if expression else at + 1
        return sorted(found, key=lambda expression: (expression.first, expression.last))

    def _is_anaphoric(self, phrase: Phrase, taken: Sequence[bool]) -> bool:
        """Whether the phrase may stand for a name, rather than introduce the one after it."""
        introduces = phrase.last < len(taken) and taken[phrase.last]
        return (phrase.definite or phrase.owned) and not introduces

    def _read(self, at: int, last: int, covered: set[int]) -> Expression | None:
        if impersonal := self._anaphora.impersonal.starts(self._tokens, at, last):
            return None if impersonal.first in covered else _skip(impersonal.first)
        many = self._anaphora.many.starts(self._tokens, at, last)
        if many and at not in covered and not self._goes_on(many.last, last):
            return Expression(at, many.last, Form.NOUN, Number.MANY, count=many.value)
        if match := self._anaphora.pronouns.starts(self._tokens, at, last):
            end = at + match.value.length if match.value.length else match.last
            return self._make_pronoun(at, end, match.value)
        number = self._anaphora.possessives.get(self._tokens[at].low)
        if number:
            return Expression(at, at + 1, Form.POSSESSIVE, number, count=_count(number))
        return None

    def _make_pronoun(self, first: int, last: int, pronoun: Pronoun) -> Expression:
        role = pronoun.role
        if role is Role.EITHER:
            role = Role.OBJECT if self._is_object(first) else Role.SUBJECT
        count = _count(pronoun.number)
        return Expression(first, last, Form.PRONOUN, pronoun.number, count=count, gender=pronoun.gender, role=role)

    def _is_object(self, at: int) -> bool:
        """Whether the pronoun at `at` follows a verb or preposition rather than going before a verb."""
        grammar = self._grammar
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if after is None or not is_word(after) or after.low in grammar.prepositions | grammar.determiners:
            return True
        if after.low in grammar.subject_signs or after.low in grammar.passive_words or at == 0:
            return False
        before = self._tokens[at - 1]
        if before.low in grammar.prepositions:
            return True
        plain = is_word(before) and before.text.islower() and before.low not in grammar.function_words
        return plain and before.low not in grammar.speech

    def _goes_on(self, at: int, last: int) -> bool:
        """Whether a noun follows that is counted: `les deux usines` are no two organizations."""
        if at >= last or not is_word(self._tokens[at]):
            return False
        return self._tokens[at].text.islower() and len(self._tokens[at].low) > _SHORT_WORD


def _count(number: Number) -> int:
    return 1 if number is Number.ONE else 2


def _skip(at: int) -> Expression:
    return Expression(at, at + 1, Form.ZERO, Number.ONE)


def _make_expression(phrase: Phrase) -> Expression:
    count = phrase.count or 1
    return Expression(
        phrase.first,
        phrase.last,
        Form.NOUN,
        phrase.noun.number,
        count=max(count, _count(phrase.noun.number)),
        gender=phrase.noun.gender,
        phrase=phrase,
    )
