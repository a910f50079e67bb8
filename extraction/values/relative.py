"""Dates that words give by a distance: from the day of publication (`last week`), or from the date before."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from corpdb.extraction.facts import PartialDate
from corpdb.extraction.lexicon.knowledge import Calendar
from corpdb.extraction.lexicon.phrases import Match, Phrases
from corpdb.extraction.tokens import Token, is_word
from corpdb.extraction.values.moments import DateForm, DateMention, make_date
from corpdb.models.vocabulary import DatePrecision

_MONTHS = 12
_WEEK = 7
_MONTH, _YEAR = 30, 365
_MOST_UNITS = 200
_BESIDE = 3


class RelativeReader:
    """Places words of time on the calendar; without a day of publication only what counts from the date before."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar, published: PartialDate | None) -> None:
        self._tokens = tokens
        self._calendar = calendar
        self._published = published
        self._numbers = calendar.small_numbers

    @property
    def phrases(self) -> tuple[Phrases[Any], ...]:
        """The phrases that its dates begin with, if they do not begin with a number."""
        calendar = self._calendar
        anchors = (calendar.day_anchors, calendar.month_anchors, calendar.year_anchors)
        shifts = (calendar.day_shifts, calendar.week_shifts, calendar.month_shifts, calendar.year_shifts)
        return (*anchors, *shifts, calendar.ago_words)

    def read(self, at: int, last: int, anchor: PartialDate | None) -> DateMention | None:
        """The date that the words at the token `at` mean, counted from publication or from `anchor`."""
        calendar = self._calendar
        if anchor and (
            found := self._shift(
                (calendar.day_anchors, calendar.month_anchors, calendar.year_anchors),
                at,
                last,
                anchor,
                DateForm.ANCHOR,
            )
        ):
            return found
        if self._published and (
            found := self._shift(
                (calendar.day_shifts, calendar.month_shifts, calendar.year_shifts),
                at,
                last,
                self._published,
                DateForm.SHIFT,
            )
            or self._read_week(at, last)
        ):
            return found
        return self._read_length(at, last, anchor)

    def _shift(
        self,
        tables: tuple[Phrases[int], Phrases[int], Phrases[int]],
        at: int,
        last: int,
        base: PartialDate,
        form: DateForm,
    ) -> DateMention | None:
        for unit, table in zip((1, _MONTH, _YEAR), tables, strict=True):
            if match := table.starts(self._tokens, at, last):
                made = _move(base, match.value, unit)
                return DateMention(at, match.last, made, absolute=False, form=form) if made else None
        return None

    def _read_week(self, at: int, last: int) -> DateMention | None:
        """`last week`: the month that it lies in."""
        match = self._calendar.week_shifts.starts(self._tokens, at, last)
        if not match or not self._published:
            return None
        day = self._published.first + timedelta(weeks=match.value)
        made = make_date(day.year, day.month, None)
        return DateMention(at, match.last, made, absolute=False, form=DateForm.SHIFT) if made else None

    def _read_length(self, at: int, last: int, anchor: PartialDate | None) -> DateMention | None:
        """`three weeks ago`, `il y a un an`, `a month later`: a number of units and a word for the direction."""
        calendar, tokens = self._calendar, self._tokens
        leading = calendar.ago_words.starts(tokens, at, last)
        start = leading.last if leading else at
        count = self._count(start, last)
        unit = calendar.units.get(tokens[start + 1].low) if start + 1 < last else None
        if not count or not unit:
            return None
        end = start + 2
        if leading:
            base, sign, form = self._published, -1, DateForm.AGO
        elif end < last and (match := calendar.ago_words.starts(tokens, end, last)):
            base, sign, form, end = self._published, -1, DateForm.AGO, match.last
        elif end < last and (match := calendar.later_words.starts(tokens, end, last)):
            base, sign, form, end = anchor, 1, DateForm.ANCHOR, match.last
        elif end < last and (match := calendar.earlier_words.starts(tokens, end, last)):
            base, sign, form, end = anchor, -1, DateForm.ANCHOR, match.last
        else:
            return None
        if sign > 0 and self._leads(end, last):
            base, sign, form = self._published, -1, DateForm.AGO
        if unit == _YEAR and count == 1 and base and base.precision is not DatePrecision.YEAR:
            count, unit = _MONTHS, _MONTH
        made = _move(base, sign * count, unit) if base else None
        return DateMention(at, end, made, absolute=False, form=form) if made else None

    def _leads(self, end: int, last: int) -> bool:
        """Whether the last token before `end` leads what the time is counted from: `deux ans après la vente`."""
        return self._tokens[end - 1].low in self._calendar.leading_words and end < last and is_word(self._tokens[end])

    def _count(self, at: int, last: int) -> int | None:
        low = self._tokens[at].low if at < last else ""
        number = int(low) if low.isascii() and low.isdigit() and len(low) <= 3 else self._numbers.get(low)  # noqa: PLR2004
        return number if number and number <= _MOST_UNITS else None

    def _beside(self, first: int, last: int, end: int) -> frozenset[str]:
        """The words right before and behind a range of tokens."""
        before = (self._tokens[first - 1].low,) if first else ()
        after = (self._tokens[last].low,) if last < end else ()
        return frozenset(before + after)

    def place_month(
        self, bounds: tuple[int, int, int], month: int, day: int | None, anchor: PartialDate | None
    ) -> DateMention | None:
        """A month without a year: the last one up to publication, or the one that words beside it point to.

        `bounds` are the tokens where it begins and ends, and where its sentence ends; `anchor` is the date before.
        """
        first, last, end = bounds
        beside = _follow(anchor, month, day) if anchor else None
        words = self._beside(first, last, end)
        if beside and (words & self._calendar.that_words or not self._published):
            return DateMention(first, last, beside, absolute=False, form=DateForm.ANCHOR)
        if not self._published:
            return None
        for at in range(last, min(last + _BESIDE, end)):
            if shift := self._calendar.year_shifts.starts(self._tokens, at, end):
                made = make_date(self._published.first.year + shift.value, month, day)
                return DateMention(first, shift.last, made, absolute=False, form=DateForm.FULL) if made else None
        year = self._published.first.year
        here = (month, day or 1)
        now = (self._published.last.month, self._published.last.day)
        past = make_date(year - (here > now), month, day)
        ahead = make_date(year + (here <= now), month, day)
        if words & self._calendar.next_words:
            return DateMention(first, last, ahead, absolute=False, form=DateForm.MONTH) if ahead else None
        if words & self._calendar.last_words:
            ahead = beside = None
        if beside in (past, ahead):
            beside = None
        form = DateForm.MONTH
        return DateMention(first, last, past, absolute=False, form=form, ahead=ahead, beside=beside) if past else None

    def place_weekday(self, at: int, end: int) -> DateMention | None:
        """A weekday: the last one up to publication, or the next one where words beside it say so."""
        if not self._published or self._published.precision is not DatePrecision.DAY:
            return None
        weekday = self._calendar.weekdays[self._tokens[at].low]
        back = (self._published.first.weekday() - weekday) % _WEEK
        past, ahead = _move(self._published, -back, 1), _move(self._published, _WEEK - back, 1)
        beside = self._beside(at, at + 1, end)
        if not back and beside & self._calendar.last_words:
            past = _move(self._published, -_WEEK, 1)
        if beside & self._calendar.next_words:
            return DateMention(at, at + 1, ahead, absolute=False, form=DateForm.WEEKDAY) if ahead else None
        return DateMention(at, at + 1, past, absolute=False, form=DateForm.WEEKDAY, ahead=ahead) if past else None

    def place_span(self, match: Match[int], end: int, *, quarter: bool) -> DateMention | None:
        """A quarter, season or half without a year, as `match` found it: the last one, or the next one."""
        if not self._published:
            return None
        for at in range(match.last, min(match.last + _BESIDE, end)):
            if shift := self._calendar.year_shifts.starts(self._tokens, at, end):
                made = _make_span(self._published.first.year + shift.value, match.value, quarter=quarter)
                return DateMention(match.first, shift.last, made, absolute=False, form=DateForm.FULL)
        year = self._published.first.year
        month = 3 * match.value - 2 if quarter else match.value
        later = month > self._published.last.month
        words = {token.low for token in self._tokens[match.first : match.last + 1]}
        past = _make_span(year - later, match.value, quarter=quarter)
        ahead = _make_span(year + (not later), match.value, quarter=quarter)
        if words & self._calendar.next_words:
            past, ahead = ahead, None
        elif words & self._calendar.last_words:
            ahead = None
        return DateMention(match.first, match.last, past, absolute=False, form=DateForm.SEASON, ahead=ahead)


def _follow(anchor: PartialDate, month: int, day: int | None) -> PartialDate | None:
    """The first such month from another date on; for a date that is only a year, the month in it."""
    if anchor.precision is DatePrecision.YEAR:
        return make_date(anchor.first.year, month, day)
    return make_date(anchor.first.year + (month < anchor.first.month), month, day)


def _make_span(year: int, value: int, *, quarter: bool) -> PartialDate:
    return PartialDate.parse(f"{year:04d}-Q{value}" if quarter else f"{year:04d}")


def _move(base: PartialDate, count: int, unit: int) -> PartialDate | None:
    """`base` moved by `count` units; the date comes out as precise as the unit: weeks and months give a month."""
    if unit < _MONTH:
        if base.precision is not DatePrecision.DAY:
            return base if abs(count * unit) < _MONTH else None
        try:
            day = base.first + timedelta(days=count * unit)
        except OverflowError:
            return None
        return PartialDate(day, day, DatePrecision.DAY)
    if unit == _MONTH:
        if base.precision is DatePrecision.YEAR:
            return None
        total = base.first.year * _MONTHS + base.first.month - 1 + count
        return make_date(total // _MONTHS, total % _MONTHS + 1, None)
    return make_date(base.first.year + count, None, None)
