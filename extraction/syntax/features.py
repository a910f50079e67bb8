"""What the parser sees of a word: its form, its affixes, its shape, and whether it is a name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_DIGIT = re.compile(r"\d")
_REPEATED = re.compile(r"(.)\1{2,}")
_LONGEST = 40
# What stands for a name of several words, and for a word that the vocabulary does not have.
NAME = "@name"
UNKNOWN = 0
COLUMNS = 5


class Form(NamedTuple):
    """A word as the parser takes it: its text, one token or the tokens of a name, and whether it is a known name."""

    text: str
    name: bool = False


def read_columns(form: Form) -> tuple[str, ...]:
    """The features of `form`, one a column: normal form, beginning, two endings, shape."""
    text = form.text[:_LONGEST].replace("\u2019", "'")
    low = _DIGIT.sub("0", text.lower())
    last = low.rpartition(" ")[2]
    norm = NAME if form.name and " " in text else low
    return norm, low[:3], last[-2:], last[-4:], _read_shape(text, name=form.name)


def _read_shape(text: str, *, name: bool) -> str:
    """Letters as `x`, capitals as `X`, digits as `0`, no run longer than two; a name is marked, and its words too."""
    if name:
        return "@names" if " " in text else "@name"
    shape = "".join(map(_class_of, text))
    return _REPEATED.sub(r"\1\1", shape)


def _class_of(char: str) -> str:
    if char.isupper():
        return "X"
    if char.isalpha():
        return "x"
    return "0" if char.isdigit() else char


class Alphabet:
    """The numbers of known features, a column each; what is not known has the number 0."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        self.columns = columns
        self._numbers = [{value: number for number, value in enumerate(column, 1)} for column in columns]
        self._known: dict[Form, tuple[int, ...]] = {}

    def number(self, form: Form) -> tuple[int, ...]:
        """The number of each feature of `form`."""
        numbers = self._known.get(form)
        if numbers is None:
            values = zip(self._numbers, read_columns(form), strict=True)
            numbers = tuple(known.get(value, UNKNOWN) for known, value in values)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[form] = numbers
        return numbers


_MOST_REMEMBERED = 50_000
