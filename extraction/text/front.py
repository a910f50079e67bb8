"""What stands before a text proper: masthead, rubric, date line and headline.

The lines of a masthead say little of the story, so they name no organizations of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, is_name_like, is_word
from corpdb.extraction.values.dates import DateReader
from corpdb.extraction.values.moments import DateMention
from corpdb.models.vocabulary import DatePrecision

_PARAGRAPHS = 6
_DATELINE = 24
_LINE = 30
_RUBRIC, _SHOUTED_RUBRIC = 2, 4
_SOURCE = 5
_BYLINE = 2
_LEAD = 3
_ORNAMENTS = frozenset("•*>#-\u2013\u2014·■▪●")
_MARKS = frozenset(",;:/|([*-\u2013\u2014•.©")
_PARTING = frozenset("|·•/")
_QUOTES = frozenset('«“"')
_CALLS = frozenset("!?")


@dataclass(frozen=True, slots=True)
class Front:
    """The headline as written, the date line, and the sentences without date lines; mastheads count as shouted."""

    title: str | None
    header: DateMention | None
    sentences: Sequence[Sentence]


class FrontReader:
    """Reads the front of one document."""

    def __init__(self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self._text = text
        self._tokens = tokens
        self._sentences = sentences
        self._lexicon = lexicon
        self._dates = DateReader(tokens, lexicon.calendar)
        opening = [sentence for sentence in sentences if sentence.paragraph < _PARAGRAPHS]
        self._opening = [list(group) for _, group in groupby(opening, key=lambda sentence: sentence.paragraph)]

    def read(self) -> Front:
        """The front of the document."""
        headers = [self._find_date(paragraph) for paragraph in self._opening]
        header = next(filter(None, headers), None) or self._find_closing_date() or self._find_news_day()
        mended: list[Sentence] = []
        for paragraph, dated in zip(self._opening, headers, strict=True):
            mended += self._mend(paragraph, dated)
        sentences = [*mended, *self._sentences[sum(map(len, self._opening)) :]]
        return Front(self._find_title(headers), header, sentences)

    def _find_date(self, paragraph: Sequence[Sentence]) -> DateMention | None:
        """The date of a date line at the head of the paragraph."""
        first, last = paragraph[0].first, paragraph[-1].last
        for found in self._dates.find(first, min(last, first + _DATELINE)):
            year = found.date.precision is DatePrecision.YEAR
            exact = found.absolute and (not year or self._stands_alone(found, paragraph[0]))
            line = paragraph[0].heading and found.last >= last
            told = not line and self._tells_event(first, found.first)
            led = self._is_led(found, first) or (line and self._is_source(found, first))
            closed = led and self._is_closed(found, paragraph[0], last)
            if exact and not told and (closed or self._is_byline(found, paragraph)):
                return found
        return None

    def _stands_alone(self, found: DateMention, line: Sentence) -> bool:
        """Whether a mere year is all that a line says, or stands behind a word of publishing."""
        before = self._tokens[found.first - 1].low if found.first > line.first else ""
        whole = line.heading and found.last >= line.last and found.first - line.first <= 1 and found.absolute
        return (whole and not before) or before in self._lexicon.calendar.header_words

    def _is_source(self, found: DateMention, first: int) -> bool:
        """Whether a short line names a paper and its day: `Le Monde du 3 mars 2021`."""
        words = [token for token in self._tokens[first : found.first] if is_word(token)]
        calendar = self._lexicon.calendar
        return len(words) <= _SOURCE and all(
            is_name_like(token) or token.low in calendar.date_words or token.low in calendar.issue_words
            for token in words
        )

    def _is_byline(self, found: DateMention, paragraph: Sequence[Sentence]) -> bool:
        """Whether a line below the first one holds a day among names: `Ann Lee · 3 May 2021, 7 pm · The Dial`."""
        first, last = paragraph[0].first, paragraph[-1].last
        rest = [token for at, token in enumerate(self._tokens[first:last], first) if not found.first <= at < found.last]
        words = [token for token in rest if is_word(token) and token.low not in self._lexicon.calendar.date_words]
        names = sum(map(is_name_like, words))
        below = paragraph[0].paragraph > 0 and last - first <= _LINE and len(paragraph) <= _BYLINE
        return (
            below and found.date.precision is DatePrecision.DAY and 2 * names >= len(words) and self._is_line_like(rest)
        )

    def _is_line_like(self, tokens: Sequence[Token]) -> bool:
        """Whether what stands around a date is no sentence: it holds a mark that parts, or is all names."""
        return any(token.text in _PARTING for token in tokens) or all(
            is_name_like(one) for one in tokens if is_word(one)
        )

    def _find_closing_date(self) -> DateMention | None:
        """The date of a short last line."""
        closing = [sentence for sentence in self._sentences[-2:] if sentence.last - sentence.first <= _LINE]
        return next(filter(None, (self._find_date([sentence]) for sentence in closing)), None)

    def _find_news_day(self) -> DateMention | None:
        """The day of the news, where the lead gives its date whole, with the day of the week: `Monday 3 May 2021`."""
        weekdays = self._lexicon.calendar.weekdays
        for paragraph in self._opening[:_LEAD]:
            for found in self._dates.find(paragraph[0].first, paragraph[-1].last):
                around = self._tokens[max(found.first - 2, 0) : found.last]
                if found.date.precision is DatePrecision.DAY and any(token.low in weekdays for token in around):
                    return found if found.absolute else None
        return None

    def _is_led(self, found: DateMention, first: int) -> bool:
        """Whether a mark, a word of publishing or nothing stands before a date."""
        at = found.first - 1
        calendar = self._lexicon.calendar
        skipped = calendar.weekdays.keys() | calendar.date_words
        while at >= first and self._tokens[at].low in skipped:
            at -= 1
        if at > first and self._tokens[at].text == "," and self._tokens[at - 1].low in calendar.weekdays:
            at -= 2
        return at < first or self._tokens[at].text in _MARKS or self._tokens[at].low in calendar.header_words

    def _tells_event(self, first: int, last: int) -> bool:
        return any(match.value.verb for match in self._lexicon.triggers.find(self._tokens, first, last))

    def _is_closed(self, found: DateMention, sentence: Sentence, last: int) -> bool:
        """Whether the line or the date line ends with the date, rather than that a sentence goes on."""
        first = sentence.first
        if found.last >= last:
            return self._tokens[first].low in self._lexicon.calendar.header_words or self._tokens[last - 1].text != "."
        after = self._tokens[found.last]
        if sentence.heading and (after.text[0].isdigit() or after.low in self._lexicon.calendar.time_words):
            return True
        if after.text == ",":
            after = self._tokens[min(found.last + 1, last - 1)]
            return not after.text[0].islower()
        if after.text == ".":
            return found.last + 1 < last or found.first - first <= 1
        return not is_word(after) or (found.first - first <= _RUBRIC and is_name_like(after))

    def _mend(self, paragraph: Sequence[Sentence], header: DateMention | None) -> Iterator[Sentence]:
        """The sentences of a paragraph without its date line, or as shouted ones if it is a masthead."""
        body = self._skip_dateline(header.last, paragraph[-1].last) if header else paragraph[0].first
        told = paragraph[-1].last - body > 2  # noqa: PLR2004 (a time of day or a bracket is no sentence)
        for sentence in paragraph:
            if (header and not told) or self._is_boilerplate(sentence) or sentence.last <= body:
                yield replace(sentence, capitals=True)
            elif sentence.first < body:
                yield replace(sentence, first=body, start=self._tokens[body].start)
            else:
                yield sentence

    def _skip_dateline(self, at: int, last: int) -> int:
        """The token after the marks, and the agency in brackets, that follow a date."""
        while at < last and not is_word(self._tokens[at]):
            closing = next((end for end in range(at, min(at + _RUBRIC + 3, last)) if self._tokens[end].text == ")"), 0)
            at = closing + 1 if self._tokens[at].text == "(" and closing else at + 1
            if self._tokens[at - 1].text in _QUOTES:
                return at - 1
        return at

    def _is_boilerplate(self, sentence: Sentence) -> bool:
        found = self._lexicon.boilerplate.find(self._tokens, sentence.first, sentence.last)
        return sentence.heading and bool(found)

    def _find_title(self, headers: Sequence[DateMention | None]) -> str | None:
        """The first heading-like line that is no date line, no boilerplate and, if another follows, no rubric."""
        spare: str | None = None
        for paragraph, header in zip(self._opening, headers, strict=True):
            if not self._is_line(paragraph):
                break
            first, last = self._read_line(paragraph, header)
            if last <= first or self._is_boilerplate(paragraph[0]) or self._tokens[last - 1].text == ",":
                continue
            line = " ".join(self._text[self._tokens[first].start : self._tokens[last - 1].end].split())
            if not self._is_rubric(first, last):
                return line
            spare = spare or line
        return spare

    def _is_line(self, paragraph: Sequence[Sentence]) -> bool:
        first, last = paragraph[0].first, paragraph[-1].last
        headed = paragraph[0].heading or self._tokens[last - 1].text in _CALLS or len(paragraph) > 1
        return last - first <= _LINE and (headed or self._find_date(paragraph) is not None)

    def _read_line(self, paragraph: Sequence[Sentence], header: DateMention | None) -> tuple[int, int]:
        """The tokens of a heading without bullets and a rubric at its head; none if it is a date line."""
        first, last = paragraph[0].first, paragraph[-1].last
        if header:
            begins = header.first - first <= _RUBRIC and last - header.last > _RUBRIC
            return (header.last, last) if begins and is_name_like(self._tokens[header.last]) else (last, last)
        end = paragraph[0].last
        if end < last and self._is_rubric(first, end) and self._is_shouted(first, end):
            first = end
        while first < last and self._tokens[first].text in _ORNAMENTS:
            first += 1
        return first, last

    def _is_shouted(self, first: int, last: int) -> bool:
        words = [token.text for token in self._tokens[first:last] if token.text[0].isalpha()]
        return all(map(str.isupper, words))

    def _is_rubric(self, first: int, last: int) -> bool:
        """Whether a line is too short for a headline: `Enseignement supérieur`, `BTP - SERVICES`; or is numbered."""
        words = [token for token in self._tokens[first:last] if is_word(token)]
        numbered = any(token.low in self._lexicon.calendar.issue_words for token in words)
        return numbered or len(words) <= (_SHOUTED_RUBRIC if self._is_shouted(first, last) else _RUBRIC)
