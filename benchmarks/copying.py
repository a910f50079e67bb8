"""How fast `corpdb db copy` moves a whole database, beside dump and restore with the databases' own tools.

These are `.dump` read by `sqlite3`, and `pg_dump` read by `psql`: what the manuals say for a database that is to be
made anew, elsewhere or by another version. (`VACUUM INTO` and `cp` copy pages of a file, and keep its faults.)
In brackets stands what processors have worked, client and server: the clock tells of other programs, too.

Both run in this run, on the same rows. The peer of a copy between unlike databases is the dump of the one and the
restore of the other: neither can read what the other writes.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import IO

from databases import Fresh, open_backend
from multiplying import open_filled
from processor import Meter
from sqlalchemy import make_url

from corpdb.storage.copying.run import Content, copy_database

SQLITE, POSTGRESQL = "sqlite", "postgresql"
LEGS = ((SQLITE, POSTGRESQL), (POSTGRESQL, SQLITE), (POSTGRESQL, POSTGRESQL), (SQLITE, SQLITE))


@dataclass(frozen=True, slots=True)
class Leg:
    """A copy and the databases' own tools: seconds by the clock and of processors, and how fast the copy is by each."""

    rows: int
    seconds: float
    processor: float
    peer_seconds: float
    peer_processor: float

    @property
    def speeds(self) -> str:
        """The speed of the tools is 1."""
        return f"{self.peer_seconds / self.seconds:.2f} ({self.peer_processor / self.processor:.2f})"


def main() -> None:
    """Copy databases of the sizes asked for in every direction, and print the figures."""
    options = _parse_options()
    with (
        open_backend(SQLITE, None, bare=True) as files,
        open_backend(POSTGRESQL, options.postgresql, bare=True) as server,
    ):
        report = {
            f"{count:,}": _measure({SQLITE: files, POSTGRESQL: server}, count, options) for count in options.count
        }
    print(json.dumps(report, indent=1, default=asdict) if options.json else _describe(report))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how fast a database is copied.")
    parser.add_argument("--count", type=int, nargs="+", default=[20_000], help="how many events (default: 20000)")
    parser.add_argument("--postgresql", metavar="URL", help="a server to use; without it, one is started")
    parser.add_argument(
        "--filled", nargs="+", default=[], metavar="URL", help="databases to copy; without them, they are made"
    )
    parser.add_argument("--source", nargs="+", choices=[SQLITE, POSTGRESQL], default=[SQLITE, POSTGRESQL])
    parser.add_argument("--target", nargs="+", choices=[SQLITE, POSTGRESQL], default=[SQLITE, POSTGRESQL])
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _measure(fresh: dict[str, Fresh], count: int, options: argparse.Namespace) -> dict[str, Leg]:
    filled: dict[str, str] = {make_url(url).get_backend_name(): url for url in options.filled}
    with ExitStack() as stack:
        filled[SQLITE] = stack.enter_context(open_filled(filled.get(SQLITE), count))
        if POSTGRESQL not in filled:
            filled[POSTGRESQL] = stack.enter_context(fresh[POSTGRESQL]())
            _copy(filled[SQLITE], filled[POSTGRESQL])
        legs = [(source, target) for source, target in LEGS if source in options.source and target in options.target]
        return {f"{source} to {target}": _run_leg(fresh, filled, source, target) for source, target in legs}


def _run_leg(fresh: dict[str, Fresh], filled: dict[str, str], source: str, target: str) -> Leg:
    ours, peer = (Meter(_strip(filled[POSTGRESQL])) for _ in range(2))
    with fresh[target]() as url, ours.counting():
        rows = _copy(filled[source], url)
    with fresh[target]() as url, tempfile.NamedTemporaryFile() as dump:
        if source == target:
            with peer.counting():
                _pipe(_name_dump(filled[source]), _name_restore(url))
        else:
            with peer.counting():
                _run(_name_dump(filled[source]), output=dump)
            dump.truncate(0)
            _run(_name_dump(filled[target]), output=dump)
            with peer.counting():
                _run(_name_restore(url), input=dump)
    return Leg(rows, ours.seconds, ours.processor, peer.seconds, peer.processor)


def _copy(source: str, target: str) -> int:
    contents: list[Content] = []
    copy_database(source, target, contents.append)
    return sum(content.rows for content in contents)


def _name_dump(url: str) -> list[str]:
    if make_url(url).get_backend_name() == SQLITE:
        return [_find("sqlite3"), make_url(url).database or "", ".dump"]
    return [_find("pg_dump"), "--no-owner", "--dbname", _strip(url)]


def _name_restore(url: str) -> list[str]:
    if make_url(url).get_backend_name() == SQLITE:
        return [_find("sqlite3"), make_url(url).database or ""]
    return [_find("psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null", _strip(url)]


def _strip(url: str) -> str:
    """The address as PostgreSQL's own programs take it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _find(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise SystemExit(f"this benchmark needs the program {program}; install it, or add it to PATH")
    return path


def _run(command: list[str], *, input: IO[bytes] | None = None, output: IO[bytes] | None = None) -> None:
    """Run a program on a file from its beginning."""
    for file in filter(None, (input, output)):
        file.seek(0)
    subprocess.run(command, stdin=input, stdout=output, check=True)


def _pipe(first: list[str], second: list[str]) -> None:
    with subprocess.Popen(first, stdout=subprocess.PIPE) as writer:
        subprocess.run(second, stdin=writer.stdout, check=True)
    if writer.returncode:
        raise SystemExit(f"{first[0]} has failed")


def _describe(report: dict[str, dict[str, Leg]]) -> str:
    lines: list[str] = []
    for count, legs in report.items():
        lines.append(f"{count} events, {next(iter(legs.values())).rows:,} rows")
        lines += [
            f"  {name:<26}{leg.seconds:8.1f} s ({leg.processor:.1f} s)   own tools {leg.peer_seconds:8.1f} s"
            f" ({leg.peer_processor:.1f} s)   speed {leg.speeds}"
            for name, leg in legs.items()
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
