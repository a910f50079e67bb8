"""Organizations that changed their names: `Meta, formerly Facebook`, `Delmas a été rebaptisé Vantoria en 2023`."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpdb.extraction.facts import PartialDate, Renaming, Span
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.renaming import Tense
from corpdb.extraction.names.entities import Entity, Sort, absorb, strip_former
from corpdb.extraction.names.slots import Place, PlaceIndex
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, fold, is_word
from corpdb.extraction.values.dates import DateReader
from corpdb.extraction.values.moments import DateMention
from corpdb.models.vocabulary import EventStatus, OrganizationKind

_REACH = 6  # words between the first name and the phrase
_NEAR = 2  # words between a date and what it dates
_CLOSING = frozenset(").;:")
_SOLE = frozenset({OrganizationKind.LAB, OrganizationKind.ACADEMIC, OrganizationKind.PUBLIC})


def join_renamed(article: Article, entities: Sequence[Entity], lexicon: Lexicon) -> list[Entity]:
    """The sorted `entities`, where two that the text says are one under another name are one, which notes the change.

    It is called what the text says it is called now.
    """
    names = _Names(article, lexicon)
    telling = [sentence for sentence in article.sentences if not sentence.heading and names.may_tell(sentence)]
    if not telling:
        return list(entities)
    places = PlaceIndex(entities)
    heirs: dict[Entity, Entity] = {}
    apposed: list[Entity] = []
    for sentence in telling:
        for left, right in pairwise(places.between(sentence.first, sentence.last)):
            if found := names.read(left, right, sentence):
                if found[0] is left.entity is not right.entity:
                    apposed.append(_set_apart(right, heirs.get(right.entity, right.entity)))
                _join(found, heirs)
    for entity in entities:
        parent = heirs.get(entity.parent, entity.parent) if entity.parent else None
        entity.parent = None if parent is heirs.get(entity, entity) else parent
    return [*(entity for entity in entities if entity not in heirs), *apposed]


def _set_apart(place: Place, own: Entity) -> Entity:
    """Take from `own` the place of a name that is told beside the one that it has: there it takes part in nothing."""
    told = [one for one in own.candidates if one.first == place.first]
    own.candidates = [one for one in own.candidates if one.first != place.first]
    return Entity(own.name, own.key, told, Counter([own.name]))


def _join(found: tuple[Entity, Entity, Renaming], heirs: dict[Entity, Entity]) -> None:
    """Let the first entity take in the second, unless they are one, and note the change."""
    own, other, renaming = found
    own, other = heirs.get(own, own), heirs.get(other, other)
    if own is not other:
        absorb(own, other)
        heirs |= {one: own for one, heir in heirs.items() if heir is other} | {other: own}
        own.renamings += other.renamings
        if own.sort is not Sort.ORGANIZATION:
            own.sort, own.kind, own.parent = other.sort, other.kind, other.parent
    own.renamings.append(renaming)
    own.name = renaming.name


class _Names:
    """Reads of two neighbouring names in a sentence whether they are one organization's, one after the other."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article = article
        self._tokens: Sequence[Token] = article.tokens
        grammar = lexicon.grammar
        self._names = lexicon.names
        self._words = lexicon.names.renaming
        self._small = grammar.function_words | grammar.relatives | grammar.determiners
        self._determiners = grammar.determiners
        self._marks = grammar.possessive_marks
        self._dates = DateReader(article.tokens, lexicon.calendar, article.published)

    def may_tell(self, sentence: Sentence) -> bool:
        """Whether a phrase of the sentence, or a prefix, may say so."""
        tokens = self._tokens[sentence.first : sentence.last]
        return any(token.low.startswith(self._words.prefixes) for token in tokens) or bool(
            self._words.phrases.find(self._tokens, sentence.first, sentence.last)
        )

    def read(self, left: Place, right: Place, sentence: Sentence) -> tuple[Entity, Entity, Renaming] | None:
        """Whose name it is now, whose it is not, and the change; None if the words say no such thing."""
        phrase = self._find_phrase(left, right)
        if not phrase or not _may_be_one(left.entity, right.entity) or not self._is_whole(left, phrase, right):
            return None
        tense = phrase.value
        now, other = (right, left) if tense is Tense.NEW else (left, right)
        before, after = (right, left) if tense is Tense.FORMER else (left, right)
        names = [one.entity.name for one in (before, after)]
        if left.entity is right.entity:
            forms = (self._article.quote(one.first, one.last) for one in (before, after))
            names = [strip_former(form, self._names) for form in forms]
        if fold(names[0].lower()) == fold(names[1].lower()):
            return None
        dated = self._find_date(left, phrase, right, sentence)
        span = Span(self._tokens[left.first].start, self._tokens[max(right.last, dated.last if dated else 0) - 1].end)
        date = dated.date if dated else None
        return now.entity, other.entity, Renaming(names[0], names[1], self._judge(tense, date), date, span)

    def _find_phrase(self, left: Place, right: Place) -> Match[Tense] | None:
        """The last phrase between the names; none but a mark or an article if a prefix says as much: `ex-Calorem`."""
        found = self._words.phrases.find(self._tokens, left.last, right.first)
        if found:
            return found[-1]
        is_former = self._tokens[right.first].low.startswith(self._words.prefixes) and right.first > left.last
        return Match(right.first, right.first, Tense.FORMER) if is_former else None

    def _is_whole(self, left: Place, phrase: Match[Tense], right: Place) -> bool:
        """Whether nothing but small words stands around the phrase, and the second name goes on with nothing."""
        before = self._tokens[left.last : phrase.first]
        dates = self._dates.find(phrase.last, right.first)
        timed = {at for one in dates for at in range(one.first - 1, one.last)}  # "en 2021", the preposition as well
        after = (self._tokens[at] for at in range(phrase.last, right.first) if at not in timed)
        behind = self._tokens[right.last] if right.last < len(self._tokens) else None
        return (
            len(before) <= _REACH
            and all(token.low in self._small if is_word(token) else token.text not in _CLOSING for token in before)
            and all(self._leads(token) for token in after)
            and (behind is None or not is_word(behind) or behind.low in self._small)
            and (behind is None or behind.low not in self._marks)
        )

    def _leads(self, token: Token) -> bool:
        """Whether a name goes on with it: an article, a quotation mark, `group`."""
        return not is_word(token) or token.low in self._determiners or fold(token.low) in self._names.introducers

    def _find_date(self, left: Place, phrase: Match[Tense], right: Place, sentence: Sentence) -> DateMention | None:
        """The date that stands in the phrase, right behind the second name, or right before the first."""
        for one in self._dates.find(sentence.first, sentence.last):
            within = left.last <= one.first < right.first
            behind = 0 <= one.first - right.last <= _NEAR and all(map(is_word, self._tokens[right.last : one.first]))
            ahead = phrase.value is not Tense.FORMER and 0 <= left.first - one.last <= _NEAR
            if within or behind or ahead:
                return one
        return None

    def _judge(self, tense: Tense, date: PartialDate | None) -> EventStatus:
        """A change that is to come, by the words or by the date, is announced."""
        published = self._article.published
        lies_ahead = date is not None and published is not None and date.first > published.last
        return EventStatus.ANNOUNCED if tense is Tense.COMING or lies_ahead else EventStatus.COMPLETED


def _may_be_one(one: Entity, other: Entity) -> bool:
    """Whether both are organizations of a sort, or one is nothing known: a laboratory does not become a company."""
    sorts = {one.sort, other.sort}
    if sorts == {Sort.ORGANIZATION, Sort.NOTHING}:
        return True
    return sorts == {Sort.ORGANIZATION} and (one.kind is other.kind or not {one.kind, other.kind} & _SOLE)
