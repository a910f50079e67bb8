"""Sorting entities: organization, person, place or nothing, and an organization's kind, by all places' evidence."""

from collections import Counter
from collections.abc import Sequence

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort, is_common
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import Token, fold, is_word
from corpdb.models.vocabulary import OrganizationKind

_FULL_NAME = 3
_VERB_REACH = 8
_TITLE_REACH = 3
_LONGEST_PLACE = 3


class Sorter:
    """Sorts the entities of one document."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._tokens: Sequence[Token] = article.tokens
        self._lexicon = lexicon
        self._names = lexicon.names
        self._places = lexicon.places
        self._signs = lexicon.grammar.subject_signs | lexicon.grammar.possessive_marks
        self._speech = lexicon.grammar.speech
        self._triggers = lexicon.triggers
        self._lower = {token.low for token in article.tokens if token.text.islower()}

    def sort(self, entity: Entity) -> None:
        """Set the sort and the kind of `entity`."""
        known = next((c.kind for c in entity.candidates if c.body), None)
        legal = any(self._has_legal_form(candidate) for candidate in entity.candidates)
        kinds = Counter(kind for candidate in entity.candidates if (kind := self._introduced(candidate)))
        if known:
            entity.sort, entity.kind = Sort.ORGANIZATION, known
        elif self._is_stopped(entity):
            entity.sort = Sort.NOTHING
        elif not legal and self._is_place(entity):
            entity.sort = Sort.PLACE
        elif not legal and self._is_person(entity, kinds):
            entity.sort = Sort.PERSON
        elif legal or self._is_organization(entity, kinds):
            entity.sort, entity.kind = Sort.ORGANIZATION, self._find_kind(entity, kinds, legal=legal)

    def _is_stopped(self, entity: Entity) -> bool:
        """Whether the name is one of those that are never an organization of the story."""
        folded = fold(" ".join(entity.name.split()))
        if folded in self._names.stop_names or " ".join(entity.key) in self._names.stop_names:
            return True
        if len(entity.key) == 1 and entity.key[0] in self._names.heads:
            return True
        words = [word for word in entity.key if word[0].isalpha()]
        return (
            not words
            or all(len(word) == 1 for word in words)
            or self._is_shouted_phrase(entity)
            or (len(words) > 1 and all(word in self._names.stop_names or word in self._places.cities for word in words))
        )

    def _is_shouted_phrase(self, entity: Entity) -> bool:
        """Whether the name is words in capitals that say something: `EN GRÈVE LE`."""
        words = entity.name.lower().split()
        shouted = entity.name.isupper() and len(words) > 2  # noqa: PLR2004 (`MPEG LA` is a name)
        return shouted and not self._lexicon.grammar.function_words.isdisjoint(words)

    def _is_place(self, entity: Entity) -> bool:
        if any(self._is_known_place(form) for form in map(fold, entity.forms)):
            return True
        if any(candidate.kind for candidate in entity.candidates):
            return False
        if any(self._precedes_country(candidate) for candidate in entity.candidates):
            return True
        return all(self._follows_place_word(candidate) for candidate in entity.candidates)

    def _precedes_country(self, candidate: Candidate) -> bool:
        """Whether the name is a town before its country or state: `Mojave, California`."""
        if self._low(candidate.last) != ",":
            return False
        words = [fold(self._low(candidate.last + 1 + at)) for at in range(_LONGEST_PLACE)]
        sizes = (size for size in range(_LONGEST_PLACE, 0, -1) if self._is_known_place(" ".join(words[:size])))
        size = next(sizes, 0)
        follower = self._low(candidate.last + 1 + size)
        return bool(size) and follower not in self._signs and not follower.startswith("-")

    def _is_known_place(self, folded: str) -> bool:
        return folded in self._places.countries or folded in self._places.cities

    def _follows_place_word(self, candidate: Candidate) -> bool:
        return candidate.first > 0 and self._tokens[candidate.first - 1].low in self._places.prepositions

    def _is_person(self, entity: Entity, kinds: Counter[OrganizationKind]) -> bool:
        first = entity.key[0]
        if any(candidate.kind for candidate in entity.candidates):
            return False
        named = first in self._names.first_names and len(entity.key) > 1 and "&" not in entity.name
        if named:
            return not kinds
        titled = sum(
            candidate.titled or self._follows_title(candidate) or self._precedes_title(candidate)
            for candidate in entity.candidates
        )
        return 2 * titled > len(entity.candidates) and not kinds

    def _follows_title(self, candidate: Candidate) -> bool:
        """Whether a title stands right before the name, or with a comma between: `le patron, Zhang Xuezheng`."""
        before = self._low(candidate.first - 1)
        if before == "." or (before == "," and candidate.last - candidate.first > 1):
            before = self._low(candidate.first - 2)
        return before in self._names.titles

    def _precedes_title(self, candidate: Candidate) -> bool:
        """Whether a full name is followed by what the person is or does: `Zhang Xuezheng, directeur général`."""
        if not 1 < candidate.last - candidate.first <= _FULL_NAME:
            return False
        after = self._low(candidate.last)
        if after in self._speech:
            return True
        following = [self._low(candidate.last + at) for at in range(1, _TITLE_REACH + 1)]
        role = next((low for low in following if low not in self._lexicon.grammar.function_words), "")
        return after == "," and role in self._names.titles

    def _introduced(self, candidate: Candidate) -> OrganizationKind | None:
        """The kind that the words before a name say: `le fabricant X`, `le suisse X`, `carmaker X`."""
        at = candidate.first - 1
        adjective = at >= 0 and fold(self._low(at)) in self._places.adjectives and self._tokens[at].text.islower()
        if adjective and fold(self._low(at - 1)) not in self._names.introducers:
            titled = self._low(at - 1) in self._names.titles
            return None if titled else OrganizationKind.COMPANY
        return self._names.introducers.get(fold(self._low(at - 1 if adjective else at)))

    def _low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""

    def _has_legal_form(self, candidate: Candidate) -> bool:
        return candidate.last - candidate.first > 1 and any(
            fold(token.low) in self._names.legal_forms for token in self._tokens[candidate.first + 1 : candidate.last]
        )

    def _is_organization(self, entity: Entity, kinds: Counter[OrganizationKind]) -> bool:
        """Whether there is evidence enough: a kind, a second place, or a capital that its place does not explain."""
        if kinds or entity.parent or any(candidate.kind for candidate in entity.candidates):
            return True
        if all(candidate.initial for candidate in entity.candidates):
            if len(entity.key) > 1:
                return not all(is_common(word, self._lexicon) for word in entity.name.lower().split())
            told = len(entity.candidates) > 1 or self._does_something(entity.candidates[0])
            low = entity.name.lower()
            return told and low not in self._lower and not is_common(low, self._lexicon)
        if len(entity.key) == 1 and entity.name.lower() in self._lower:
            return False
        return any(is_word(self._tokens[candidate.first]) for candidate in entity.candidates)

    def _does_something(self, candidate: Candidate) -> bool:
        """Whether a verb or a possessive mark follows the name."""
        if self._low(candidate.last) in self._signs:
            return True
        end = min(candidate.last + _VERB_REACH, len(self._tokens))
        match = self._triggers.starts(self._tokens, candidate.last, end) if candidate.last < end else None
        return bool(match and match.value.verb)

    def _find_kind(self, entity: Entity, kinds: Counter[OrganizationKind], *, legal: bool) -> OrganizationKind:
        own = next((candidate.kind for candidate in entity.candidates if candidate.kind), None)
        if own and not (legal and own is OrganizationKind.PUBLIC):
            return own
        if entity.parent and entity.key[-1] in self._names.unit_words:
            return OrganizationKind.UNIT
        return kinds.most_common(1)[0][0] if kinds else OrganizationKind.COMPANY


def sort_entities(article: Article, lexicon: Lexicon, entities: Sequence[Entity]) -> None:
    """Say of each entity what it is; a surname alone is the person whose full name the text has."""
    sorter = Sorter(article, lexicon)
    for entity in entities:
        sorter.sort(entity)
    surnames = {entity.key[-1] for entity in entities if entity.sort is Sort.PERSON and len(entity.key) > 1}
    for entity in entities:
        if entity.sort is Sort.ORGANIZATION and len(entity.key) == 1 and entity.key[0] in surnames:
            entity.sort = Sort.PERSON
        if entity.parent and entity.parent.sort is not Sort.ORGANIZATION:
            entity.parent = None
