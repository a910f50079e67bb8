"""What a text says of an event beside who takes part: status, date, figures, place and position."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol, TypeVar

from corpdb.extraction.events.dating import read_dates
from corpdb.extraction.events.figures import Field, find_currency, read_field
from corpdb.extraction.events.status import read_status
from corpdb.extraction.events.tellings import Reading, Telling
from corpdb.extraction.events.wording import Attribute, read_wording
from corpdb.extraction.facts import Attributes, PartialDate
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.values.quantities import Figure, FigureSort, read_number
from corpdb.models.vocabulary import EventKind, EventStatus, EventType

_MOST_PARTS, _MOST_COUNTED_PARTS = 20, 1000
_PARTS_REACH = 5
# A figure or a place is said if it is so probable.
_LIKELY = 0.4

_WITH_AMOUNT = frozenset({EventType.TRANSACTION, EventType.FINANCING, EventType.PARTNERSHIP}) | {
    EventKind.INVESTMENT,
    EventKind.OPENING,
    EventKind.FINE,
    EventKind.LITIGATION,
    EventKind.APPROVAL,
    EventKind.MARKET_ENTRY,
}
_WITH_PEOPLE = frozenset({EventType.RESTRUCTURING, EventType.TRANSACTION}) | {
    EventKind.HIRING,
    EventKind.OPENING,
    EventKind.INVESTMENT,
    EventKind.CREATION,
    EventKind.JOINT_VENTURE,
}
_WITH_SHARE = frozenset({EventKind.STAKE, EventKind.JOINT_VENTURE, EventKind.ACQUISITION, EventKind.DIVESTITURE})
_FIELDS = {Field.AMOUNT: _WITH_AMOUNT, Field.HEADCOUNT: _WITH_PEOPLE, Field.SHARE: _WITH_SHARE}


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


P = TypeVar("P", bound=_Placed)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of an event, with the probability of the status and of the date."""

    status: EventStatus
    status_confidence: float
    date: PartialDate | None
    date_confidence: float
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Weighed:
    """One telling with the probabilities of what it may say: each status, date, and so on."""

    telling: Telling
    status: Mapping[EventStatus, float]
    dates: Sequence[tuple[PartialDate | None, float]]
    figures: Mapping[Field, Sequence[tuple[Figure | None, float]]]
    words: Mapping[Attribute, Sequence[tuple[str | None, float]]]


class DetailReader:
    """Reads the details of one document's events."""

    def __init__(self, reading: Reading, index: PlaceIndex) -> None:
        self.reading = reading
        self._index = index

    def weigh(self, telling: Telling) -> Weighed:
        """What one telling may say of its event."""
        about = {telling.kind, telling.kind.type}
        return Weighed(
            telling,
            read_status(self.reading, telling),
            [(one.date, score) for one, score in read_dates(self.reading, telling)],
            {
                field: [(one.figure, score) for one, score in read_field(self.reading, telling, field)]
                for field in Field
                if about & _FIELDS[field]
            },
            {
                attribute: [
                    (one.text, score) for one, score in read_wording(self.reading, self._index, telling, attribute)
                ]
                for attribute in Attribute
            },
        )

    def combine(self, weighed: Sequence[Weighed]) -> Details:
        """What all tellings of one event, the main one first, say of it together."""
        tellings = [one.telling for one in weighed]
        (status, status_confidence), (date, date_confidence) = _judge_life(weighed, self.reading.article.published)
        figures = {field: _judge_figure(weighed, field) for field in Field}
        amount, people, share = figures[Field.AMOUNT], figures[Field.HEADCOUNT], figures[Field.SHARE]
        return Details(
            status=status,
            status_confidence=status_confidence,
            date=date,
            date_confidence=date_confidence,
            attributes=Attributes(
                amount=amount.value if amount else None,
                currency=find_currency(self.reading, amount) if amount else None,
                headcount=int(people.value) if people else None,
                share_percent=share.value if share else None,
                parts=self._first(tellings, self._read_parts),
                location=_judge_words(weighed, Attribute.LOCATION),
                position=_judge_words(weighed, Attribute.POSITION),
            ),
        )

    def _first(self, tellings: Sequence[Telling], read: Callable[[Telling], V | None]) -> V | None:
        return next(filter(None, map(read, tellings)), None)

    def _read_parts(self, telling: Telling) -> int | None:
        """Into how many units something is split: `six unités`, or the bare number behind the trigger, `en six`."""
        if telling.kind is not EventKind.SPLIT:
            return None
        figures = self.reading.sentences[telling.sentence].figures
        countable = [one for one in figures if one.sort is FigureSort.PARTS and one.value <= _MOST_COUNTED_PARTS]
        if counted := _nearest(countable, telling):
            return int(counted.value)
        tokens = self.reading.tokens
        last = min(telling.last + _PARTS_REACH, len(tokens))
        for at in range(telling.first, last):
            number = read_number(tokens, at, last, self.reading.lexicon.quantities)
            if number and 1 < number[0] <= _MOST_PARTS:
                return int(number[0])
        return None


