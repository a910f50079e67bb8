"""Figures in a sentence: amounts of money, people, parts and percentages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpdb.extraction.lexicon.knowledge import Quantities
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.tokens import Token

_LETTERS = re.compile(r"(\d[\d.,]*)([^\W\d_]+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_LARGEST = Decimal(10) ** 15
_PEOPLE_GAP = 3
_PARTS_GAP = 2
_SHORTEST_WORD = 3
_FACTORS = (100, 1000)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the token `first`, in units; an amount of money has its `currency`."""

    first: int
    value: Decimal
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a range of tokens, by what they count."""

    amounts: tuple[Figure, ...] = ()
    people: tuple[Figure, ...] = ()
    parts: tuple[Figure, ...] = ()
    percents: tuple[Figure, ...] = ()


def find_figures(tokens: Sequence[Token], first: int, last: int, words: Quantities) -> Figures:
    """The figures of the tokens `first` to `last`."""
    found: dict[str, list[Figure]] = {"amounts": [], "people": [], "parts": [], "percents": []}
    at = first
    while at < last:
        number = read_number(tokens, at, last, words)
        if not number:
            at += 1
            continue
        value, end = number
        if currency := _read_currency(tokens, (at, end), (first, last), words):
            if not (currency.last < last and words.per_unit.starts(tokens, currency.last, last)):
                found["amounts"].append(Figure(at, value, currency.value))
        elif sort := _sort_number(tokens[end : min(end + _PEOPLE_GAP, last)], words):
            found[sort].append(Figure(at, value))
        at = end
    return Figures(**{sort: tuple(figures) for sort, figures in found.items()})


def _read_currency(
    tokens: Sequence[Token], number: tuple[int, int], bounds: tuple[int, int], words: Quantities
) -> Match[str] | None:
    """The currency right before or right behind a number, ending where the amount does."""
    (at, end), (first, last) = number, bounds
    for before in range(max(first, at - 2), at):
        sign = words.currencies.starts(tokens, before, at)
        if sign and sign.last == at:
            return Match(before, end, sign.value)
    return words.currencies.starts(tokens, end, last) if end < last else None


def _sort_number(following: Sequence[Token], words: Quantities) -> str | None:
    """What a number counts, by the words behind it."""
    low = [token.low for token in following]
    if following and words.percent.starts(following, 0, len(following)):
        return "percents"
    if not words.parts.isdisjoint(low[:_PARTS_GAP]):
        return "parts"
    return "people" if not words.people.isdisjoint(low) else None


def read_number(tokens: Sequence[Token], at: int, last: int, words: Quantities) -> tuple[Decimal, int] | None:
    """The number that begins at the token `at`, with its multiplier, and the token after it; None beyond 10^15."""
    simple = _read_digits(tokens[at], words) or _read_words(tokens, at, last, words)
    if not simple:
        return None
    value, end = simple[0], at + simple[1]
    while end < last and (factor := words.multipliers.get(tokens[end].low)) and value * factor <= _LARGEST:
        value, end = value * factor, end + 1
    return (value, end) if value <= _LARGEST else None


def _read_digits(token: Token, words: Quantities) -> tuple[Decimal, int] | None:
    """A number in figures, `1,2` or `3.4bn`, and the one token that it takes."""
    if not token.text[0].isascii() or not token.text[0].isdigit():
        return None
    digits, factor = token.text, 1
    if match := _LETTERS.fullmatch(token.text):
        digits = match.group(1)
        factor = words.multipliers.get(match.group(2).lower(), 0)
    if not factor or not (digits.isascii() or any(space in digits for space in "\u00a0\u202f")):
        return None
    value = parse_number(digits, decimal_comma=words.decimal_comma)
    return (value * factor, 1) if value is not None else None


def parse_number(digits: str, *, decimal_comma: bool) -> Decimal | None:
    """The value of a number in figures, by the decimal mark of its language; None if it is not one."""
    decimal = "," if decimal_comma else "."
    grouped = _THOUSANDS.fullmatch(digits)
    if grouped and (decimal not in digits or digits.count(decimal) > 1):
        plain = re.sub(r"\D", "", digits)
    else:
        head, mark, tail = digits.rpartition(decimal)
        if not mark:
            head, mark, tail = digits.rpartition("," if decimal == "." else ".")
        plain = re.sub(r"\D", "", head) + "." + tail if mark else digits
    try:
        return Decimal(plain)
    except ArithmeticError:
        return None


def _read_words(tokens: Sequence[Token], at: int, last: int, words: Quantities) -> tuple[Decimal, int] | None:
    """A number in words, `dix-huit` or `two hundred`, and how many tokens it takes."""
    total, count = 0, 0
    while at + count < last and count < 6:  # noqa: PLR2004 (no number in words is longer in a text for readers)
        value = _word_value(tokens[at + count].low, words)
        if value is None or (not count and _is_article(tokens, at, last, words)):
            break
        total = total * value if value in _FACTORS and total else total + value
        count += 1
    return (Decimal(total), count) if count else None


def _is_article(tokens: Sequence[Token], at: int, last: int, words: Quantities) -> bool:
    """Whether the number one is an article here, as it is where no further number word follows: `un plan`, `one of`."""
    follower = tokens[at + 1].low if at + 1 < last else ""
    counted = follower in words.numbers or (follower in words.multipliers and len(follower) >= _SHORTEST_WORD)
    return tokens[at].low in words.articles and not counted


def _word_value(low: str, words: Quantities) -> int | None:
    if low in words.numbers:
        return words.numbers[low]
    head, mark, tail = low.partition("-")
    if mark and head in words.numbers and tail in words.numbers:
        return words.numbers[head] + words.numbers[tail]
    return None
