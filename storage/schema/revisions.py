"""The revisions that this program knows, and the one that a database stands at.

Alembic could tell, but takes longer to import than most commands take: only what changes a schema imports it.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, inspect, text

VERSION_TABLE = "corpdb_schema_version"
_IDENTIFIERS = re.compile(r'^revision = "(\w+)"\ndown_revision = (?:"(\w+)"|None)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Revisions:
    """The identifiers of the revisions that ship with the program, and of the newest of them."""

    known: frozenset[str]
    head: str


@cache
def read_revisions() -> Revisions:
    """Read the identifiers out of the revisions' files."""
    folder = files("corpdb.migrations") / "versions"
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".py")]
    before = {match[1]: match[2] for text in texts if (match := _IDENTIFIERS.search(text))}
    (head,) = before.keys() - before.values()
    return Revisions(frozenset(before), head)


def read_current(connection: Connection) -> str | None:
    """The revision that the database stands at, or None for one without tables of ours."""
    return read_version(connection) if inspect(connection).has_table(VERSION_TABLE) else None


def read_version(connection: Connection) -> str | None:
    """What the version table holds, which must be there: a revision, or None after the last one was taken back."""
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - our own name
