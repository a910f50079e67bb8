"""A stream in pieces."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of `size` items, in order, the last one perhaps shorter; no more are taken than the next list needs."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
