"""What a copy asks of either database; the source is read and the target filled in one transaction each."""

from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, Table

from corpdb.storage.copying.lines import Block


class Side(Protocol):
    """A database within a transaction."""

    connection: Connection

    def read_lines(self, table: Table) -> Generator[Block]:
        """The rows in their canonical form, in the order of their keys, as blocks of whole lines."""
        ...

    def write_lines(self, table: Table, blocks: Iterable[Block]) -> None:
        """Add the rows."""
        ...

    def emptied(self) -> AbstractContextManager[None]:
        """Every table empty for the block, and without the indexes and references that slow writing down.

        They are made again at its end.
        """
        ...
