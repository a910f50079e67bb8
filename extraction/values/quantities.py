"""Figures in a sentence: amounts of money, people, parts and percentages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.quantities import Quantities
from corpdb.extraction.tokens import Token, is_word

_LETTERS = re.compile(r"(\d[\d.,]*)([^\W\d_]+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_LARGEST = Decimal(10) ** 15
_PEOPLE_GAP = 4
_SIGN = 3
_LEAST_MONEY = 1_000_000
_PARTS_GAP = 2
_SHORTEST_WORD = 3
_FACTORS = (100, 1000)


class FigureSort(StrEnum):
    """What a number counts: money, people, units of a whole, parts in a hundred, or what its words leave open."""

    AMOUNT = "amount"
    PEOPLE = "people"
    PARTS = "parts"
    PERCENT = "percent"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the tokens `first` to `last` (not included), in units; money has its `currency` if said."""

    first: int
    last: int
    value: Decimal
    sort: FigureSort
    currency: str | None = None


def find_figures(tokens: Sequence[Token], first: int, last: int, words: Quantities) -> list[Figure]:
    """The figures of the tokens `first` to `last` in order; ends of ranges and prices of one piece are left out."""
    found: list[Figure] = []
    at = first
    while at < last:
        if not _may_begin(tokens[at], words):
            at += 1
            continue
        share = words.shares.starts(tokens, at, last)
        if share:
            found.append(Figure(at, share.last, Decimal(share.value), FigureSort.PERCENT))
            at = share.last
            continue
        if compound := _read_compound(tokens, at, last, words):
            found.append(compound)
            at = compound.last
            continue
        number = read_number(tokens, at, last, words)
        if not number:
            at += 1
            continue
        figure = _sort_figure(tokens, (at, number[1]), (first, last), number[0], words)
        if figure:
            found.append(figure)
        at = max(figure.last if figure else 0, number[1])
    return [one for one, kept in zip(found, _mark_ranges(tokens, found, words), strict=True) if kept]


def _may_begin(token: Token, words: Quantities) -> bool:
    """Whether a figure may begin with the token, so that most tokens need no closer look."""
    low = token.low
    return low[0].isdigit() or low in words.numbers or "-" in low or words.shares.may_begin(low)


def _read_compound(tokens: Sequence[Token], at: int, last: int, words: Quantities) -> Figure | None:
    """An amount in one hyphened word: `500-billion-yen`."""
    if at + 2 >= last or tokens[at + 1].text != "-" or not tokens[at].text[0].isdigit():
        return None
    digits = _read_digits(tokens[at], words)
    factor, _, unit = tokens[at + 2].low.partition("-")
    if not digits or factor not in words.multipliers or unit not in words.units_of_money:
        return None
    value = digits[0] * words.multipliers[factor]
    return Figure(at, at + 3, value, FigureSort.AMOUNT, words.units_of_money[unit]) if value <= _LARGEST else None


def _sort_figure(
    tokens: Sequence[Token], number: tuple[int, int], bounds: tuple[int, int], value: Decimal, words: Quantities
) -> Figure | None:
    """The figure of a number by the words around it; None for the price of one piece."""
    (at, end), last = number, bounds[1]
    if currency := _read_currency(tokens, number, bounds, words):
        if currency.last < last and words.per_unit.starts(tokens, currency.last, last):
            return None
        return Figure(currency.first, max(currency.last, end), value, FigureSort.AMOUNT, currency.value)
    if end < last and (percent := words.percent.starts(tokens, end, last)):
        return Figure(at, percent.last, value, FigureSort.PERCENT)
    sort = _sort_number(tokens[end : min(end + _PEOPLE_GAP, last)], words)
    free = end >= last or not is_word(tokens[end]) or tokens[end].low in words.money_followers
    if not sort and value >= _LEAST_MONEY and tokens[end - 1].low in words.multipliers and free:
        sort = FigureSort.AMOUNT
    return Figure(at, end, value, sort or FigureSort.BARE)


def _mark_ranges(tokens: Sequence[Token], figures: Sequence[Figure], words: Quantities) -> list[bool]:
    """For each figure whether it stands alone, not at an end of a range (`200 à 300`, `between 5 and 7`)."""
    kept = [True] * len(figures)
    for number, (one, other) in enumerate(pairwise(figures)):
        between = [token.low for token in tokens[one.last : other.first]]
        before = tokens[one.first - 1].low if one.first else ""
        linked = len(between) == 1 and between[0] in words.range_links
        opened = before in words.range_openers and len(between) == 1 and between[0] in words.range_joins
        if (linked or opened) and one.value < other.value and one.sort in (other.sort, FigureSort.BARE):
            kept[number] = kept[number + 1] = False
    return kept


def _read_currency(
    tokens: Sequence[Token], number: tuple[int, int], bounds: tuple[int, int], words: Quantities
) -> Match[str] | None:
    """The currency right before or right behind a number, ending where the amount does."""
    (at, end), (first, last) = number, bounds
    for before in range(max(first, at - _SIGN), at):
        sign = words.currencies.starts(tokens, before, at)
        if sign and sign.last == at:
            return Match(before, end, sign.value)
    behind = words.currencies.starts(tokens, end, last) if end < last else None
    return Match(at, behind.last, behind.value) if behind else None


def _sort_number(following: Sequence[Token], words: Quantities) -> FigureSort | None:
    """What a number counts, by the words behind it; a mark ends what it can reach."""
    low: list[str] = []
    for token in following:
        if not is_word(token):
            break
        low.append(token.low)
    if not words.parts.isdisjoint(low[:_PARTS_GAP]):
        return FigureSort.PARTS
    return None if words.people.isdisjoint(low) else FigureSort.PEOPLE


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
