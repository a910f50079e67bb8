"""Reading the language data: typed, strict access to TOML tables, with errors that name the file and the key."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar, cast

from corpdb.core.errors import CorpdbError

SHARED = "shared"
"""The folder of what all languages have in common."""
_Term = TypeVar("_Term", bound=StrEnum)


class LexiconError(CorpdbError):
    """A file of language data does not say what it should: mend that file."""


class Table:
    """One TOML table whose fields are taken one by one; `finish` refuses what nobody took."""

    def __init__(self, place: str, fields: Mapping[str, object]) -> None:
        self._place = place
        self._fields = dict(fields)

    def names(self) -> list[str]:
        """The keys not yet taken."""
        return list(self._fields)

    def take_words(self, key: str) -> tuple[str, ...]:
        """The list of strings `key`, empty if there is none."""
        value = self._fields.pop(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, "a list of strings")
        words = cast("list[object]", value)
        if not all(isinstance(word, str) and word for word in words):
            raise self._wrong(key, "a list of strings")
        return tuple(cast("list[str]", words))

    def take_set(self, key: str) -> frozenset[str]:
        """The list of strings `key` as a set."""
        return frozenset(self.take_words(key))

    def take_pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The list of pairs of strings `key`, empty if there is none; the strings may be empty."""
        value = self._fields.pop(key, [])
        rows = cast("list[list[object]]", value if isinstance(value, list) else [[]])
        if not all(len(row) == 2 and all(isinstance(word, str) for word in row) for row in rows):  # noqa: PLR2004
            raise self._wrong(key, "a list of pairs of strings")
        return tuple((str(first), str(second)) for first, second in rows)

    def take_text(self, key: str, default: str = "") -> str:
        """The string `key`."""
        value = self._fields.pop(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "a string")
        return value

    def take_term(self, key: str, terms: type[_Term]) -> _Term | None:
        """The string `key` as one of `terms`, None if it is empty or absent."""
        text = self.take_text(key)
        return self.read_term(text, terms) if text else None

    def read_term(self, text: str, terms: type[_Term]) -> _Term:
        """One of `terms`; what is none of them is told with the place of this table."""
        try:
            return terms(text)
        except ValueError:
            raise self.refuse(f"{text!r} is none of {', '.join(terms)}") from None

    def take_number(self, key: str, default: int) -> int:
        """The whole number `key`."""
        value = self._fields.pop(key, default)
        if not isinstance(value, int):
            raise self._wrong(key, "a whole number")
        return value

    def take_flag(self, key: str) -> bool:
        """The boolean `key`, false if there is none."""
        value = self._fields.pop(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def take_table(self, key: str) -> "Table":
        """The table `key`, empty if there is none."""
        value = self._fields.pop(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table")
        return Table(f"{self._place}, {key}", cast("dict[str, object]", value))

    def take_tables(self, key: str) -> "list[Table]":
        """The array of tables `key`, empty if there is none."""
        value = self._fields.pop(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, "an array of tables")
        rows = cast("list[object]", value)
        if not all(isinstance(row, dict) for row in rows):
            raise self._wrong(key, "an array of tables")
        return [
            Table(f"{self._place}, {key} {number}", cast("dict[str, object]", row))
            for number, row in enumerate(rows, start=1)
        ]

    def take_texts(self) -> dict[str, str]:
        """Every field of a table that holds only strings."""
        return {key: self.take_text(key) for key in list(self._fields)}

    def take_numbers(self) -> dict[str, int]:
        """Every field of a table that holds only whole numbers."""
        return {key: self.take_number(key, 0) for key in list(self._fields)}

    def take_lists(self) -> dict[str, tuple[str, ...]]:
        """Every field of a table that holds only lists of strings."""
        return {key: self.take_words(key) for key in list(self._fields)}

    def finish(self) -> None:
        """Refuse fields that nothing has read: a misspelt key would be silently without effect."""
        if self._fields:
            raise LexiconError(f"{self._place}: unknown key {', '.join(sorted(self._fields))}; remove or rename it.")

    def refuse(self, reason: str) -> LexiconError:
        """What is wrong with this table, to be raised."""
        return LexiconError(f"{self._place}: {reason}; mend that file.")

    def _wrong(self, key: str, expected: str) -> LexiconError:
        return self.refuse(f"{key} must be {expected}")


def languages_folder() -> Traversable:
    """The folder of the language data."""
    return files("corpdb.extraction") / "languages"


@cache
def supported_languages() -> frozenset[str]:
    """The ISO 639-1 codes of the languages that have a folder."""
    return frozenset(folder.name for folder in languages_folder().iterdir() if folder.is_dir()) - {SHARED}


def read_table(folder: str, name: str) -> Table:
    """The file `name`.toml of the language folder `folder`; an absent file is a `LexiconError`."""
    place = languages_folder() / folder / f"{name}.toml"
    try:
        return Table(f"{folder}/{name}.toml", tomllib.loads(place.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise LexiconError(f"{folder}/{name}.toml: language data is missing; install the package again.") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{folder}/{name}.toml: {error}; mend that file.") from None


@cache
def read_lines(folder: str, name: str) -> frozenset[str]:
    """The lines of `name`.txt in the language folder `folder`, read once; an absent file is a `LexiconError`."""
    try:
        return frozenset((languages_folder() / folder / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        raise LexiconError(f"{folder}/{name}.txt: language data is missing; install the package again.") from None
