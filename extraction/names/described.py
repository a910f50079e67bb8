"""Labs and units that have no name of their own: `son laboratoire de calcul quantique`, `its quantum computing lab`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import Token, fold, is_name_like, is_word
from corpdb.models.vocabulary import OrganizationKind

_WORDS_BEFORE = 4
_WORDS_AFTER = 4
_LOOK_BACK = 20


@dataclass(frozen=True, slots=True)
class Description:
    """A described unit at the tokens `first` to `last` (not included)."""

    first: int
    last: int
    kind: OrganizationKind


class DescriptionReader:
    """Finds and names the described units of one document; the same words of one owner are one unit."""

    def __init__(self, article: Article, lexicon: Lexicon, entities: Sequence[Entity]) -> None:
        self._units = {entity.key: entity for entity in entities if entity.parent}
        self._article = article
        self._tokens: Sequence[Token] = article.tokens
        self._lexicon = lexicon
        grammar = lexicon.grammar
        self._openers = (grammar.determiners, grammar.possessives, grammar.possessive_marks)
        self._by_owner: defaultdict[Entity, list[tuple[frozenset[str], Entity]]] = defaultdict(list)

    def find(self, first: int, last: int) -> Description | None:
        """The first described unit within the tokens `first` to `last`."""
        for at in range(first, last):
            kind = self._lexicon.names.described.get(fold(self._tokens[at].low))
            if kind and self._tokens[at].text.islower() and (found := self._read(at, first, last, kind)):
                return found
        return None

    def find_all(self, first: int, last: int) -> Iterator[Description]:
        """Every described unit within the tokens `first` to `last`, none over another."""
        at = first
        while found := self.find(at, last):
            yield found
            at = found.last

    def _read(self, at: int, first: int, last: int, kind: OrganizationKind) -> Description | None:
        """The description around its noun: the words from its article on, and what `de` or `of` adds."""
        start = at
        while start > max(first, at - _WORDS_BEFORE) and self._is_modifier(self._tokens[start - 1]):
            start -= 1
        before = self._tokens[start - 1] if start > first else None
        if not before or not any(before.low in words for words in self._openers):
            start = at
        end = self._extend(at + 1, last)
        return Description(start, end, kind) if end - start > 1 else None

    def _is_modifier(self, token: Token) -> bool:
        grammar = self._lexicon.grammar
        owned = token.low in grammar.possessives or token.low in grammar.possessive_marks
        closed = owned or token.low in grammar.function_words
        return is_word(token) and not closed and token.low not in grammar.prepositions

    def _extend(self, at: int, last: int) -> int:
        """The token after the noun's own words: adjectives, or a preposition of belonging and lower-case words."""
        end, linked = at, self._lexicon.grammar.adjectives_follow
        while end < last and end - at < _WORDS_AFTER:
            if self._is_link(end, last):
                linked = True
            elif not (linked and self._is_plain(self._tokens[end])):
                break
            end += 1
        return end

    def _is_link(self, at: int, last: int) -> bool:
        """Whether the token leads on to words that belong to the noun: `de calcul`, `dédié au calcul`."""
        low, grammar = self._tokens[at].low, self._lexicon.grammar
        names = self._lexicon.names
        if at + 1 >= last or not self._is_plain(self._tokens[at + 1]):
            return False
        if fold(self._tokens[at + 1].low) in names.introducers:
            return False
        dedicated = self._tokens[at - 1].low in names.described_links
        return low in grammar.of_words or (dedicated and low in grammar.prepositions)

    def _is_plain(self, token: Token) -> bool:
        return self._is_modifier(token) and not is_name_like(token) and not token.text[0].isdigit()

    def make_entity(self, found: Description, owner: Entity) -> Entity:
        """The entity of a description, named after its owner."""
        phrase = self._article.quote(found.first, found.last)
        if unit := self._find_unit(found, owner):
            unit.forms[phrase] += 1
            return unit
        candidate = Candidate(found.first, found.last, found.kind)
        known = self._find_known(phrase, owner)
        if known:
            known.candidates.append(candidate)
            known.forms[phrase] += 1
            return known
        name = self._name(phrase, owner)
        key = tuple(fold(word) for word in name.split())
        entity = Entity(name, key, [candidate], Counter([phrase]), Sort.ORGANIZATION, found.kind, owner)
        self._by_owner[owner].append((self._read_content(phrase), entity))
        return entity

    @property
    def entities(self) -> list[Entity]:
        """The described units so far, by owner."""
        return [entity for units in self._by_owner.values() for _, entity in units]

    def _name(self, phrase: str, owner: Entity) -> str:
        names = self._lexicon.names
        elided = fold(owner.name).startswith(names.elided_before)
        pattern = names.described_elided if elided else names.described_pattern
        return pattern.format(phrase=phrase, owner=owner.name)

    def _read_content(self, phrase: str) -> frozenset[str]:
        grammar = self._lexicon.grammar
        words = phrase.lower().split()
        return frozenset(fold(word) for word in words if word not in grammar.function_words)

    def _find_known(self, phrase: str, owner: Entity) -> Entity | None:
        """The owner's unit that was described in the same words, or in half of them and at least two."""
        words = self._read_content(phrase)
        for known, entity in self._by_owner[owner][-_LOOK_BACK:]:
            shared = len(words & known)
            if words == known or (shared > 1 and 2 * shared >= len(words | known)):
                return entity
        return None

    def _find_unit(self, found: Description, owner: Entity) -> Entity | None:
        """The unit whose name says the same: `division cloud` is the owner's `Acme Cloud`, or the owner itself."""
        words = [fold(token.low) for token in self._tokens[found.first : found.last]]
        rest = tuple(word for word in words if word not in self._lexicon.names.described)
        ends_so = bool(rest) and owner.parent is not None and owner.key[-len(rest) :] == rest
        unit = owner if ends_so else self._units.get((*owner.key, *rest))
        if unit:
            unit.candidates.append(Candidate(found.first, found.last, found.kind))
        return unit
