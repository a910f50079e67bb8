"""A database as of a day: what was known when the documents that had come out by then were all there were.

In a connection as of a day, temporary views and tables have the names of the tables and hold what was known; the `bi_`
views are made over them once more, temporary too. Both databases look a name up among what is temporary first, so
that reports and a user's own queries need not know. Which names are one organization, and which tellings one event, is
known as of now; so are their numbers.
"""

from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from sqlalchemy import Connection, Engine, func, literal_column, select, text
from sqlalchemy.exc import DBAPIError

from corpdb.core.errors import DatabaseError
from corpdb.models.views import VIEWS
from corpdb.resolution.decisions import list_corrections
from corpdb.storage.bulk import update_rows
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.engine import is_sqlite, open_existing, repeat_option
from corpdb.storage.events.best import find_best
from corpdb.storage.organizations.parents import settle_parents
from corpdb.storage.organizations.renamings import read_renamings
from corpdb.storage.organizations.settling import describe
from corpdb.storage.schema.state import Known, open_current
from corpdb.storage.tables import DOCUMENT, ORGANIZATION, UNSETTLED_EVENT

_NO_TEMPORARY = {"42501", "25006", "0A000"}  # no right, a connection that only reads, a standby

_SAID_OF_STALE = """
SELECT own.id, named.id, named.form, said.kind, said.documents FROM stale_organization AS stale
JOIN organization AS own ON own.id = stale.id
JOIN organization_name AS named ON named.organization_id = own.id
JOIN organization_saying AS said ON said.name_id = named.id
"""

_SOURCE_COUNT = """
CREATE TEMPORARY VIEW source_count AS
SELECT min(document_id) AS id, source, language, count(*) AS documents FROM bi_documents GROUP BY source, language
"""
_ACTIVITY = """
CREATE TEMPORARY TABLE organization_activity AS
SELECT min(part.id) AS id, own.id AS organization_id, event.type, own.kind, count(DISTINCT event.id) AS events
FROM participation AS part JOIN event ON event.id = part.event_id AND event.verdict <> 'rejected'
JOIN organization AS own ON own.id = part.organization_id GROUP BY own.id, event.type, own.kind;

INSERT INTO organization_activity (id, organization_id, type, kind, events)
SELECT min(id), organization_id, 'any', kind, sum(events) FROM organization_activity GROUP BY organization_id, kind;

CREATE UNIQUE INDEX activity_as_of ON organization_activity (organization_id, type)
"""


@contextmanager
def open_as_of(text: str | None, day: date) -> Generator[Known]:
    """The database, or the default one, for reading, as of `day`.

    A `DatabaseError` says what to do where histories are not written yet, or where nothing temporary can be made.
    """
    with open_current(text) as present:
        undated = _count_undated(present)
        with open_existing(text, read_only=True, prepare=AsOf(day).prepare) as engine:
            yield Known(engine, present, undated)


@dataclass(frozen=True, slots=True)
class AsOf:
    """What makes a connection one as of a day."""

    day: date

    def prepare(self, connection: Connection) -> None:
        """Make what is temporary; a `DatabaseError` tells if the server does not let it."""
        try:
            base = _prepare_names(connection)
            self._make_shadows(connection, base)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _NO_TEMPORARY:
                raise
            raise DatabaseError(
                "--as-of needs temporary tables, and the server makes none for this user; connect to the primary server"
                " as a user with the right TEMPORARY on the database"
            ) from error

    def _make_shadows(self, connection: Connection, base: str) -> None:
        statements = (files("corpdb.storage") / "asof.sql").read_text(encoding="utf-8")
        best = find_best(literal_column("own.id")).compile(connection)
        _execute(connection, statements.format(base=base, day=self.day.isoformat(), best=best))
        _settle_stale(connection)
        _execute(connection, _ACTIVITY)
        for view in VIEWS:
            if "source_count" in view.source:  # which is counted of a view that stands before this one
                connection.exec_driver_sql(_SOURCE_COUNT)
            shown = view if "organization_activity" in view.source else view.joined  # views are dear to look up
            query = shown.select_on(connection.dialect.name)
            connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {view.name} AS\n{query}")


def _execute(connection: Connection, statements: str) -> None:
    for statement in statements.split(";\n\n"):
        connection.exec_driver_sql(statement)


def _prepare_names(connection: Connection) -> str:
    """Let names be looked up among what is temporary first; the schema of the tables themselves."""
    if is_sqlite(connection):
        return "main"
    connection.exec_driver_sql("SET TRANSACTION READ WRITE")
    schema = connection.scalar(
        text(
            "SELECT nspname FROM pg_namespace JOIN pg_class ON pg_class.relnamespace = pg_namespace.oid"
            " WHERE pg_class.oid = to_regclass('event')"
        )
    )
    path = text("SELECT set_config('search_path', 'pg_temp, ' || current_setting('search_path'), false)")
    connection.execute(path)
    return connection.dialect.identifier_preparer.quote(schema or "public")


def _settle_stale(connection: Connection) -> None:
    """Name the organizations of which more was said since as documents did by then, and find their owners."""
    said: defaultdict[int, list[tuple[str, str, int]]] = defaultdict(list)
    names: defaultdict[int, set[int]] = defaultdict(set)
    for organization, name, *one in connection.execute(text(_SAID_OF_STALE)):
        said[organization].append((one[0], one[1], one[2]))
        names[organization].add(name)
    decisions = Decisions(connection)
    named = set[int]().union(*names.values())
    decided, renamings = decisions.read_names(named), read_renamings(connection, named)
    rows: list[tuple[object, ...]] = []
    for one in said:
        told = [each for name in names[one] for each in renamings.get(name, ())]
        rows.append((one, *describe(said[one], list_corrections(decided, names[one]), told)))
    update_rows(connection, ORGANIZATION, "id", ("name", "kind"), rows)
    settle_parents(connection, said, (), decisions)
    connection.exec_driver_sql("DROP TABLE stale_organization")


def _count_undated(engine: Engine) -> int:
    """How many documents have no date; a `DatabaseError` if the database has events without a history."""
    with engine.connect() as connection:
        if number := connection.scalar(select(func.count()).select_from(UNSETTLED_EVENT)):
            raise DatabaseError(
                f"the history of {number} events is not written yet, because the database was upgraded;"
                f" write it with any load, such as: corpdb load PATH{repeat_option(engine.url)}"
            )
        undated = select(func.count()).where(DOCUMENT.c.published_last_day.is_(None))
        return connection.scalar(undated) or 0
