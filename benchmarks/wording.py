"""A language of the generated articles: its words and templates, and how they become sentences."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from names import PHRASES
from stories import Figures

LANGUAGES = ("en", "fr")

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's data, as `phrases/LANGUAGE.toml` holds it, with its patterns compiled."""

    data: dict[str, Any]
    articles: re.Pattern[str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]

    def bare(self, words: str) -> str:
        """The words without the article or preposition before them: `the Valdor lab` is `Valdor lab`."""
        return self.articles.sub("", self.tidy(words))

    def tidy(self, sentence: str) -> str:
        """The sentence as it is written: elided, contracted."""
        for pattern, text in self.rewrites:
            sentence = pattern.sub(text, sentence)
        return sentence

    def number(self, value: float) -> str:
        """`1200` as `1,200` or `1 200`, `2.5` as `2.5` or `2,5`."""
        whole = f"{int(value):,}".replace(",", self.data["thousands"])
        return whole if value == int(value) else f"{value:.1f}".replace(".", self.data["decimal"])

    def amount(self, rng: Random, figures: Figures) -> str:
        """The amount in words, in one of the ways that this language has for its currency and size."""
        forms = [
            row for row in self.data["amounts"] if (row["currency"], row["unit"]) == (figures.currency, figures.unit)
        ]
        return rng.choice(forms)["text"].format(number=self.number(figures.amount))

    def calendar(self, day: date) -> dict[str, str]:
        """What a date's slots stand for."""
        return {
            "year": str(day.year),
            "month": self.data["months"][day.month - 1],
            "day": str(day.day) if day.day > 1 else self.data["first_day"],
            "weekday": self.data["weekdays"][day.weekday()],
            "iso_month": f"{day:%Y-%m}",
            "iso_day": f"{day:%Y-%m-%d}",
            "slash_day": f"{day:%d/%m/%Y}",
        }

    @staticmethod
    def stated_date(layout: str, published: date) -> str | None:
        """The date of publication as precise as the layout states it."""
        slots = set(find_slots(layout))
        if slots & {"day", "iso_day", "slash_day"}:
            return f"{published:%Y-%m-%d}"
        return f"{published:%Y-%m}" if slots & {"month", "iso_month"} else None


@cache
def load_phrases(language: str) -> Phrases:
    """The phrases of `en` or `fr`."""
    data = tomllib.loads((PHRASES / f"{language}.toml").read_text(encoding="utf-8"))
    rewrites = tuple((re.compile(row["pattern"]), row["text"]) for row in data["rewrites"])
    return Phrases(data, re.compile(data["articles"]), rewrites)


def choose(rng: Random, template: str) -> str:
    """The template with each `[a|b]` decided."""
    return _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)


def find_slots(template: str) -> list[str]:
    """The names of the `{slots}`, in order."""
    return _SLOT.findall(template)


def capitalize(sentence: str) -> str:
    """The sentence with a capital at its start and the rest left alone."""
    return sentence[:1].upper() + sentence[1:]
