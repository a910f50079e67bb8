"""Dates in words and figures: absolute, partial and relative to the day of publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from corpdb.extraction.facts import PartialDate
from corpdb.extraction.lexicon.knowledge import Calendar
from corpdb.extraction.tokens import Token
from corpdb.models.vocabulary import DatePrecision

_MONTHS = 12
_WEEK = 7
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_NEAR = 5
_DOTTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at the tokens `first` to `last` (not included); `absolute` is whether its own words give the year."""

    first: int
    last: int
    date: PartialDate
    absolute: bool


class DateReader:
    """Reads the dates of one document; `published` resolves relative ones, without it they resolve to nothing."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar, published: PartialDate | None = None) -> None:
        self._tokens = tokens
        self._calendar = calendar
        self._published = published

    def find(self, first: int, last: int) -> list[DateMention]:
        """The dates within the tokens `first` to `last`, in order."""
        found: list[DateMention] = []
        at = first
        while at < last:
            mention = self._read(at, first, last)
            if mention:
                found.append(mention)
            at = mention.last if mention else at + 1
        return found

    def _read(self, at: int, first: int, last: int) -> DateMention | None:
        return (
            self._read_figures(at, last)
            or self._read_month(at, last)
            or self._read_quarter(at, last)
            or self._read_weekday(at, last)
            or self._read_shift(at, last)
            or self._read_year(at, first)
        )

    def _low(self, at: int, last: int) -> str:
        return self._tokens[at].low if at < last else ""

    def _number(self, at: int, last: int, lowest: int, highest: int) -> int | None:
        """The whole number at the token `at` if it lies within the bounds."""
        low = self._low(at, last)
        low = low.removesuffix(next(filter(low.endswith, self._calendar.ordinal_endings), ""))
        if not (low.isascii() and low.isdigit()) or len(low) > 4:  # noqa: PLR2004 (no year has five digits)
            return None
        return number if lowest <= (number := int(low)) <= highest else None

    def _year(self, at: int, last: int) -> int | None:
        return self._number(at, last, _FIRST_YEAR, _LAST_YEAR) if len(self._low(at, last)) == 4 else None  # noqa: PLR2004

    def _read_figures(self, at: int, last: int) -> DateMention | None:
        """`2023-11-09`, `2023-11`, `04/01/2018` or `08.05.2025`."""
        if dotted := _DOTTED.fullmatch(self._low(at, last)):
            day, month, year = map(int, dotted.groups())
            return self._absolute(at, at + 1, year, month, day)
        mark = self._low(at + 1, last)
        if mark == "-" and (year := self._year(at, last)):
            month = self._number(at + 2, last, 1, _MONTHS)
            day = self._number(at + 4, last, 1, 31) if self._low(at + 3, last) == "-" else None
            return self._absolute(at, at + (5 if day else 3), year, month, day) if month else None
        if mark in ("/", ".") and self._low(at + 3, last) == mark and (year := self._year(at + 4, last)):
            day, month = self._number(at, last, 1, 31), self._number(at + 2, last, 1, _MONTHS)
            return self._absolute(at, at + 5, year, month, day) if day and month else None
        return None

    def _absolute(self, first: int, last: int, year: int, month: int | None, day: int | None) -> DateMention | None:
        made = make_date(year, month, day)
        return DateMention(first, last, made, absolute=True) if made else None

    def _read_month(self, at: int, last: int) -> DateMention | None:
        """`12 mars 2021`, `March 12, 2021`, `mars 2021`, `March of last year`, `en mars`."""
        start, day = at, None
        if (day := self._number(at, last, 1, 31)) and self._calendar.day_first:
            at += 2 if self._low(at + 1, last) in self._calendar.day_links else 1
        month = self._calendar.months.get(self._low(at, last))
        if not month or not (day or self._tokens[at].text[0].isupper() or not self._calendar.month_first):
            return None
        end = at + 1 + (self._low(at + 1, last) == "." and len(self._tokens[at].low) <= _NEAR)
        if not day and self._calendar.month_first and (day := self._number(end, last, 1, 31)):
            end += 1
        year_at = end + (self._low(end, last) == ",")
        if year := self._year(year_at, last):
            return self._absolute(start, year_at + 1, year, month, day)
        return self._relative_month(start, end, last, month, day)

    def _relative_month(self, start: int, end: int, last: int, month: int, day: int | None) -> DateMention | None:
        """A month without a year: the last one before publication, or the one that words beside it point to."""
        if not self._published:
            return None
        for at in range(end, min(end + 3, last)):
            if shift := self._calendar.year_shifts.starts(self._tokens, at, last):
                made = make_date(self._published.first.year + shift.value, month, day)
                return DateMention(start, shift.last, made, absolute=False) if made else None
        year = self._published.first.year
        beside = {self._low(end, last), self._tokens[start - 1].low if start else ""}
        if beside & self._calendar.next_words:
            year += month <= self._published.first.month
        elif month > self._published.last.month:
            year -= 1
        made = make_date(year, month, day)
        return DateMention(start, end, made, absolute=False) if made else None

    def _read_quarter(self, at: int, last: int) -> DateMention | None:
        match = self._calendar.quarters.starts(self._tokens, at, last)
        if not match:
            return None
        for place in range(match.last, min(match.last + 3, last)):
            if year := self._year(place, last):
                made = PartialDate.parse(f"{year:04d}-Q{match.value}")
                return DateMention(at, place + 1, made, absolute=True)
        if not self._published:
            return None
        made = PartialDate.parse(f"{self._published.first.year:04d}-Q{match.value}")
        return DateMention(at, match.last, made, absolute=False)

    def _read_weekday(self, at: int, last: int) -> DateMention | None:
        """A weekday is the last one up to publication, or the next one where words beside it say so."""
        weekday = self._calendar.weekdays.get(self._low(at, last))
        if weekday is None or not self._is_exact():
            return None
        assert self._published
        back = (self._published.first.weekday() - weekday) % _WEEK
        beside = {self._low(at + 1, last), self._low(at - 1, last) if at else ""}
        days = _WEEK - back if beside & self._calendar.next_words else -back
        return self._shifted(at, at + 1, days)

    def _read_shift(self, at: int, last: int) -> DateMention | None:
        """`hier`, `last week`, `le mois dernier`, `this year`."""
        if not self._published:
            return None
        if (days := self._calendar.day_shifts.starts(self._tokens, at, last)) and self._is_exact():
            return self._shifted(at, days.last, days.value)
        if (weeks := self._calendar.week_shifts.starts(self._tokens, at, last)) and self._is_exact():
            moved = self._published.first + timedelta(weeks=weeks.value)
            return self._relative(at, weeks.last, moved.year, moved.month)
        year, month = self._published.first.year, self._published.first.month
        if months := self._calendar.month_shifts.starts(self._tokens, at, last):
            total = year * _MONTHS + month - 1 + months.value
            return self._relative(at, months.last, total // _MONTHS, total % _MONTHS + 1)
        if years := self._calendar.year_shifts.starts(self._tokens, at, last):
            return self._relative(at, years.last, year + years.value, None)
        return None

    def _is_exact(self) -> bool:
        return self._published is not None and self._published.precision is DatePrecision.DAY

    def _shifted(self, first: int, last: int, days: int) -> DateMention:
        assert self._published
        day = self._published.first + timedelta(days=days)
        return DateMention(first, last, PartialDate(day, day, DatePrecision.DAY), absolute=False)

    def _relative(self, first: int, last: int, year: int, month: int | None) -> DateMention | None:
        made = make_date(year, month, None)
        return DateMention(first, last, made, absolute=False) if made else None

    def _read_year(self, at: int, first: int) -> DateMention | None:
        """A year counts as one behind a word of time or in brackets."""
        year = self._year(at, at + 1)
        if not year or at == first:
            return None
        before = self._tokens[at - 1].low
        return (
            self._absolute(at, at + 1, year, None, None)
            if before in self._calendar.year_words or before == "("
            else None
        )


def make_date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """The date of these parts, or None where the calendar has no such day."""
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def parse_published(text: str) -> PartialDate | None:
    """The date at the head of an ISO 8601 date or time from a file's metadata, or None if it is not one."""
    for length in (10, 7, 4):
        try:
            return PartialDate.parse(text.strip()[:length])
        except ValueError:
            continue
    return None
