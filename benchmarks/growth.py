"""What a document costs as the database grows: the writing of its facts, resolution included.

Three costs for each size: of every document of a world of that size, of the same few documents written last into each
database, and of plain inserts of the rows that these bring. Documents are made in another process, a batch ahead, so
that the time and the memory measured are those of writing alone.
"""

import argparse
import gc
import json
import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from databases import Fresh, open_backend
from documents import DOCUMENTS_AN_ERA, Document, make_document, make_land_document, name_apart
from joining import SAMPLE_DOCUMENTS, SAMPLE_ERA, make_incoming
from names import Land
from sqlalchemy import event, make_url
from writing import Recorder, insert_anew

from corpdb.pipeline.writing import BATCH_DOCUMENTS
from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun

SEED = 11
WARMING_SEED = 99


@dataclass(frozen=True, slots=True)
class World:
    """So many documents of that seed: of `lands` that are the more, or of one whose archive is the longer."""

    count: int
    seed: int
    lands: bool = True

    def make(self, index: int) -> Document:
        """Document `index`."""
        return make_land_document(self.seed, self.count, index) if self.lands else make_document(self.seed, index)

    def make_sample(self, index: int) -> Document:
        """Document `index` of the sample: of a year long after, about the first land or about all."""
        seed = Land(self.seed, 0) if self.lands else self.seed
        document = make_document(seed, SAMPLE_ERA * DOCUMENTS_AN_ERA + index)
        return name_apart(seed, document) if isinstance(seed, Land) else document


@dataclass(frozen=True, slots=True)
class Growth:
    """Milliseconds of the processor a document: of all, of the sample, of plain inserts of the sample's rows.

    On PostgreSQL the server's time is counted too, and there is no figure of plain inserts. `memory` is the most that
    the process has taken until all is written, in MB; `size` is that of the SQLite file.
    """

    whole: float
    sample: float
    inserts: float | None
    memory: float
    size: float | None


def main() -> None:
    """Load worlds of the sizes asked for into each database, and print what a document costs."""
    options = _parse_options()
    report: dict[str, dict[int, Growth]] = {}
    for backend in options.database:
        with open_backend(backend, options.postgresql) as fresh:
            worlds = [World(count, options.seed, lands=options.world == "lands") for count in options.count]
            report[backend] = {world.count: _measure(fresh, world) for world in worlds}
            print(json.dumps(report, default=asdict) if options.json else _describe(backend, report[backend]))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what a document costs as the database grows.")
    parser.add_argument("--count", type=int, nargs="+", default=[1000, 20_000], help="documents, smallest first")
    parser.add_argument("--seed", type=int, default=SEED, help=f"another seed makes another world (default: {SEED})")
    parser.add_argument("--world", choices=("lands", "archive"), default="lands", help="how the world grows")
    parser.add_argument("--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"], help="on what")
    parser.add_argument("--postgresql", metavar="URL", help="a server to use; without it, one is started")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _measure(fresh: Fresh, world: World) -> Growth:
    """The figures, from a process of its own, so that its memory is that load's alone."""
    with fresh() as warming, fresh() as url, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure_growth, warming, url, world).result()


def measure_growth(warming: str, url: str, world: World) -> Growth:
    """Load `world` into the empty database at `url`, then the sample; first a little into the one at `warming`.

    What is read or compiled but once by a process is so before anything is measured.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as maker:
        _Writer(warming).write_all(_list_batches(maker, World(BATCH_DOCUMENTS, WARMING_SEED).make, BATCH_DOCUMENTS))
        writer = _Writer(url)
        whole = writer.write_all(_list_batches(maker, world.make, world.count))
        memory = _read_peak()
        sample = list(_list_batches(maker, world.make_sample, SAMPLE_DOCUMENTS))
    if not is_sqlite(writer.engine):
        return Growth(whole, writer.write_all(sample), None, memory, None)
    path = Path(make_url(url).database or "")
    size = path.stat().st_size / 1e6
    cost, inserts = writer.write_beside_inserts(sample, path)
    return Growth(whole, cost, inserts, memory, size)


class _Writer:
    """Writes documents into a database, and counts the processor's time, the server's included."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._backends: set[int] = set()
        if not is_sqlite(self.engine):
            event.listen(self.engine, "connect", self._note_backend)
        self._run = LoadRun.start(self.engine, ["world"])

    def write_all(self, batches: Iterator[list[Incoming]] | list[list[Incoming]]) -> float:
        """Write the batches; milliseconds a document."""
        seconds, documents = 0.0, 0
        for batch in batches:
            seconds += self._write(batch)
            documents += len(batch)
        return 1000 * seconds / documents

    def write_beside_inserts(self, batches: list[list[Incoming]], path: Path) -> tuple[float, float]:
        """Write the batches, and plainly the very same rows into a copy; milliseconds a document of each."""
        copy = path.with_suffix(".copy")
        shutil.copy(path, copy)
        peer = make_engine(f"sqlite:///{copy}")
        recorder = Recorder(self.engine)
        ours = theirs = 0.0
        for batch in batches:
            ours += self._write(batch)
            rows = recorder.read_added()
            started = process_time()
            insert_anew(peer, rows)
            theirs += process_time() - started
        documents = sum(map(len, batches))
        return 1000 * ours / documents, 1000 * theirs / documents

    def _write(self, batch: list[Incoming]) -> float:
        gc.collect()
        started = self._read_clock()
        self._run.write(batch)
        seconds = self._read_clock() - started
        assert not self._run.errors, self._run.errors[0]
        return seconds

    def _note_backend(self, connection: Any, _record: object) -> None:
        self._backends.add(connection.info.backend_pid)

    def _read_clock(self) -> float:
        return process_time() + sum(map(_read_backend_clock, self._backends))


def _read_backend_clock(process: int) -> float:
    """The processor's seconds of a server's process on this machine, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _list_batches(maker: ProcessPoolExecutor, make: Callable[[int], Document], count: int) -> Iterator[list[Incoming]]:
    """The documents in batches, of which one is being made while another is written."""
    coming: Future[list[Incoming]] | None = None
    for first in range(0, count, BATCH_DOCUMENTS):
        following = maker.submit(_make_batch, make, first, min(first + BATCH_DOCUMENTS, count))
        if coming:
            yield coming.result()
        coming = following
    if coming:
        yield coming.result()


def _make_batch(make: Callable[[int], Document], first: int, end: int) -> list[Incoming]:
    return [make_incoming(make(index)) for index in range(first, end)]


def _read_peak() -> float:
    """The most memory that this process has taken, in MB; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _describe(backend: str, sizes: dict[int, Growth]) -> str:
    """A line for each size; in brackets how many times the figure is that of the first size."""
    first = next(iter(sizes.values()))
    lines = [f"{backend}: ms of the processor a document"]
    for count, growth in sizes.items():
        shown = [f"whole {_compare(growth.whole, first.whole)}", f"sample {_compare(growth.sample, first.sample)}"]
        if growth.inserts and first.inserts and growth.size:
            shown.append(f"plain inserts {_compare(growth.inserts, first.inserts)}")
            shown.append(f"{growth.size:,.0f} MB on disk")
        lines.append(f"  {count:>7,}: {', '.join(shown)}, {_compare(growth.memory, first.memory)} MB of memory")
    return "\n".join(lines)


def _compare(figure: float, first: float) -> str:
    return f"{figure:.2f} ({figure / first:.2f})"


if __name__ == "__main__":
    main()
