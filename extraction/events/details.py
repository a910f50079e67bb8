"""What a sentence says of an event beside who takes part: status, date, figures, place and position."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from corpdb.extraction.facts import Attributes, PartialDate
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Evidence, Sense
from corpdb.extraction.names.entities import Sort
from corpdb.extraction.names.slots import Place
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.values.dates import DateReader
from corpdb.extraction.values.moments import DateMention
from corpdb.extraction.values.quantities import Figures, find_figures, read_number
from corpdb.models.vocabulary import EventKind, EventStatus, EventType

_STATUS_REACH = 5
_CANCEL_REACH = 12
_SHARE_REACH = 12
_WHOLE = 100
_NEWS_PARAGRAPHS = 3
_MOST_PARTS, _MOST_COUNTED_PARTS = 20, 1000
_PARTS_REACH = 5

_WITH_AMOUNT = frozenset({EventType.TRANSACTION, EventType.FINANCING, EventType.PARTNERSHIP}) | {
    EventKind.INVESTMENT,
    EventKind.OPENING,
    EventKind.FINE,
    EventKind.LITIGATION,
}
_WITH_PEOPLE = {
    EventKind.LAYOFFS,
    EventKind.CLOSURE,
    EventKind.HIRING,
    EventKind.OPENING,
    EventKind.ASSET_TRANSFER,
    EventKind.INVESTMENT,
    EventKind.RELOCATION,
}
_WITH_PLACE = _WITH_PEOPLE | {EventKind.MARKET_ENTRY, EventKind.INSOLVENCY, EventKind.CREATION}


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class SentenceDetails:
    """The dates, figures, cues and places of one sentence."""

    dates: Sequence[DateMention]
    figures: Figures
    cues: Sequence[Match[EventStatus]]
    stops: Sequence[int]
    negations: Sequence[Match[bool]]
    positions: Sequence[Match[bool]]
    places: Sequence[Place]
    news: bool

    def holds(self, evidence: Evidence | None) -> bool:
        """Whether the sentence has what a trigger asks for."""
        match evidence:
            case Evidence.AMOUNT:
                return bool(self.figures.amounts)
            case Evidence.PEOPLE:
                return bool(self.figures.people)
            case Evidence.DATE:
                return bool(self.dates)
            case None:
                return True


def read_details(
    article: Article, sentence: Sentence, places: Sequence[Place], triggers: Sequence[Match[Sense]], lexicon: Lexicon
) -> SentenceDetails:
    """Everything in `sentence` that can belong to the events of its `triggers`."""
    tokens, first, last = article.tokens, sentence.first, sentence.last
    told_now = bool(lexicon.news.find(tokens, first, last))
    return SentenceDetails(
        dates=DateReader(tokens, lexicon.calendar, article.published).find(first, last),
        figures=find_figures(tokens, first, last, lexicon.quantities),
        cues=lexicon.cues.find(tokens, first, last),
        stops=sorted(
            [boundary.first for boundary in lexicon.boundaries.find(tokens, first, last)]
            + [trigger.first for trigger in triggers if trigger.value.verb]
        ),
        negations=lexicon.negations.find(tokens, first, last),
        positions=lexicon.positions.find(tokens, first, last),
        places=[place for place in places if place.entity.sort is Sort.PLACE],
        news=sentence.heading or sentence.paragraph < _NEWS_PARAGRAPHS or told_now,
    )


def read_status(details: SentenceDetails, match: Match[Sense]) -> EventStatus:
    """The status that the cues around a trigger tell: giving up outweighs all, then the nearest cue counts."""
    cues = [cue for cue in details.cues if cue.last <= match.first or match.last <= cue.first]
    cues = [cue for cue in cues if cue.value is not EventStatus.CANCELLED or _governs(details, cue, match)]
    if any(cue.value is EventStatus.CANCELLED and _gap(cue, match) <= _CANCEL_REACH for cue in cues):
        return EventStatus.CANCELLED
    near = [cue for cue in cues if _gap(cue, match) <= _STATUS_REACH]
    nearest = _nearest(near, match)
    return nearest.value if nearest else match.value.status


def _governs(details: SentenceDetails, cue: Match[EventStatus], match: Match[Sense]) -> bool:
    """Whether a word of withdrawal stands in the clause of a trigger, with no other trigger between."""
    low, high = min(cue.last, match.last), max(cue.first, match.first)
    return bisect_left(details.stops, low) == bisect_left(details.stops, high)


def is_denied(details: SentenceDetails, match: Match[Sense]) -> bool:
    """Whether a negation stands right before a trigger: `no acquisition`, `n'est pas une vente`."""
    return any(match.first - 1 <= found.last <= match.first for found in details.negations)


def read_date(details: SentenceDetails, match: Match[Sense], published: PartialDate | None) -> PartialDate | None:
    """The date closest to a trigger; the day of publication for what is told as news or as given up."""
    nearest = _nearest(details.dates, match)
    if nearest:
        return nearest.date
    return published if details.news or read_status(details, match) is EventStatus.CANCELLED else None


def read_attributes(
    article: Article, details: SentenceDetails, match: Match[Sense], kind: EventKind, lexicon: Lexicon
) -> Attributes:
    """The figures, place and position that stand closest to a trigger and that an event of its kind can have."""
    sense = match.value
    amount = _nearest(details.figures.amounts, match) if {sense.kind, sense.kind.type, kind} & _WITH_AMOUNT else None
    people = _nearest(details.figures.people, match) if kind in _WITH_PEOPLE else None
    place = _nearest(details.places, match) if kind in _WITH_PLACE else None
    position = _nearest(details.positions, match) if kind.type is EventType.LEADERSHIP else None
    return Attributes(
        amount=amount.value if amount else None,
        currency=amount.currency if amount else None,
        headcount=int(people.value) if people else None,
        parts=_read_parts(article, details, match, lexicon) if kind is EventKind.SPLIT else None,
        share_percent=read_share(details, match) if kind is EventKind.STAKE else None,
        location=place.entity.name if place else None,
        position=article.quote(position.first, position.last) if position else None,
    )


def read_share(details: SentenceDetails, match: Match[Sense]) -> Decimal | None:
    """The percentage close to a trigger that is a part of a whole."""
    near = [figure for figure in details.figures.percents if abs(figure.first - match.first) <= _SHARE_REACH]
    nearest = _nearest(near, match)
    return nearest.value if nearest and 0 < nearest.value < _WHOLE else None


def _read_parts(article: Article, details: SentenceDetails, match: Match[Sense], lexicon: Lexicon) -> int | None:
    """Into how many units something is split: `six unités`, or the bare number behind the trigger, `en six`."""
    countable = [figure for figure in details.figures.parts if figure.value <= _MOST_COUNTED_PARTS]
    if counted := _nearest(countable, match):
        return int(counted.value)
    last = min(match.last + _PARTS_REACH, len(article.tokens))
    for at in range(match.first, last):
        number = read_number(article.tokens, at, last, lexicon.quantities)
        if number and 1 < number[0] <= _MOST_PARTS:
            return int(number[0])
    return None


def _gap(found: Match[EventStatus], match: Match[Sense]) -> int:
    return max(found.first - match.last, match.first - found.last, 0)


def _nearest(found: Iterable[P], match: Match[Sense]) -> P | None:
    return min(found, key=lambda one: abs(one.first - match.first), default=None)