def _judge_life(
    weighed: Sequence[Weighed], published: PartialDate | None
) -> tuple[tuple[EventStatus, float], tuple[PartialDate | None, float]]:
    """The likeliest status and date that go together, each with its probability: what lies ahead is not completed."""
    pairs = product(_weigh_statuses(weighed).items(), _weigh_dates(weighed).items())
    return max(
        (pair for pair in pairs if not (pair[0][0] is EventStatus.COMPLETED and _is_ahead(pair[1][0], published))),
        key=lambda pair: pair[0][1] * pair[1][1],
    )


def _is_ahead(date: PartialDate | None, published: PartialDate | None) -> bool:
    return date is not None and published is not None and date.first > published.last


def _weigh_statuses(weighed: Sequence[Weighed]) -> dict[EventStatus, float]:
    total: defaultdict[EventStatus, float] = defaultdict(float)
    for one in weighed:
        for status, score in one.status.items():
            total[status] += score / len(weighed)
    return total


def _weigh_dates(weighed: Sequence[Weighed]) -> dict[PartialDate | None, float]:
    """How likely each date is, and none; a date that several tellings may have is likelier."""
    missed: defaultdict[PartialDate, float] = defaultdict(lambda: 1.0)
    none = 0.0
    for one in weighed:
        scores: defaultdict[PartialDate | None, float] = defaultdict(float)
        for candidate, score in one.dates:
            scores[candidate] += score
        none += scores.pop(None, 0.0) / len(weighed)
        for date, score in scores.items():
            if date:
                missed[date] *= 1 - min(score, 1.0)
    return {date: 1 - chance for date, chance in missed.items()} | {None: none}


def _judge_figure(weighed: Sequence[Weighed], field: Field) -> Figure | None:
    """The likeliest figure of a field, or none."""
    figures = {one.value: one for each in weighed for one, _ in reversed(each.figures.get(field, ())) if one}
    said = [[(figure.value, score) for figure, score in one.figures.get(field, ()) if figure] for one in weighed]
    best = _choose(said)
    return None if best is None else figures[best]


def _judge_words(weighed: Sequence[Weighed], attribute: Attribute) -> str | None:
    """The likeliest words for an attribute, or none."""
    return _choose([[(text, score) for text, score in one.words[attribute] if text] for one in weighed])


def _choose(said: Iterable[Sequence[tuple[V, float]]]) -> V | None:
    """The value that is likeliest by all tellings together, if it is likely enough."""
    missed: defaultdict[V, float] = defaultdict(lambda: 1.0)
    for scored in said:
        scores: defaultdict[V, float] = defaultdict(float)
        for value, score in scored:
            scores[value] += score
        for value, score in scores.items():
            missed[value] *= 1 - min(score, 1.0)
    best = min(missed, key=lambda value: missed[value], default=None)
    return best if best is not None and 1 - missed[best] >= _LIKELY else None


def _nearest(found: Iterable[P], telling: Telling) -> P | None:
    return min(found, key=lambda one: abs(one.first - telling.first), default=None)
