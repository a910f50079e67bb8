"""Candidates for names: a grammar of capitalized words with connectors, well-known bodies, described public bodies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, fold, is_name_like, is_word
from corpdb.models.vocabulary import OrganizationKind

_LONGEST = 10
_REACH = 3
_OPENERS = frozenset('«“":\u2013\u2014-')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name at the tokens `first` to `last` (not included).

    `kind` is what its own words say it is, if they do; `body` the full name of a well-known body that it means.
    `initial` is whether its capital may come from its place at the head of a sentence, `titled` whether a person's
    title was cut off. `tag` is the sort that the tagger gives it, `shares` what both taggers give to each sort.
    """

    first: int
    last: int
    kind: OrganizationKind | None = None
    body: str | None = None
    initial: bool = False
    titled: bool = False
    tag: str = ""
    shares: tuple[float, ...] = ()


class NameGrammar:
    """Finds the candidates of one document."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._grammar = lexicon.grammar
        self._names = lexicon.names
        self._places = lexicon.places
        self._calendar = lexicon.calendar

    def find(self, sentence: Sentence) -> Iterator[Candidate]:
        """The candidates of `sentence`, in order, none over another."""
        at = sentence.first
        while at < sentence.last:
            candidate = self._read(at, sentence)
            if candidate:
                yield candidate
            at = candidate.last if candidate else at + 1

    def make(self, first: int, last: int, sentence: Sentence) -> Candidate:
        """The candidate at the tokens `first` to `last`, which a tagger has found."""
        kind = self._head_kind(first, last)
        if not kind and not is_name_like(self._tokens[first]):
            kind = self._names.lower_heads.get(fold(self._tokens[first].low))
        return Candidate(first, last, kind, initial=self._is_initial(first, sentence))

    def complete(self, candidate: Candidate, last: int) -> Candidate:
        """A public body with all that it is for, up to the token `last`: `ministère de l'Économie et des Finances`."""
        public = candidate.kind is OrganizationKind.PUBLIC
        if not public or fold(self._tokens[candidate.first].low) not in self._names.lower_heads:
            return candidate
        capital = any(map(is_name_like, self._tokens[candidate.first + 1 : candidate.last]))
        end = candidate.last
        while end < last and (after := self._skip_portfolio(end, last, capital=capital)):
            end = after
        return replace(candidate, last=end)

    def _skip_portfolio(self, end: int, last: int, *, capital: bool) -> int:
        """The token after a further thing that a public body is for, or 0; `capital` is whether it should have one."""
        linked = self._tokens[end].low in self._grammar.coordinators
        at = end + linked
        if at >= last or (not linked and self._tokens[end - 1].low not in self._names.portfolios):
            return 0
        begin = at
        while at < last and at - begin < _REACH and self._tokens[at].low in self._names.connectors:
            at += 1
        joins = at > begin and self._tokens[begin].low in self._grammar.of_words
        if not joins or at >= last or self._tokens[at].low not in self._names.portfolios:
            return 0
        return at + 1 if not linked or is_name_like(self._tokens[at]) == capital else 0

    def _read(self, at: int, sentence: Sentence) -> Candidate | None:
        token = self._tokens[at]
        if not is_word(token):
            return None
        if body := self._read_body(at, sentence.last):
            return body
        if is_name_like(token):
            return self._read_name(at, sentence)
        head = at + (token.low in self._names.tails and at + 1 < sentence.last)
        kind = self._names.lower_heads.get(fold(self._tokens[head].low))
        return self._read_described(at, head, sentence.last, kind) if kind else None

    def _read_body(self, at: int, last: int) -> Candidate | None:
        """A body that everyone knows, written with a capital somewhere."""
        match = self._names.bodies.starts(self._tokens, at, last)
        if not match or not any(is_name_like(token) for token in self._tokens[at : match.last]):
            return None
        if (match.last < last and self._goes_on(match.last)) or self._is_located(at, match.last):
            return None
        name, kind = match.value
        end = self._absorb(match.last, last) if match.last - at > 1 else match.last
        return Candidate(at, end, kind, None if end != match.last else name)

    def _is_located(self, first: int, last: int) -> bool:
        """Whether a city that also stands for its government is meant as the city: `in Brussels`."""
        city = last - first == 1 and fold(self._tokens[first].low) in self._places.cities
        return city and first > 0 and self._tokens[first - 1].low in self._places.prepositions

    def _goes_on(self, at: int) -> bool:
        """Whether the next word belongs to the same name: `Washington Post` is not Washington."""
        token = self._tokens[at]
        return is_name_like(token) and is_word(token) and not self._is_time(token) and not token.low.endswith("'")

    def _is_time(self, token: Token) -> bool:
        return token.low in self._calendar.months or token.low in self._calendar.weekdays

    def _read_described(self, at: int, head: int, last: int, kind: OrganizationKind) -> Candidate | None:
        """A body named in lower case around its `head`: `tribunal de commerce de Sedan`, `finance ministry`."""
        named = head + 1 < last and self._is_part(self._tokens[head + 1])
        end = self._absorb(self._read_words(head + 1, last) if named else head + 1, last)
        words = self._tokens[at:end]
        telling = (
            (is_name_like(word) and is_word(word)) or word.low in self._names.tails or self._is_adjective(word)
            for word in words
        )
        return Candidate(at, end, kind) if any(telling) else None

    def _read_name(self, at: int, sentence: Sentence) -> Candidate | None:
        initial = self._is_initial(at, sentence)
        token = self._tokens[at]
        if self._is_time(token) or token.low.rstrip(".") in self._grammar.determiners or token.low.endswith("'"):
            return None
        end = self._read_words(at, sentence.last)
        if initial and self._is_function_word(token) and not self._begins_place(at, end):
            return None
        kind = self._head_kind(at, end) or self._read_nation(at, end, sentence.last)
        if kind:
            end = self._absorb(end, sentence.last) if self._head_kind(at, end) else end + 1
        return self._trim(at, end, kind, initial=initial)

    def _read_nation(self, at: int, end: int, last: int) -> OrganizationKind | None:
        """What body follows a nation's name or a field: `German government`, `Economy ministry`."""
        if end - at != 1 or end >= last:
            return None
        low = self._tokens[at].low
        telling = fold(low) in self._places.adjectives or low in self._names.tails
        return self._names.lower_heads.get(fold(self._tokens[end].low)) if telling else None

    def _is_function_word(self, token: Token) -> bool:
        """Whether the word is a closed one, alone or run together with a verb: `So`, `I'm`."""
        return token.low in self._grammar.function_words or (
            "'" in token.low and token.low.partition("'")[0] in self._grammar.function_words
        )

    def _begins_place(self, first: int, last: int) -> bool:
        """Whether a place is named from the token `first` on: `New York`."""
        words = [fold(token.low) for token in self._tokens[first : min(last, first + _REACH)]]
        names = (" ".join(words[:size]) for size in range(len(words), 1, -1))
        return any(name in self._places.cities or name in self._places.countries for name in names)

    def _is_initial(self, at: int, sentence: Sentence) -> bool:
        """Whether the token begins its sentence, a quotation or what follows a dateline or a label.

        There any word would have a capital.
        """
        before = at - 1
        while before >= sentence.first and not is_word(self._tokens[before]) and self._tokens[before].text not in ",;)":
            before -= 1
        if before < sentence.first:
            return True
        marks = {token.text for token in self._tokens[before + 1 : at]}
        if not marks.isdisjoint(_OPENERS):
            return True
        return self._is_label(before, at, sentence) or (
            "." in marks and self._tokens[before].low in self._names.legal_forms
        )

    def _is_label(self, before: int, at: int, sentence: Sentence) -> bool:
        """Whether only a label stands before the token: `Q.`, `(a)`, `2)`."""
        if before - sentence.first > _REACH:
            return False
        words = [token for token in self._tokens[sentence.first : before + 1] if is_word(token)]
        marked = before + 1 < at or self._tokens[before].text == ")"
        return marked and len(words) == 1 and len(words[0].text) == 1

    def _read_words(self, at: int, last: int) -> int:
        """The token after the capitalized words that begin at `at`."""
        end = at + 1
        while end < last and end - at < _LONGEST:
            token = self._tokens[end]
            if self._is_part(token) or self._is_particle(at, end, last):
                end += 1
            elif end + 1 < last and self._joins(token, self._tokens[end + 1]):
                end += 2
            else:
                break
        return end

    def _joins(self, mark: Token, after: Token) -> bool:
        """Whether the mark and what follows go on with a name: `& Co`, `, Inc`."""
        return (mark.text in "&+" and is_name_like(after)) or (mark.text == "," and self._is_legal(after))

    def _is_part(self, token: Token) -> bool:
        return (
            is_name_like(token)
            and is_word(token)
            and not self._is_time(token)
            and token.low not in self._grammar.possessive_marks
            and not token.low.endswith("'")
        )

    def _is_legal(self, token: Token) -> bool:
        return is_name_like(token) and fold(token.low) in self._names.legal_forms

    def _is_particle(self, at: int, end: int, last: int) -> bool:
        """Whether a small word stands inside a person's name: `Luca de Meo`."""
        inside = self._tokens[end].low in self._names.particles and end + 1 < last
        return inside and self._is_part(self._tokens[end + 1]) and fold(self._tokens[at].low) in self._names.first_names

    def _head_kind(self, first: int, last: int) -> OrganizationKind | None:
        """What a word of the name says it is: the first one that speaks, `Université`, or the last, `Bank`."""
        kinds = [self._names.heads.get(fold(token.low)) for token in self._tokens[first:last]]
        return kinds[0] or kinds[-1] or next(filter(None, kinds), None)

    def _absorb(self, end: int, last: int) -> int:
        """The token after `de la concurrence`, `of Health and Human Services`: what follows a head noun."""
        begin = end
        while end < last and end - begin < _LONGEST:
            token = self._tokens[end]
            if (token.low in self._names.tails and self._grammar.adjectives_follow) or self._is_adjective(token):
                end += 1
                continue
            after = self._skip_connectors(end, last)
            if not after:
                break
            end = after
        return end

    def _is_adjective(self, token: Token) -> bool:
        return token.text.islower() and fold(token.low) in self._places.adjectives

    def _skip_connectors(self, end: int, last: int) -> int:
        """The token after connectors and the word that they lead to, or 0."""
        at = end
        while at < last and at - end < _REACH and self._tokens[at].low in self._names.connectors:
            at += 1
        joins = at > end and self._tokens[end].low in self._grammar.of_words
        if not joins or at >= last:
            return 0
        token = self._tokens[at]
        if token.low in self._names.tails:
            return at + 1
        return self._read_words(at, last) if self._is_part(token) else 0

    def _trim(self, first: int, last: int, kind: OrganizationKind | None, *, initial: bool) -> Candidate | None:
        """The candidate without titles, nationalities and articles at its head."""
        titled = kind is None and self._find_title(first, last) > first
        first = self._find_title(first, last) if titled else first
        while first < last and self._is_loose(self._tokens[first], alone=last - first == 1, kind=kind):
            titled = titled or self._tokens[first].low in self._names.titles
            first += 1
            initial = False
        if first < last and titled and self._tokens[first].low in self._grammar.prepositions:
            return None
        return Candidate(first, last, kind, initial=initial, titled=titled) if first < last else None

    def _find_title(self, first: int, last: int) -> int:
        """The token of the last title that a full name follows, `U.S. Bankruptcy Judge Jane Miller`; else the first."""
        titles = (at for at in range(last - 2, first, -1) if self._tokens[at - 1].low in self._names.titles)
        return next(titles, first)

    def _is_loose(self, token: Token, *, alone: bool, kind: OrganizationKind | None) -> bool:
        """Whether the word stands before a name rather than in it."""
        title = token.low.rstrip(".") in self._names.titles or token.low in self._names.titles
        if title or not is_word(token):
            return True
        return fold(token.low) in self._places.adjectives and (alone or kind is None)
