"""How fast reports and filtered views answer from a large database, beside plain SQL that reads the same rows.

    python benchmarks/multiplying.py million.db --count 1000000
    python benchmarks/reporting.py sqlite:///million.db
    python benchmarks/reporting.py postgresql://USER@HOST/NAME --only bi_events network

Each query runs once to warm the caches, then some times more; the median counts. A filter that keeps more rows than
`--large` is bound by reading them: it is held against its peer alone. Nothing in the database changes.
"""

import argparse
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from questions import TAKES_PART, Dates, Question, list_questions
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from corpdb.core.errors import NotFoundError
from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventType
from corpdb.reports.catalog import REPORTS
from corpdb.reports.filters import Filters
from corpdb.reports.names import find_organization
from corpdb.storage.engine import is_sqlite, open_database

WANTED = {"sqlite": 300, "postgresql": 100}  # milliseconds
FIRST = 50
SUMS = {"companies", "labs", "network", "coverage", "summary"}  # which read all that the filter keeps
SLOW_SECONDS = 2.0  # from here on nothing is repeated
STEPS = 100_000  # of SQLite between two looks at the clock
MEDIAN_DAY = """
SELECT {day} FROM {table} WHERE {precision} = 'day' ORDER BY {day} LIMIT 1
OFFSET (SELECT count(*) / 2 FROM {table} WHERE {precision} = 'day')
"""
BUSIEST = """
SELECT organization_id FROM (SELECT organization_id FROM participation ORDER BY id LIMIT 10000) AS first
WHERE organization_id IS NOT NULL GROUP BY organization_id ORDER BY count(*) DESC, organization_id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Material:
    """What is asked for: periods, an organization with many events, a type."""

    dates: Dates
    organization: int
    name: str
    type: EventType = EventType.PARTNERSHIP


@dataclass(slots=True)
class Clock:
    """Runs queries of a database, none longer than some seconds."""

    engine: Engine
    repeat: int
    patience: float
    processor: bool
    served_by: int = 0
    deadline: float = 0.0

    def __post_init__(self) -> None:
        """Have the database give up what takes too long."""
        event.listen(self.engine, "checkout", self._watch if is_sqlite(self.engine) else self._limit)

    def ask(self, sql: str) -> Any:
        """The first value of the answer."""
        with self.engine.connect() as connection:
            return connection.exec_driver_sql(sql).scalar()

    def count(self, sql: str) -> int:
        """The number that a query gives; 0 if there is no query, or if it takes too long."""
        self.deadline = perf_counter() + self.patience
        with self._giving_up():
            return self.ask(sql) if sql else 0
        return 0

    def fetch(self, sql: str) -> None:
        """All rows of the answer."""
        with self.engine.connect() as connection:
            connection.exec_driver_sql(sql).all()

    def take(self, run: Callable[[], object]) -> float:
        """Milliseconds of a run whose data are in memory already."""
        self.deadline = perf_counter() + self.patience
        first = self._time(run)
        if first > 1000 * SLOW_SECONDS:
            return first
        self.deadline += self.repeat * self.patience
        return median(self._time(run) for _ in range(self.repeat)) if not self.processor else self._time_all(run)

    def _time_all(self, run: Callable[[], object]) -> float:
        """The mean: the server's processor time is told in steps that are longer than most queries."""
        return self._time(lambda: [run() for _ in range(self.repeat)]) / self.repeat

    def _time(self, run: Callable[[], object]) -> float:
        started = self._look()
        with self._giving_up():
            run()
        return 1000 * (self._look() - started)

    @contextmanager
    def _giving_up(self) -> Generator[None]:
        """Let what takes too long end; whatever else the database refuses is raised."""
        asked = perf_counter()
        try:
            yield
        except OperationalError:
            if perf_counter() < asked + 0.9 * self.patience:
                raise

    def _watch(self, dbapi: Any, *_: object) -> None:
        dbapi.set_progress_handler(lambda: perf_counter() > self.deadline > 0, STEPS)

    def _limit(self, dbapi: Any, *_: object) -> None:
        dbapi.execute(f"SET statement_timeout = {int(1000 * self.patience)}")
        dbapi.commit()
        self.served_by = dbapi.info.backend_pid

    def _look(self) -> float:
        """The time by the clock, or by the processors of this process and of the one that serves it."""
        if not self.processor:
            return perf_counter()
        if not self.served_by:
            return process_time()
        status = Path(f"/proc/{self.served_by}/stat").read_text("utf-8").rpartition(")")[2].split()
        return process_time() + sum(map(int, status[11:13])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Ask the databases that are named, and print what each answer took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", nargs="+", metavar="URL", help="a filled database")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="views and reports (default: all)")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="how many turns (default: 5)")
    parser.add_argument("--large", type=int, default=10_000, metavar="ROWS", help="(default: 10000)")
    parser.add_argument("--patience", type=float, default=30.0, metavar="SECONDS", help="for one query (default: 30)")
    parser.add_argument("--processor", action="store_true", help="count processor time: where other programs run, too")
    options = parser.parse_args()
    for url in options.database:
        with open_database(url, read_only=True) as engine:
            _measure(Clock(engine, options.repeat, options.patience, options.processor), options)


def _measure(clock: Clock, options: argparse.Namespace) -> None:
    wanted = WANTED[clock.engine.dialect.name]
    print(f"{clock.engine.dialect.name}, at most {wanted} ms")
    print(f"{'':<24}{'filter':<14}{'shape':<7}{'ms':>9}{'peer':>9}{'times':>8}{'rows':>12}")
    material = _choose(clock)
    asked = missed = bound = 0
    for question, run in _list_all(clock, material):
        if options.only and question.target not in options.only:
            continue
        ours, peer = clock.take(run), clock.take(lambda sql=question.peer: clock.fetch(sql))
        kept = clock.count(question.counted)
        is_large, is_late = kept > options.large, ours > wanted and question.filter != "none"
        asked, missed, bound = asked + 1, missed + (is_late and not is_large), bound + (is_late and is_large)
        mark = "large" if is_large else "SLOW" if is_late else ""
        print(
            f"{question.target:<24}{question.filter:<14}{question.shape:<7}"
            f"{ours:9.1f}{peer:9.1f}{ours / peer:8.1f}{kept or '':>12}  {mark}",
            flush=True,
        )
    print(f"{missed} of {asked} take longer than {wanted} ms, and {bound} that keep more than {options.large} rows")


def _choose(clock: Clock) -> Material:
    day = str(clock.ask(MEDIAN_DAY.format(table="event", day="first_day", precision="date_precision")))
    published = MEDIAN_DAY.format(table="document", day="published_first_day", precision="published_precision")
    organization = clock.ask(BUSIEST)
    name = clock.ask(f"SELECT name FROM organization WHERE id = {organization}")
    periods = (PartialDate.parse(each) for each in (day[:7], day[:4], str(clock.ask(published))))
    return Material(Dates(*periods), organization, name)


def _list_all(clock: Clock, material: Material) -> Iterator[tuple[Question, Callable[[], object]]]:
    """Each question, and what asks it."""
    takes_part = TAKES_PART[clock.engine.dialect.name].format("bi_participants", material.organization)
    for question in list_questions(clock.ask, material.dates, takes_part):
        yield question, lambda sql=question.sql: clock.fetch(sql)
    for question, filters in _list_reports(material):
        yield question, lambda name=question.target, filters=filters: _run_report(clock.engine, name, filters)
    for shape, name in (("exact", material.name), ("folded", material.name.upper()), ("near", f"{material.name[1:]}x")):
        peer = "SELECT id FROM organization_name WHERE key = 'a'"
        question = Question("--organization", "name", shape, "", peer)
        yield question, lambda name=name: _find(clock.engine, name)


def _list_reports(material: Material) -> Iterator[tuple[Question, Filters]]:
    """Each report under each of its filters; the peer reads the events of the filter."""
    month, year, day = material.dates.month, material.dates.year, material.dates.day
    organization, types = material.organization, (material.type,)
    part = f"id {TAKES_PART['sqlite'].format('participation', organization)}"
    in_month, in_year, on_day = (_may_lie_in(date) for date in (month, year, day))
    is_type = f"type = '{material.type}'"
    cases = {
        "none": ("id > 0", Filters(limit=FIRST)),
        "month": (in_month, Filters(since=month, until=month)),
        "month, first": (in_month, Filters(since=month, until=month, limit=FIRST)),
        "day": (on_day, Filters(since=day, until=day)),
        "since": (f"last_day >= '{month.first}'", Filters(since=month, limit=FIRST)),
        "type": (is_type, Filters(types=types, limit=FIRST)),
        "type, year": (f"{in_year} AND {is_type}", Filters(since=year, until=year, types=types, limit=FIRST)),
        "type, month": (f"{in_month} AND {is_type}", Filters(since=month, until=month, types=types)),
        "organization": (part, Filters(organization=organization)),
        "org., year": (f"{part} AND {in_year}", Filters(organization=organization, since=year, until=year)),
        "country, year": (in_year, Filters(since=year, until=year, countries=("FR",), limit=FIRST)),
        "lang., month": (in_month, Filters(since=month, until=month, languages=("fr",), limit=FIRST)),
    }
    for name, report in REPORTS.items():
        for case, (where, filters) in cases.items():
            if filters.names <= report.outline.filters and (name != "timeline" or filters.organization):
                counted = f"SELECT count(*) FROM event WHERE {where}" if name in SUMS or not filters.limit else ""
                first = f" ORDER BY first_day, last_day, id LIMIT {FIRST}" if filters.limit else ""
                yield Question(name, case, "report", "", f"SELECT * FROM event WHERE {where}{first}", counted), filters
    sorted_by = Filters(sort="-amount", limit=FIRST)
    peer = f"SELECT * FROM event WHERE type = 'transaction' ORDER BY amount IS NULL, amount DESC LIMIT {FIRST}"
    yield Question("transactions", "-amount", "report", "", peer), sorted_by
    for name in ("summary", "coverage"):
        yield (
            Question(name, "none", "report", "", "SELECT count(*) FROM event", "SELECT count(*) FROM event"),
            Filters(),
        )


def _may_lie_in(date: PartialDate) -> str:
    return f"first_day BETWEEN '{date.first.year}-01-01' AND '{date.last}' AND last_day >= '{date.first}'"


def _run_report(engine: Engine, name: str, filters: Filters) -> None:
    with REPORTS[name].run(engine, filters) as result:
        for _ in result.rows:
            pass


def _find(engine: Engine, name: str) -> None:
    with engine.connect() as connection, suppress(NotFoundError):
        find_organization(connection, name)


if __name__ == "__main__":
    main()
