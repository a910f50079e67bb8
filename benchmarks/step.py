"""One upgrade in a process of its own, by the program or by plain SQL: prints its seconds and its peak memory as JSON.

python benchmarks/step.py URL REVISION            the program
python benchmarks/step.py URL --script < FILE     statements, as the databases' own programs would run them
"""

import json
import re
import sys
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine

from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.schema.state import upgrade


def main() -> None:
    """Run what is asked for, and print what it took."""
    url, what = sys.argv[1:]
    engine = make_engine(url)
    script = sys.stdin.read() if what == "--script" else None
    started = perf_counter()
    if script is None:
        upgrade(engine, what)
    else:
        run_script(engine, script)
    seconds = perf_counter() - started
    print(json.dumps({"seconds": seconds, "megabytes": read_peak()}))


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
