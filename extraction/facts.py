"""What extraction hands over: the facts of one document, each with the span of text that states it.

Spans are offsets in Unicode code points, `text[start:end]`, into the very text that was given to extraction.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpdb.extraction.reasons import Explanation
from corpdb.models.vocabulary import DatePrecision, EventKind, EventStatus, EventType, OrganizationKind, Role

_ISO_PREFIX = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source: an interval of whole days with the precision that made it."""

    first: date
    last: date
    precision: DatePrecision

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2023`, `2023-11`, `2023-Q4` or `2023-11-27`; anything else is a `ValueError`."""
        match = _ISO_PREFIX.fullmatch(text)
        if not match:
            raise ValueError(f"not a date of the form 2023, 2023-11, 2023-Q4 or 2023-11-27: {text!r}")
        year, quarter, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if quarter:
            return cls._months(year, 3 * quarter - 2, 3 * quarter, DatePrecision.QUARTER)
        if not month:
            return cls._months(year, 1, 12, DatePrecision.YEAR)
        if not day:
            return cls._months(year, month, month, DatePrecision.MONTH)
        exact = date(year, month, day)
        return cls(exact, exact, DatePrecision.DAY)

    @classmethod
    def _months(cls, year: int, first: int, last: int, precision: DatePrecision) -> "PartialDate":
        start = date(year, first, 1)
        return cls(start, date(year, last, calendar.monthrange(year, last)[1]), precision)

    def __str__(self) -> str:
        """The date at its precision: `2023`, `2023-11`, `2023-Q4` or `2023-11-27`."""
        match self.precision:
            case DatePrecision.DAY:
                return self.first.isoformat()
            case DatePrecision.MONTH:
                return f"{self.first:%Y-%m}"
            case DatePrecision.QUARTER:
                return f"{self.first.year:04d}-Q{(self.first.month + 2) // 3}"
            case DatePrecision.YEAR:
                return f"{self.first.year:04d}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A slice of the document's text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identifier:
    """An organization's number in a register: scheme (`lei`, `siren`, `cik`, `isin`, `ticker`, `wikidata`), value."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """That an organization changed its name from `before` to `after`, or is to, as the words of `span` say."""

    before: str
    after: str
    status: EventStatus
    date: PartialDate | None
    span: Span

    @property
    def name(self) -> str:
        """What the organization is called when that is said."""
        return self.before if self.status is EventStatus.ANNOUNCED else self.after


@dataclass(frozen=True, slots=True)
class OrganizationFact:
    """An organization that the document speaks of; `name` is its fullest form there, without its legal form.

    `aliases` are other forms in the text; `parent` is the name of another organization of the same `Facts`;
    `spans` are the places that name it, at least one, in order; `countries` are the codes (ISO 3166-1) of those where
    the words beside its name say that it is at home. One that was renamed has the name of now.
    """

    name: str
    kind: OrganizationKind
    spans: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    countries: tuple[str, ...] = ()
    renamings: tuple[Renaming, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event: the name of an organization of the same `Facts`, or of a person (role `person`)."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Attributes:
    """The figures of an event, where the text gives them. Amounts are in units of `currency` (ISO 4217)."""

    amount: Decimal | None = None
    currency: str | None = None
    headcount: int | None = None
    parts: int | None = None
    share_percent: Decimal | None = None
    location: str | None = None
    position: str | None = None
    series: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place that tells an event, at most a sentence, and what that place itself says of it."""

    span: Span
    status: EventStatus
    date: PartialDate | None
    attributes: Attributes
    confidence: float


@dataclass(frozen=True, slots=True)
class EventFact:
    """One thing that happens to an organization, as the whole document tells it.

    `mentions` are the places that tell it, the one that tells it best first; `status`, `date` and `attributes` are
    what they amount to together. `confidence` is the probability, 0 to 1, that the document states this event.
    `explanation` is why it was read, if that was asked for.
    """

    type: EventType
    kind: EventKind
    status: EventStatus
    date: PartialDate | None
    participants: tuple[Participant, ...]
    attributes: Attributes
    mentions: tuple[EventMention, ...]
    confidence: float
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that extraction found in one document; `countries` are the codes of those it speaks of."""

    language: str
    published: PartialDate | None
    title: str | None
    organizations: tuple[OrganizationFact, ...]
    events: tuple[EventFact, ...]
    countries: tuple[str, ...] = ()
