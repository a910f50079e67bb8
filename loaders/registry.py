"""The list of source formats, and the one way from a document's bytes to its text."""

from pathlib import PurePath

from corpdb.core.errors import DocumentError
from corpdb.loaders import html, markdown, text
from corpdb.loaders.contract import Loader
from corpdb.loaders.document import Document

LOADERS: tuple[Loader, ...] = (text.LOADER, markdown.LOADER, html.LOADER)
"""Every format that is read; a new one is a module with a `LOADER` and an entry here."""

SUFFIXES: frozenset[str] = frozenset[str]().union(*(loader.suffixes for loader in LOADERS))
"""The suffixes of all formats, lower case, with their dot."""


def read_document(data: bytes, name: str) -> Document:
    """Read the document `name`, in the format that its name, or for standard input its content, tells.

    Raises a `DocumentError` that names the document if its format is not known or it cannot be read.
    """
    return find_loader(name, data).read(data, name)


def find_loader(name: str, data: bytes) -> Loader:
    """The one loader whose format the document has; a `DocumentError` if none has it, or several claim it."""
    found = [loader for loader in LOADERS if loader.identify(name, data)]
    match found:
        case [loader]:
            return loader
        case []:
            shown = PurePath(name).suffix or "no suffix"
            known = ", ".join(sorted(SUFFIXES))
            raise DocumentError(f"{name} is of a format that is not read ({shown}): convert it to one of {known}.")
        case _:
            claims = " and ".join(loader.name for loader in found)
            raise DocumentError(f"{name} could be read as {claims}: give it the suffix of one of them.")
