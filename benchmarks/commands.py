"""`corpdb load` as a person runs it: its seconds, and the most memory that any of its processes takes."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import psutil
from databases import Fresh

_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Command:
    """A run of the command. `seconds` are the whole command's, `inside` what its own summary says.

    `main` and `worker` are the highest resident memory, in MB, of the command itself and of its largest worker.
    """

    seconds: float
    inside: float
    added: int
    unchanged: int
    main: float
    worker: float


@dataclass(frozen=True, slots=True)
class Loading:
    """A folder loaded into an empty database, and once more."""

    documents: int
    first: Command
    again: Command


def measure_loading(fresh: Fresh, folder: Path, jobs: int) -> Loading:
    """Load `folder` into an empty database, and load it again unchanged."""
    with fresh() as url:
        first, again = (_run(url, folder, jobs) for _ in range(2))
    assert (first.unchanged, again.added) == (0, 0)
    return Loading(first.added, first, again)


def _run(url: str, folder: Path, jobs: int) -> Command:
    program = Path(sys.executable).with_name("corpdb")
    started = perf_counter()
    with subprocess.Popen(
        [program, "load", folder, "--jobs", str(jobs), "--database", url, "--json"], stdout=subprocess.PIPE
    ) as process:
        peaks = _watch(process)
        seconds = perf_counter() - started
        assert process.stdout
        summary: dict[str, Any] = json.load(process.stdout)
    assert process.returncode == 0
    main = peaks.pop(process.pid, 0.0)
    counts = summary["counts"]
    return Command(
        seconds,
        summary["seconds"],
        counts["documents_added"],
        counts["documents_unchanged"],
        main,
        max(peaks.values(), default=0.0),
    )


def _watch(process: subprocess.Popen[bytes]) -> dict[int, float]:
    """The highest resident memory of the process and each of those below it, in MB, until it ends."""
    peaks: dict[int, float] = {}
    root = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            for one in (root, *root.children(recursive=True)):
                peaks[one.pid] = max(peaks.get(one.pid, 0.0), _read_peak(one))
        except (psutil.Error, FileNotFoundError, ProcessLookupError):
            pass  # it has just ended
        sleep(_LOOK_SECONDS)
    return peaks


def _read_peak(process: psutil.Process) -> float:
    """The most that Linux has seen the process take; elsewhere what it takes now."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return process.memory_info().rss / 1e6
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines.get("VmHWM", "0 kB").split()[0]) * 1024 / 1e6
