"""Readings that are kept, for tests of what becomes of facts and not of how they are found."""

from functools import cache

from corpdb.extraction.facts import Facts
from corpdb.extraction.reader import Reader

_read = Reader.__call__


def remember(
    reader: Reader, text: str, *, title: str | None = None, language: str | None = None, published: str | None = None
) -> Facts:
    """What the reader finds, read once in this process: for `Reader.__call__`."""
    return _remember(reader, text, title, language, published)


@cache
def _remember(reader: Reader, text: str, title: str | None, language: str | None, published: str | None) -> Facts:
    return _read(reader, text, title=title, language=language, published=published)
