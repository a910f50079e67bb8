"""What the page and the charts say in the reader's language; each language is a file in `words/`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import Vocabulary
from corpdb.reports.dashboard.libraries import load_vega
from corpdb.reports.dashboard.names import WORDS
from corpdb.reports.renderers.cells import format_cell


@dataclass(frozen=True, slots=True)
class Locale:
    """How d3 writes numbers and the parts of dates in a language."""

    number: dict[str, Any]
    time: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """A language: its code, the words of the page by key, the patterns of dates and of filters."""

    code: str
    label: str
    words: dict[str, str]
    dates: dict[str, str]
    filters: dict[str, str]
    locale: Locale

    def __getitem__(self, key: str) -> str:
        """The words for `key`."""
        return self.words[key]

    def name(self, term: Vocabulary) -> str:
        """The label of a term of the vocabulary."""
        return str(getattr(term, self.label))

    def count(self, key: str, number: int) -> str:
        """The words for `key`, for one or for several."""
        if number == 1:
            return self.words[f"{key}_one"]
        return self.words[f"{key}_other"].format(number=self.write_number(number))

    def write_number(self, number: Any) -> str:
        """A quantity with its digits in groups of three."""
        signs = str.maketrans({",": self.locale.number["thousands"], ".": self.locale.number["decimal"]})
        return format_cell(number, grouped=True).translate(signs)

    def write_date(self, text: str | None, *, short: bool = False) -> str:
        """The date `2023`, `2023-Q4`, `2023-11` or `2023-11-27` as people write it."""
        if text is None:
            return self.words["undated"]
        date = PartialDate.parse(text)
        pattern = self.dates.get(date.precision.value, "{year}")
        day, months = date.first.day, self.locale.time["shortMonths" if short else "months"]
        return pattern.format(
            day=self.dates["first"] if day == 1 else day,
            month=months[date.first.month - 1],
            quarter=(date.first.month + 2) // 3,
            year=date.first.year,
        )


@cache
def read_wording(code: str) -> Wording:
    """The words of the language."""
    read = tomllib.loads((WORDS / f"{code}.toml").read_text("utf-8"))
    vega = load_vega()
    locale = Locale(vega.get_format_locale(read["locale"]), vega.get_time_format_locale(read["locale"]))
    return Wording(code, read["label"], read["words"], read["dates"], read["filters"], locale)
