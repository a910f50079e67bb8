"""References between rows, proven on the rows: databases enforce them, but they can be told not to."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Connection, ForeignKeyConstraint, Select, Table, and_, exists, func, select

from corpdb.models.schema import metadata


def find_orphans(connection: Connection) -> Iterator[str]:
    """A sentence for each reference that leads some rows to nothing: how many, and where the first of them leads."""
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            query = _select_orphans(table, key)
            number, first = connection.execute(query).one()
            if number:
                columns = ", ".join(column.name for column in key.columns)
                yield f"{table.name} whose {columns} leads nowhere: {number} rows, the first of them to {first}"


@cache
def _select_orphans(table: Table, key: ForeignKeyConstraint) -> Select[int, object]:
    """How many rows refer to one that is not there, and the least of what they refer to."""
    target = key.referred_table.alias("target")
    pairs: list[tuple[Column[object], str]] = [(element.parent, element.column.name) for element in key.elements]
    found = exists().where(and_(*(target.c[name] == column for column, name in pairs)))
    present = and_(*(column.is_not(None) for column, _ in pairs))
    return select(func.count(), func.min(pairs[-1][0])).select_from(table).where(present, ~found)
