"""What others notice of an upgrade on PostgreSQL: how long small queries take meanwhile, and which locks they meet."""

from collections import defaultdict
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from threading import Event
from time import perf_counter, sleep

import psycopg
from sqlalchemy import make_url

QUERY_PAUSE, LOCK_PAUSE = 0.002, 0.01
QUERIES = (
    "SELECT quote FROM mention WHERE id = 1 + %s %% 5000",
    "SELECT kind FROM bi_events WHERE event_id = 1 + %s %% 5000",
    "SELECT quote FROM bi_mentions WHERE event_id = 1 + %s %% 5000",
    "SELECT name FROM organization WHERE id = 1 + %s %% 5000",
)
LOCKS = """
SELECT pid, relation, relation::regclass::text FROM pg_locks JOIN pg_class ON pg_class.oid = relation
WHERE granted AND mode = 'AccessExclusiveLock' AND relkind IN ('r', 'v')
"""


@dataclass(slots=True)
class Watch:
    """Milliseconds of each small query, and by table or view the longest time for which readers were seen kept out."""

    queries: list[float] = field(default_factory=list[float])
    locks: dict[str, float] = field(default_factory=lambda: defaultdict[str, float](float))

    def describe(self) -> str:
        """The figures in a line."""
        longest = max(self.locks, key=self.locks.__getitem__, default=None)
        lock = f"longest lock {self.locks[longest] * 1000:.0f} ms ({longest})" if longest else "no lock seen"
        middle, slowest = median(self.queries), max(self.queries)
        return f"{len(self.queries)} queries, median {middle:.1f} ms, slowest {slowest:.0f} ms; {lock}"


@contextmanager
def watching(url: str) -> Generator[Watch]:
    """Run small queries and look at locks in the block."""
    watch, ended = Watch(), Event()
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(watcher, address, watch, ended) for watcher in (_run_queries, _look_at_locks)]
        try:
            yield watch
        finally:
            ended.set()
            for one in work:
                one.result()


def _run_queries(address: str, watch: Watch, ended: Event) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for number in count():
            if ended.is_set():
                return
            started = perf_counter()
            connection.execute(QUERIES[number % len(QUERIES)], (number * 7919,)).fetchall()
            watch.queries.append((perf_counter() - started) * 1000)
            sleep(QUERY_PAUSE)


def _look_at_locks(address: str, watch: Watch, ended: Event) -> None:
    since: dict[tuple[int, int], float] = {}
    with psycopg.connect(address, autocommit=True) as connection:
        while not ended.is_set():
            now = perf_counter()
            seen = {(pid, table): name for pid, table, name in connection.execute(LOCKS)}
            since = {key: since.get(key, now) for key in seen}
            for key, name in seen.items():
                watch.locks[name] = max(watch.locks[name], now - since[key])
            sleep(LOCK_PAUSE)
