"""One upgrade in a process of its own, by the program or by plain SQL: prints its seconds and its peak memory as JSON.

python benchmarks/step.py URL REVISION     the program
python benchmarks/step.py URL < FILE       statements, as the databases' own programs would run them

With `--backup` an SQLite file is copied beside itself first, by the program in its way, else as `cp` and `sync` would.
The copy is taken away again when all is measured.
"""

import argparse
import json
import os
import re
import shutil
import sys
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine

from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.schema.changing import say_nothing
from corpdb.storage.schema.state import migrate, plan_route


def main() -> None:
    """Run what is asked for, and print what it took."""
    parser = argparse.ArgumentParser(description="Upgrade a database once.")
    parser.add_argument("url")
    parser.add_argument("revision", nargs="?")
    parser.add_argument("--backup", action="store_true")
    options = parser.parse_args()
    engine = make_engine(options.url)
    path = Path(engine.url.database or "")
    script = None if options.revision else sys.stdin.read()
    started = perf_counter()
    if script is None:
        migrate(engine, plan_route(engine, options.revision, goes_down=False), backup=options.backup, tell=say_nothing)
    else:
        if options.backup:
            copy_file(path)
        run_script(engine, script)
    seconds = perf_counter() - started
    print(json.dumps({"seconds": seconds, "megabytes": read_peak()}))
    for copy in path.parent.glob(f"{path.name}.*.backup") if options.backup else ():
        copy.unlink()


def copy_file(path: Path) -> None:
    """Copy the file beside itself, down to the disk."""
    copy = path.with_name(f"{path.name}.plain.backup")
    shutil.copyfile(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def read_peak() -> float:
    """The peak memory of this process in megabytes, as Linux tells it; `resource` would count the parent, too."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def run_script(engine: Engine, script: str) -> None:
    """Run statements that begin and end their transactions themselves."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if is_sqlite(engine):
            raw.executescript(script)
        else:
            raw.autocommit = True
            raw.execute(script)
    engine.dispose()


if __name__ == "__main__":
    main()
