"""Seconds that processors have worked for a measurement: where other programs run, too, the clock tells of these."""

import os
import resource
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import psycopg

REAPING_SECONDS = 0.5  # until the server has noticed that one who served a connection has ended


@dataclass(slots=True)
class Meter:
    """Seconds by the clock and of processors, of blocks in which this process and those that it starts are at work.

    The work of the PostgreSQL server at `server`, which is on this machine, counts, too; but only of connections that
    have ended: a block leaves none open.
    """

    server: str
    seconds: float = 0.0
    processor: float = 0.0

    @contextmanager
    def counting(self) -> Generator[None]:
        """Add what the block takes."""
        before, started = self._read(), perf_counter()
        yield
        self.seconds += perf_counter() - started
        self.processor += self._read() - before

    def _read(self) -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used) + _read_server(self.server)


def _read_server(url: str) -> float:
    with psycopg.connect(url) as connection:
        parent = _read_status(connection.info.backend_pid)[1]
    sleep(REAPING_SECONDS)
    status = _read_status(int(parent))
    return sum(map(int, status[13:15])) / os.sysconf("SC_CLK_TCK")


def _read_status(process: int) -> list[str]:
    """The fields of a process from its state on, as Linux tells them."""
    return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
