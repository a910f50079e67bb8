"""Dates in words and figures: absolute, partial, and relative to the day of publication or to the date before."""

import re
from collections.abc import Sequence

from corpdb.extraction.facts import PartialDate
from corpdb.extraction.lexicon.knowledge import Calendar
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.tokens import Token, is_word
from corpdb.extraction.values.moments import DateForm, DateMention, make_date
from corpdb.extraction.values.relative import RelativeReader
from corpdb.models.vocabulary import DatePrecision

_MONTHS = 12
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_FIRST_BARE_YEAR, _LAST_BARE_YEAR = 1950, 2050
_NEAR = 5
_MOST_REMEMBERED = 50_000
_DOTTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class DateReader:
    """Reads the dates of one document; `published` resolves relative ones, without it they resolve to nothing.

    Words that count from the date before (`a week later`) need the sentences in the order of the text: the reader
    remembers the last date that it read.
    """

    def __init__(self, tokens: Sequence[Token], calendar: Calendar, published: PartialDate | None = None) -> None:
        self._tokens = tokens
        self._calendar = calendar
        self._published = published
        self._relative = RelativeReader(tokens, calendar, published)
        self._origin = self._anchor = published or self._find_year()
        self._words = (calendar.months, calendar.weekdays, calendar.small_numbers, calendar.day_words)
        self._phrases = (calendar.quarters, calendar.seasons, *self._relative.phrases)

    def _find_year(self) -> PartialDate | None:
        """The last year that an undated text names, from which its months count until it gives another date."""
        found = [year for at in range(1, len(self._tokens)) if (year := self._bare_year(at))]
        return PartialDate.parse(f"{max(found):04d}") if found else None

    def _bare_year(self, at: int) -> int | None:
        """The year at a token that stands behind a word of time or a month."""
        year = self._year(at, at + 1)
        before = self._tokens[at - 1].low
        timed = before in self._calendar.year_words or before in self._calendar.months or before == ","
        return year if year and timed and year <= _LAST_BARE_YEAR else None

    def restart(self) -> None:
        """Forget the dates read so far."""
        self._anchor = self._origin

    def find(self, first: int, last: int) -> list[DateMention]:
        """The dates within the tokens `first` to `last`, in order."""
        found: list[DateMention] = []
        at = first
        while at < last:
            mention = self._read(at, first, last) if self._may_begin(self._tokens[at].low) else None
            if mention:
                found.append(mention)
                if mention.date.precision is not DatePrecision.YEAR or mention.form is DateForm.FULL:
                    self._anchor = mention.date
            at = mention.last if mention else at + 1
        return found

    def _may_begin(self, low: str) -> bool:
        """Whether a date may begin with the word, so that most words need no closer look."""
        openers = self._calendar.openers
        known = openers.get(low)
        if known is None:
            known = (
                low[0].isdigit()
                or "-" in low
                or any(low in words for words in self._words)
                or any(phrases.may_begin(low) for phrases in self._phrases)
            )
            if len(openers) < _MOST_REMEMBERED:
                openers[low] = known
        return known

    def _read(self, at: int, first: int, last: int) -> DateMention | None:
        return (
            self._read_figures(at, last)
            or self._read_month(at, last)
            or self._read_weekday(at, last)
            or self._read_span(self._calendar.quarters.starts(self._tokens, at, last), last, quarter=True)
            or self._read_span(self._calendar.seasons.starts(self._tokens, at, last), last, quarter=False)
            or self._relative.read(at, last, self._anchor)
            or self._read_day(at, last)
            or self._read_year(at, first, last)
        )

    def _low(self, at: int, last: int) -> str:
        return self._tokens[at].low if 0 <= at < last else ""

    def _number(self, at: int, last: int, lowest: int, highest: int) -> int | None:
        """The whole number at the token `at` if it lies within the bounds."""
        low = self._low(at, last)
        if not low[:1].isdigit():
            return None
        low = low.removesuffix(next(filter(low.endswith, self._calendar.ordinal_endings), ""))
        if not (low.isascii() and low.isdigit()) or len(low) > 4:  # noqa: PLR2004 (no year has five digits)
            return None
        return number if lowest <= (number := int(low)) <= highest else None

    def _year(self, at: int, last: int) -> int | None:
        return self._number(at, last, _FIRST_YEAR, _LAST_YEAR) if len(self._low(at, last)) == 4 else None  # noqa: PLR2004

    def _month(self, at: int, last: int) -> int | None:
        """The month that the token `at` names, alone or with a word for its part before it (`mid-September`)."""
        low = self._low(at, last)
        part, dash, month = low.partition("-")
        return self._calendar.months.get(month if dash and part in self._calendar.part_words else low)

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
        return DateMention(first, last, made, absolute=True, form=DateForm.FULL) if made else None

    def _read_month(self, at: int, last: int) -> DateMention | None:
        """`12 mars 2021`, `March 12, 2021`, `mars 2021`, `March of last year`, `en mars`, `mid-September`."""
        start, day = at, None
        if (day := self._number(at, last, 1, 31)) and self._calendar.day_first:
            at += 2 if self._low(at + 1, last) in self._calendar.day_links else 1
        month = self._month(at, last)
        if not month or not (day or self._is_month(at)):
            return None
        end = at + 1 + (self._low(at + 1, last) == "." and len(self._tokens[at].low) <= _NEAR)
        if not day and self._calendar.month_first and (day := self._number(end, last, 1, 31)):
            end += 1
        year_at = end + (self._low(end, last) in {",", *self._calendar.day_links, "de"})
        if year := self._year(year_at, last):
            return self._absolute(start, year_at + 1, year, month, day)
        return self._relative.place_month((start, end, last), month, day, self._anchor)

    def _is_month(self, at: int) -> bool:
        """Whether a month's name is meant: `may` and `march` in small letters are verbs."""
        text = self._tokens[at].text
        return not self._calendar.month_first or any(map(str.isupper, text))

    def _read_weekday(self, at: int, last: int) -> DateMention | None:
        """A weekday, alone or before the date that it falls on (`jeudi 12 avril`)."""
        if self._low(at, last) not in self._calendar.weekdays:
            return None
        after = at + 1 + (self._low(at + 1, last) == ",")
        dated = self._read_month(after, last) if after < last else None
        if dated and dated.date.precision is DatePrecision.DAY:
            return DateMention(at, dated.last, dated.date, absolute=dated.absolute, form=dated.form)
        return self._relative.place_weekday(at, last)

    def _read_span(self, match: Match[int] | None, last: int, *, quarter: bool) -> DateMention | None:
        """A quarter, or a season or half, whose precision is the year; its own year stands right behind it."""
        if not match:
            return None
        for place in range(match.last, min(match.last + 3, last)):
            if year := self._year(place, last):
                made = PartialDate.parse(f"{year:04d}-Q{match.value}" if quarter else f"{year:04d}")
                return DateMention(match.first, place + 1, made, absolute=True, form=DateForm.FULL)
        return self._relative.place_span(match, last, quarter=quarter)

    def _read_day(self, at: int, last: int) -> DateMention | None:
        """A bare day of the month that the text spoke of: `le 16`, `on the 15th`."""
        day = self._number(at + 1, last, 1, 31)
        if not day or not self._anchor or self._low(at, last) not in self._calendar.day_words:
            return None
        if self._read_figures(at + 1, last) or self._read_month(at + 1, last):
            return None
        ordinal = not self._low(at + 1, last).isdigit()
        if (at + 2 < last and is_word(self._tokens[at + 2]) and not ordinal) or self._calendar.month_first > ordinal:
            return None
        if self._anchor.precision not in (DatePrecision.DAY, DatePrecision.MONTH):
            return None
        made = make_date(self._anchor.first.year, self._anchor.first.month, day)
        return DateMention(at, at + 2, made, absolute=False, form=DateForm.DAY) if made else None

    def _read_year(self, at: int, first: int, last: int) -> DateMention | None:
        """A year: behind a word of time, in brackets, or any number of our time that counts nothing."""
        part, dash, rest = self._low(at, last).partition("-")
        if dash and part in self._calendar.part_words and rest.isascii() and rest.isdigit() and len(rest) == 4:  # noqa: PLR2004
            return self._absolute(at, at + 1, int(rest), None, None)
        year = self._year(at, last)
        if not year:
            return None
        before = self._low(at - 1, last) if at > first else ""
        if before in self._calendar.year_words or before == "(":
            return self._absolute(at, at + 1, year, None, None)
        after = self._low(at + 1, last)
        bare = _FIRST_BARE_YEAR <= year <= _LAST_BARE_YEAR and after not in self._calendar.counted
        if not before and at + 1 == last:
            return self._absolute(at, at + 1, year, None, None)
        if not before or not bare or after in {"%", "€", "$", "/"} or before in {"$", "€", "£", "/", "n°"}:
            return None
        return DateMention(at, at + 1, PartialDate.parse(f"{year:04d}"), absolute=True, form=DateForm.YEAR)


def parse_published(text: str) -> PartialDate | None:
    """The date at the head of an ISO 8601 date or time from a file's metadata, or None if it is not one."""
    for length in (10, 7, 4):
        try:
            return PartialDate.parse(text.strip()[:length])
        except ValueError:
            continue
    return None
