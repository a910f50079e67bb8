"""What a text says of an event beside who takes part: status, date, figures, place and position."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from corpdb.extraction.events.dating import read_dates
from corpdb.extraction.events.figures import Field, find_currency, read_field
from corpdb.extraction.events.status import read_status
from corpdb.extraction.events.tellings import Reading, Surroundings, Telling
from corpdb.extraction.events.wording import Attribute, read_wording
from corpdb.extraction.facts import Attributes, PartialDate
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Evidence, Sense
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article
from corpdb.extraction.values.quantities import Figure, FigureSort, read_number
from corpdb.models.vocabulary import EventKind, EventStatus, EventType

_MOST_PARTS, _MOST_COUNTED_PARTS = 20, 1000
_PARTS_REACH = 5
_SHARE_REACH = 12
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
    """What is said of an event, with the probability of the status and of the date; `dated` is by words of its own."""

    status: EventStatus
    status_confidence: float
    date: PartialDate | None
    date_confidence: float
    dated: bool
    attributes: Attributes


class DetailReader:
    """Reads the details of one document's events; `trees` are those of its sentences, by their first tokens."""

    def __init__(
        self, article: Article, index: PlaceIndex, lexicon: Lexicon, trees: Mapping[int, Tree] | None = None
    ) -> None:
        self.reading = Reading(article, lexicon, trees)
        self._index = index

    def read(self, telling: Telling) -> Details:
        """What one telling says of its event."""
        return self.combine([telling])

    def combine(self, tellings: Sequence[Telling]) -> Details:
        """What all tellings of one event, the main one first, say of it together."""
        status, status_confidence = self._judge_status(tellings)
        date, date_confidence, dated = self._judge_date(tellings)
        figures = {field: self._judge_figure(tellings, field) for field in Field}
        amount, people, share = figures[Field.AMOUNT], figures[Field.HEADCOUNT], figures[Field.SHARE]
        return Details(
            status=status,
            status_confidence=status_confidence,
            date=date,
            date_confidence=date_confidence,
            dated=dated,
            attributes=Attributes(
                amount=amount.value if amount else None,
                currency=find_currency(self.reading, amount) if amount else None,
                headcount=int(people.value) if people else None,
                share_percent=share.value if share else None,
                parts=self._first(tellings, self._read_parts),
                location=self._judge_wording(tellings, Attribute.LOCATION),
                position=self._judge_wording(tellings, Attribute.POSITION),
            ),
        )

    def _judge_status(self, tellings: Sequence[Telling]) -> tuple[EventStatus, float]:
        total: defaultdict[EventStatus, float] = defaultdict(float)
        for telling in tellings:
            for status, score in read_status(self.reading, telling).items():
                total[status] += score / len(tellings)
        best = max(total, key=lambda status: total[status])
        return best, total[best]

    def _judge_date(self, tellings: Sequence[Telling]) -> tuple[PartialDate | None, float, bool]:
        """The likeliest date, or none; a date that several tellings may have is likelier."""
        missed: defaultdict[PartialDate | None, float] = defaultdict(lambda: 1.0)
        own: set[PartialDate | None] = set()
        none = 0.0
        for telling in tellings:
            scores: defaultdict[PartialDate | None, float] = defaultdict(float)
            for candidate, score in read_dates(self.reading, telling):
                scores[candidate.date] += score
                own.add(candidate.date if candidate.where else None)
            none += scores.pop(None, 0.0) / len(tellings)
            for date, score in scores.items():
                missed[date] *= 1 - min(score, 1.0)
        best = min(missed, key=lambda date: missed[date], default=None)
        if best is None or 1 - missed[best] < none:
            return None, none, False
        return best, 1 - missed[best], best in own

    def _judge_figure(self, tellings: Sequence[Telling], field: Field) -> Figure | None:
        """The likeliest figure of a field, or none."""
        if not {tellings[0].kind, tellings[0].kind.type} & _FIELDS[field]:
            return None
        missed: defaultdict[Decimal, float] = defaultdict(lambda: 1.0)
        figures: dict[Decimal, Figure] = {}
        for telling in tellings:
            scores: defaultdict[Decimal, float] = defaultdict(float)
            for candidate, score in read_field(self.reading, telling, field):
                if candidate.figure:
                    scores[candidate.figure.value] += score
                    figures.setdefault(candidate.figure.value, candidate.figure)
            for value, score in scores.items():
                missed[value] *= 1 - min(score, 1.0)
        best = min(missed, key=lambda value: missed[value], default=None)
        return figures[best] if best is not None and 1 - missed[best] >= _LIKELY else None

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

    def _judge_wording(self, tellings: Sequence[Telling], attribute: Attribute) -> str | None:
        """The likeliest words for an attribute, or none."""
        if attribute is Attribute.POSITION and tellings[0].kind.type is not EventType.LEADERSHIP:
            return None
        missed: defaultdict[str, float] = defaultdict(lambda: 1.0)
        for telling in tellings:
            for candidate, score in read_wording(self.reading, self._index, telling, attribute):
                if candidate.text:
                    missed[candidate.text] *= 1 - score
        best = min(missed, key=lambda text: missed[text], default=None)
        return best if best and 1 - missed[best] >= _LIKELY else None


def _nearest(found: Iterable[P], telling: Telling) -> P | None:
    return min(found, key=lambda one: abs(one.first - telling.first), default=None)
