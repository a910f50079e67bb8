"""The treebanks of a language, as `corpora.toml` lists them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.training.parser.treebanks import Items, read_treebank

_LIST = Path(__file__).with_name("corpora.toml")


class Treebank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A treebank to learn from: every n-th of its sentences (`part`), with some relations renamed."""

    name: str
    part: int = 1
    relations: dict[str, str] = msgspec.field(default_factory=dict[str, str])


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What teaches a language's parser, and what measures it."""

    train: list[Treebank]
    test: list[str]


@dataclass(frozen=True, slots=True)
class Corpora:
    """The sentences of a language: to learn from and to be measured with, by treebank."""

    train: dict[str, list[Items]]
    test: dict[str, list[Items]]

    def taught(self) -> list[Items]:
        """All sentences to learn from."""
        return [items for sentences in self.train.values() for items in sentences]


def read_corpora(code: str, folder: Path, lexicon: Lexicon) -> Corpora:
    """The treebanks of the language `code`, files `NAME.conllu.xz` in `folder`; a `KeyError` if it has no recipe."""
    recipe = msgspec.convert(tomllib.loads(_LIST.read_text("utf-8"))[code], Recipe)
    train = {bank.name: list(_read_part(folder, bank, lexicon)) for bank in recipe.train}
    return Corpora(train, {name: read_treebank(_find(folder, name), lexicon) for name in recipe.test})


def _read_part(folder: Path, bank: Treebank, lexicon: Lexicon) -> Iterator[Items]:
    for items in read_treebank(_find(folder, bank.name), lexicon)[:: bank.part]:
        yield tuple(replace(item, relation=bank.relations.get(item.relation, item.relation)) for item in items)


def _find(folder: Path, name: str) -> Path:
    return folder / f"{name}.conllu.xz"
