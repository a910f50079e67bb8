"""What a source format's module offers: its name, its suffixes, whether a document is its own, and how to read it."""

from collections.abc import Callable
from dataclasses import dataclass

from corpdb.loaders.document import Document

STDIN_NAME = "<stdin>"
"""The name of what is read from standard input, which has no suffix to tell its format."""


@dataclass(frozen=True, slots=True)
class Loader:
    """One source format.

    `suffixes` are lower case, with their dot. `identify(name, data)` says whether the document is of this format.
    `read(data, name)` gives the document, or raises a `DocumentError` that names it and says what is wrong.
    """

    name: str
    suffixes: frozenset[str]
    identify: Callable[[str, bytes], bool]
    read: Callable[[bytes, str], Document]
