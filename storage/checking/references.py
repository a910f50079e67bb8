"""References between rows, proven on the rows: databases enforce them, but they can be told not to."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, ForeignKeyConstraint, TextClause, text

from corpdb.models.schema import metadata


def find_orphans(connection: Connection) -> Iterator[str]:
    """A sentence for each reference that leads some rows to nothing: how many, and where the first of them leads."""
    references = _list_references()
    for place, number, first in connection.execute(_select_orphans()):
        key = references[int(place)]
        columns = ", ".join(key.columns.keys())
        yield f"{key.table.name} whose {columns} leads nowhere: {number} rows, the first of them to {first}"


@cache
def _list_references() -> list[ForeignKeyConstraint]:
    return [
        key
        for table in metadata.sorted_tables
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
    ]


@cache
def _select_orphans() -> TextClause:
    """One statement for all references, written once: to build and compile one for each takes longer than to ask."""
    counts = " UNION ALL ".join(_count_orphans(place, key) for place, key in enumerate(_list_references()))
    return text(f"SELECT * FROM ({counts}) AS orphans WHERE number > 0 ORDER BY place")  # noqa: S608 - our own names


def _count_orphans(place: int, key: ForeignKeyConstraint) -> str:
    """How many rows refer to one that is not there, and the least of what they refer to."""
    pairs = [(element.parent.name, element.column.name) for element in key.elements]
    met = " AND ".join(f"target.{there} = own.{here}" for here, there in pairs)
    present = " AND ".join(f"own.{here} IS NOT NULL" for here, _ in pairs)
    return (
        f"SELECT {place} AS place, count(*) AS number, CAST(min(own.{pairs[-1][0]}) AS TEXT) AS first"  # noqa: S608
        f" FROM {key.table.name} AS own"
        f" WHERE {present} AND NOT EXISTS (SELECT 1 FROM {key.referred_table.name} AS target WHERE {met})"
    )
