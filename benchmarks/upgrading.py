"""How long an upgrade takes beside the plain SQL that does the same, and how long it keeps others waiting.

Two upgrades are measured: of an empty database from nothing to the newest revision, and of a filled one from
`--start` to `--end`, by default the step that parts a column of every mention in two. The peer is the SQL that
`corpdb db upgrade --sql` prints for the same steps. Both run in turns on one database, which is taken back each time,
each in a process of its own. On SQLite both are measured again with a copy of the file made first, as `corpdb db
upgrade` does. On PostgreSQL, small queries run all the while.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import sleep

from databases import Fresh, open_backend
from multiplying import open_filled
from sqlalchemy import make_url
from waiting import Watch, watching

from corpdb.storage.copying.run import copy_database
from corpdb.storage.engine import is_sqlite, make_engine, open_database
from corpdb.storage.schema.chain import find_route, write_sql
from corpdb.storage.schema.state import downgrade

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BEFORE, HEAVY = "c1a1f3d0b028", "c1a1f3d0b029"
IDLE_SECONDS = 3.0
STEP = Path(__file__).with_name("step.py")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds and peak memory of one upgrade."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure both upgrades on the databases asked for, and print the figures."""
    options = _parse_options()
    for kind in options.database:
        with ExitStack() as stack:
            bare = stack.enter_context(open_backend(kind, options.postgresql, bare=True))
            if options.measure != "filled":
                _measure_empty(kind, bare, options.repeat)
            if options.measure != "empty":
                _measure_filled(kind, bare, options)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how long an upgrade takes and keeps others waiting.")
    parser.add_argument("--count", type=int, default=20_000, help="how many events (default: 20000)")
    parser.add_argument("--measure", choices=["empty", "filled", "both"], default="both")
    parser.add_argument("--filled", metavar="URL", help="a filled database; without it, one is made")
    parser.add_argument("--database", nargs="+", choices=[SQLITE, POSTGRESQL], default=[SQLITE, POSTGRESQL])
    parser.add_argument("--start", default=BEFORE, metavar="REVISION", help="where the upgrade begins")
    parser.add_argument("--end", default=HEAVY, metavar="REVISION", help="where it ends")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="how many turns (default: 3)")
    parser.add_argument("--postgresql", metavar="URL", help="a server to use; without it, one is started")
    return parser.parse_args()


def _measure_empty(kind: str, fresh: Fresh, repeat: int) -> None:
    ours: list[Taken] = []
    peer: list[Taken] = []
    for _ in range(repeat):
        with fresh() as url:
            script = _write_script(url, "head")
            ours.append(_run(url, "head"))
        with fresh() as url:
            peer.append(_run(url, script=script))
    _tell(f"{kind}, empty, base to head", ours, peer)


def _measure_filled(kind: str, fresh: Fresh, options: argparse.Namespace) -> None:
    with _open_filled(kind, fresh, options) as url:
        _take_back(url, options)
        if kind == POSTGRESQL:
            with watching(url) as idle:
                sleep(IDLE_SECONDS)
            print(f"  nothing else runs: {idle.describe()}")
        for backup in (False, True) if kind == SQLITE else (False,):
            _measure_turns(url, options, backup=backup)


def _measure_turns(url: str, options: argparse.Namespace, *, backup: bool) -> None:
    ours: list[Taken] = []
    peer: list[Taken] = []
    watches: list[Watch] = []
    script = _write_script(url, options.end)
    for _ in range(options.repeat):
        ours.append(_run_watched(url, options.end, watches, backup=backup))
        _take_back(url, options)
        peer.append(_run(url, script=script, backup=backup))
        _take_back(url, options)
    kind = make_url(url).get_backend_name()
    what = "with a copy of the file" if backup else "as it is"
    _tell(f"{kind}, filled, {options.start} to {options.end}, {what}", ours, peer)
    for watch in watches:
        print(f"  meanwhile: {watch.describe()}")


@contextmanager
def _open_filled(kind: str, fresh: Fresh, options: argparse.Namespace) -> Generator[str]:
    """A filled database that may be changed: a copy of the one that is named, but on PostgreSQL that one itself."""
    if options.filled and kind == POSTGRESQL == make_url(options.filled).get_backend_name():
        yield options.filled
        return
    with fresh() as url:
        with open_filled(options.filled, options.count) as filled:
            if kind == SQLITE:
                shutil.copyfile(make_url(filled).database or "", make_url(url).database or "")
            else:
                copy_database(filled, url, lambda _content: None)
        yield url


def _take_back(url: str, options: argparse.Namespace) -> None:
    """Bring the database to the start, in the same state each time."""
    with open_database(url) as engine:
        downgrade(engine, options.start)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not is_sqlite(engine):
                connection.exec_driver_sql("VACUUM ANALYZE")


def _write_script(url: str, end: str) -> str:
    engine = make_engine(url)
    route = find_route(engine, end, goes_down=False)
    engine.dispose()
    return write_sql(route, url)


def _run_watched(url: str, end: str, watches: list[Watch], *, backup: bool) -> Taken:
    if make_url(url).get_backend_name() == SQLITE:  # where nobody reads what is being changed
        return _run(url, end, backup=backup)
    with watching(url) as watch:
        taken = _run(url, end)
    watches.append(watch)
    return taken


def _run(url: str, revision: str | None = None, *, script: str = "", backup: bool = False) -> Taken:
    command = [sys.executable, str(STEP), url, *([revision] if revision else []), *(["--backup"] if backup else [])]
    done = subprocess.run(command, input=script, stdout=subprocess.PIPE, text=True, check=True)
    return Taken(**json.loads(done.stdout))


def _tell(what: str, ours: list[Taken], peer: list[Taken]) -> None:
    ratio = median(one.seconds / other.seconds for one, other in zip(ours, peer, strict=True))
    print(f"{what}: {ratio:.2f} times as long as plain SQL")
    for name, runs in (("program", ours), ("plain SQL", peer)):
        seconds = ", ".join(f"{run.seconds:.2f}" for run in runs)
        print(f"  {name:<10}{seconds} s; peak memory {max(run.megabytes for run in runs):.0f} MB")


if __name__ == "__main__":
    main()
