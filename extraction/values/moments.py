"""A date found in a text, and how it is written there."""

from dataclasses import dataclass
from enum import StrEnum

from corpdb.extraction.facts import PartialDate


class DateForm(StrEnum):
    """How a date is written: what its words say themselves, and what they leave to the context."""

    FULL = "full"
    MONTH = "month"
    WEEKDAY = "weekday"
    SEASON = "season"
    SHIFT = "shift"
    AGO = "ago"
    ANCHOR = "anchor"
    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at the tokens `first` to `last` (not included); `absolute` is whether its own words give the year.

    `ahead` is the other reading of words that leave it open, the next such day instead of the last one; `beside` is
    the first such day from the date before in the text on.
    """

    first: int
    last: int
    date: PartialDate
    absolute: bool
    form: DateForm
    ahead: PartialDate | None = None
    beside: PartialDate | None = None


def make_date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """The date of these parts, or None where the calendar has no such day."""
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
