"""Treebank sentences as the parser meets them: names in one piece, headings without a full stop."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.training.parser.treebanks import ROOT, Item, Items

_JOINED = frozenset({"flat", "flat:name", "flat:foreign", "compound"})
_LINKED = frozenset({"nmod", "amod"})
_KNOWN = 0.85
_LINK = 0.6
_UNSTOPPED = 0.12
_CAPITALS = 0.04


def merge_names(items: Items, lexicon: Lexicon, random: Random | None = None) -> Items:
    """`items` with each name as one item; with `random`, some names stay as they are, as if nobody had found them."""
    spans = [span for span in _find_names(items, lexicon, random) if random is None or random.random() < _KNOWN]
    return _join(items, spans)


def vary(items: Items, lexicon: Lexicon, random: Random) -> Items:
    """A version of `items` to learn from: names merged, sometimes no final stop, sometimes a heading's capitals."""
    items = merge_names(items, lexicon, random)
    last = items[-1]
    if len(items) > 2 and last.text == "." and random.random() < _UNSTOPPED:  # noqa: PLR2004 (a word must stay)
        items = items[:-1]
    if random.random() < _CAPITALS:
        change = str.upper if random.random() < 0.5 else _capitalize  # noqa: PLR2004 (one or the other)
        items = tuple(replace(item, text=change(item.text)) for item in items)
    return items


def _capitalize(text: str) -> str:
    return text[0].upper() + text[1:] if len(text) > 3 else text  # noqa: PLR2004 (short words stay small)


def _find_names(items: Items, lexicon: Lexicon, random: Random | None) -> Iterator[tuple[int, int]]:
    """Ranges of items that are a name: a proper noun with what is flat, compound or linked to it beside it."""
    at = 0
    while at < len(items):
        if not _is_part(items[at], lexicon):
            at += 1
            continue
        end = at + 1
        while end < len(items):
            step = 1 if _belongs(items, at, end, end, lexicon) else 0
            if not step and (random is None or random.random() < _LINK):
                step = _link(items, at, end, lexicon)
            if not step:
                break
            end += step
        while end > at and not _is_closed(items, at, end):
            end -= 1
        if end > at and any(item.tag in {"PROPN", "X"} for item in items[at:end]):
            yield at, end
        at = max(end, at + 1)


def _is_part(item: Item, lexicon: Lexicon) -> bool:
    calendar = lexicon.calendar
    low = item.text.lower()
    proper = item.tag in {"PROPN", "ADJ", "NOUN", "VERB", "X"} and item.text[0].isupper()
    return proper and low not in calendar.months and low not in calendar.weekdays


def _belongs(items: Items, first: int, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the item `at` goes on with the name that began at `first`."""
    item = items[at]
    inside = range(first, at)
    if item.head in inside and item.relation.startswith("flat"):
        return True
    if not (_is_part(item, lexicon) or item.tag in {"NUM", "X"}):
        return False
    joined = item.head in inside and item.relation in _JOINED | _LINKED
    heads = any(items[index].head == at and items[index].relation in _JOINED | _LINKED for index in range(first, end))
    return joined or heads


def _link(items: Items, first: int, end: int, lexicon: Lexicon) -> int:
    """How many items `de la X`, `of X`, `& X` go on with the name; 0 if none."""
    at = end
    while at < min(len(items), end + 3) and items[at].relation in {"case", "det", "cc"} and items[at].head > at:
        at += 1
    if not end < at < len(items) or not _is_part(items[at], lexicon) or items[at].tag != "PROPN":
        return 0
    linked = items[at].relation == "nmod" and items[at].head in range(first, end)
    return at + 1 - end if linked and all(items[index].head == at for index in range(end, at)) else 0


def _is_closed(items: Items, first: int, last: int) -> bool:
    """Whether one item of the range heads all others."""
    return sum(not first <= item.head < last for item in items[first:last]) == 1


def _join(items: Items, spans: list[tuple[int, int]]) -> Items:
    """`items` with each of the ranges as one item that takes its head's place."""
    place: dict[int, int] = {}
    firsts = dict(spans)
    ranges: list[tuple[int, int, bool]] = []
    at = 0
    while at < len(items):
        last = firsts.get(at, at + 1)
        place.update(dict.fromkeys(range(at, last), len(ranges)))
        ranges.append((at, last, at in firsts))
        at = last
    return tuple(_join_range(items, place, *found) for found in ranges)


def _join_range(items: Items, place: dict[int, int], first: int, last: int, name: bool) -> Item:  # noqa: FBT001
    inside = items[first:last]
    top = next(item for item in inside if not first <= item.head < last)
    text = " ".join(item.text for item in inside)
    head = place[top.head] if top.head != ROOT else ROOT
    tag = "PROPN" if name else top.tag
    lemma = text.lower() if name else top.lemma
    return Item(text, tag, top.features, lemma, head, top.relation, name)
