"""A large database that grows beside small ones, and the processor's time that each document takes in both."""

import gc
import os
import pickle
import resource
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from cProfile import Profile
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from databases import Fresh, open_backend
from documents import DOCUMENTS_A_LAND, DOCUMENTS_AN_ERA, LANDS_AN_ERA, Document, make_document, make_land, name_apart
from joining import SAMPLE_DOCUMENTS, SAMPLE_ERA, make_incoming
from names import Land
from sqlalchemy import event
from writing import Recorder, insert_anew

from corpdb.extraction import EXTRACTOR_VERSION
from corpdb.pipeline.writing import BATCH_DOCUMENTS
from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun

PARTS = 10
_STEPS_AT_ONCE = 1000
Batches = Iterator[list[Incoming]]


@dataclass(frozen=True, slots=True)
class World:
    """Documents of lands that come one after the other, or as many at once as share a year if they are `mingled`.

    `counts` are the sizes, ascending. Lands beyond the largest are for the small loads. What is made is kept in the
    folder `kept`, if there is one.
    """

    seed: int
    counts: tuple[int, ...]
    mingled: bool = False
    kept: Path | None = None

    @property
    def lands(self) -> int:
        """How many lands the large load is about."""
        return -(-self.counts[-1] // DOCUMENTS_A_LAND)

    def make(self, index: int) -> Document:
        """Document `index` of the large load; from where that ends on, of the small loads."""
        number, place = self.find_place(index)
        return _load_land(Land(self.seed, number), self.kept)[place]

    def find_place(self, index: int) -> tuple[int, int]:
        """The number of the land that document `index` is about, and which of that land's documents it is."""
        number, place = divmod(index, DOCUMENTS_A_LAND)
        if not self.mingled or number >= self.lands:
            return number, place
        year, rest = divmod(index, LANDS_AN_ERA * DOCUMENTS_A_LAND)
        place, number = divmod(rest, min(LANDS_AN_ERA, self.lands - year * LANDS_AN_ERA))
        return year * LANDS_AN_ERA + number, place

    def make_sample(self, index: int) -> Document:
        """Document `index` of the sample: of a year long after, about the first land."""
        land = Land(self.seed, 0)
        return name_apart(land, make_document(land, SAMPLE_ERA * DOCUMENTS_AN_ERA + index))


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of a small database and the same of a large one."""

    small: float
    large: float

    @property
    def times(self) -> float:
        """How many times as much it is in the large one."""
        return self.large / self.small


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the large load: how many documents are there at its end, and the most memory taken so far, in MB.

    The small one's cost is the mean of the loads right before and after.
    """

    documents: int
    cost: Pair
    memory: float

    def describe(self) -> str:
        """A line of a table: documents, the small and the large cost, how many times, memory."""
        cost = self.cost
        return f"  {self.documents:>9,}  {cost.small:5.2f}  {cost.large:5.2f}  {cost.times:5.2f}  {self.memory:3.0f} MB"


@dataclass(frozen=True, slots=True)
class Work:
    """How often functions are called for a document, and how many steps SQLite's machine does, where it is SQLite."""

    calls: Pair
    steps: Pair | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Milliseconds of the processor a document: of the parts, of the sample, of plain inserts of the sample's rows.

    `work` counts what is done for a document, whatever the machine does meanwhile. On PostgreSQL the server's time is
    counted too, and there is no figure of plain inserts. `memory` is the most that the process has taken after the
    first small load and until all is written, in MB; `size` that of the SQLite file.
    """

    parts: list[Part]
    sample: Pair
    inserts: Pair | None
    work: Work
    memory: Pair
    size: float | None

    def sum_up(self, count: int) -> Pair:
        """The cost of all documents until there are `count`."""
        small = large = 0.0
        done = 0
        for part in self.parts:
            if part.documents <= count:
                small += part.cost.small * (part.documents - done)
                large += part.cost.large * (part.documents - done)
                done = part.documents
        return Pair(small / done, large / done)


def measure_growth(backend: str, server: str | None, world: World) -> Growth:
    """Load `world` part by part into a database of that kind, small ones beside it, and then the sample."""
    with open_backend(backend, server) as fresh, fresh() as url, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        press = _Press(pool, world)
        _load_small(fresh, press, PARTS + len(world.counts))  # what is read or compiled but once is so before all
        before, memory = _load_small(fresh, press, 0), _read_peak()
        large = _Writer(url)
        parts: list[Part] = []
        done = 0
        for number, end in enumerate(_list_ends(world.counts), start=1):
            cost = large.write_all(press.list_batches(done, end))
            after = _load_small(fresh, press, number)
            parts.append(Part(end, Pair((before + after) / 2, cost), _read_peak()))
            print(parts[-1].describe(), file=sys.stderr, flush=True)  # for the whole may take an hour
            before, done = after, end
        growth = Pair(memory, _read_peak())
        with fresh() as other:
            small = _Writer(other)
            small.write_all(press.list_batches(0, DOCUMENTS_A_LAND))
            sample, inserts = _measure_sample(press.list_sample(0), small, large)
            work = _count_work(fresh, press.list_sample(1), small, large)
            size = large.read_size()
            small.engine.dispose()
        return Growth(parts, sample, inserts, work, growth, size)


def _list_ends(counts: Sequence[int]) -> list[int]:
    """How many documents are there at the end of each part: tenths of the largest size, and the other sizes."""
    tenths = {counts[-1] * part // PARTS for part in range(1, PARTS + 1)}
    return sorted(tenths.union(counts[1:]))


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes documents in another process, a batch ahead: their cost is not counted, and two batches are held."""

    pool: ProcessPoolExecutor
    world: World

    def list_batches(self, first: int, end: int) -> Batches:
        """The documents from `first` to before `end`."""
        return self._list(self.world.make, first, end)

    def list_small(self, number: int) -> Batches:
        """The documents of a small load, that no other load has: what a process remembers of words helps none."""
        lands = -(-self.world.counts[0] // DOCUMENTS_A_LAND)
        first = (self.world.lands + number * lands) * DOCUMENTS_A_LAND
        return self._list(self.world.make, first, first + self.world.counts[0])

    def list_sample(self, number: int) -> Batches:
        """The documents of the sample of that number: of the same year, but others."""
        return self._list(self.world.make_sample, number * SAMPLE_DOCUMENTS, (number + 1) * SAMPLE_DOCUMENTS)

    def _list(self, make: Callable[[int], Document], first: int, end: int) -> Batches:
        coming: Future[list[Incoming]] | None = None
        for start in range(first, end, BATCH_DOCUMENTS):
            following = self.pool.submit(_make_batch, make, start, min(start + BATCH_DOCUMENTS, end))
            if coming:
                yield coming.result()
            coming = following
        if coming:
            yield coming.result()


class _Writer:
    """Writes documents into a database, and counts the processor's time, the server's included."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._backends: set[int] = set()
        if not is_sqlite(self.engine):
            event.listen(self.engine, "connect", self._note_backend)
        self._run = LoadRun.start(self.engine, ["world"])

    def write_all(self, batches: Batches) -> float:
        """Write the batches; milliseconds a document."""
        seconds, documents = 0.0, 0
        for batch in batches:
            seconds += self.write(batch)
            documents += len(batch)
        return 1000 * seconds / documents

    def write(self, batch: list[Incoming]) -> float:
        """Write a batch; the seconds that takes."""
        gc.collect()
        started = self._read_clock()
        self._run.write(batch)
        seconds = self._read_clock() - started
        assert not self._run.errors, self._run.errors[0]
        return seconds

    def read_size(self) -> float | None:
        """How large the database's file is, in MB, if it is one."""
        return Path(self.engine.url.database or "").stat().st_size / 1e6 if is_sqlite(self.engine) else None

    def _note_backend(self, connection: Any, _record: object) -> None:
        self._backends.add(connection.info.backend_pid)

    def _read_clock(self) -> float:
        return process_time() + sum(map(_read_backend_clock, self._backends))


class _Inserter:
    """Inserts plainly, into a copy of a writer's SQLite database, the very rows that the writer brings from now on."""

    def __init__(self, writer: _Writer) -> None:
        path = Path(writer.engine.url.database or "")
        copy = path.with_suffix(".copy")
        shutil.copy(path, copy)
        self._engine = make_engine(f"sqlite:///{copy}")
        self._recorder = Recorder(writer.engine)

    def insert(self) -> float:
        """Insert what has come since the last time; the seconds that takes."""
        rows = self._recorder.read_added()
        started = process_time()
        insert_anew(self._engine, rows)
        return process_time() - started


class _Counter:
    """Writes, and counts the calls of functions that this takes, and the steps of SQLite's machine."""

    def __init__(self, writer: _Writer) -> None:
        self.calls = self.steps = 0
        self._writer = writer
        if is_sqlite(writer.engine):
            connection = writer.engine.raw_connection()  # the one that the pool gives for every batch
            driver: Any = connection.driver_connection
            driver.set_progress_handler(self._note_steps, _STEPS_AT_ONCE)
            connection.close()

    def write(self, batch: list[Incoming]) -> None:
        """Write a batch."""
        profile = Profile()
        profile.enable()
        self._writer.write(batch)
        profile.disable()
        self.calls += sum(entry.callcount for entry in profile.getstats())

    def _note_steps(self) -> int:
        self.steps += _STEPS_AT_ONCE
        return 0


def _load_small(fresh: Fresh, press: _Press, number: int) -> float:
    """Load so many documents into a database of their own; milliseconds a document."""
    with fresh() as url:
        writer = _Writer(url)
        cost = writer.write_all(press.list_small(number))
        writer.engine.dispose()
        return cost


def _measure_sample(batches: Batches, small: _Writer, large: _Writer) -> tuple[Pair, Pair | None]:
    """Write the sample into both databases, batch by batch in turns, and its rows plainly; milliseconds a document."""
    writers = [small, large]
    inserters = [_Inserter(writer) for writer in writers] if is_sqlite(large.engine) else []
    ours, theirs = [0.0, 0.0], [0.0, 0.0]
    for number, batch in enumerate(batches):
        for side in (0, 1) if number % 2 else (1, 0):  # who comes second knows the words
            ours[side] += writers[side].write(batch)
            theirs[side] += inserters[side].insert() if inserters else 0.0
    sample, inserts = (Pair(*(1000 * seconds / SAMPLE_DOCUMENTS for seconds in both)) for both in (ours, theirs))
    return sample, inserts if inserters else None


def _count_work(fresh: Fresh, batches: Batches, small: _Writer, large: _Writer) -> Work:
    """Count what is done to write the sample into both; first into another, so that the process knows its words."""
    with fresh() as url:
        other = _Writer(url)
        counters = [_Counter(writer) for writer in (small, large)]
        for batch in batches:
            other.write(batch)
            for counter in counters:
                counter.write(batch)
        other.engine.dispose()
    calls = Pair(*(counter.calls / SAMPLE_DOCUMENTS for counter in counters))
    steps = Pair(*(counter.steps / SAMPLE_DOCUMENTS for counter in counters))
    return Work(calls, steps if is_sqlite(large.engine) else None)


@lru_cache(maxsize=LANDS_AN_ERA + 1)
def _load_land(land: Land, kept: Path | None) -> list[Document]:
    """The documents of a land, which are read from the folder `kept` if they were put there for this extractor."""
    path = kept and kept / f"{land.seed}-{land.number}-{EXTRACTOR_VERSION}.pickle"
    if path and path.exists():
        return pickle.loads(path.read_bytes())  # noqa: S301 - the user's own folder
    documents = make_land(land)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(documents))
    return documents


def _make_batch(make: Callable[[int], Document], first: int, end: int) -> list[Incoming]:
    return [make_incoming(make(index)) for index in range(first, end)]


def _read_backend_clock(process: int) -> float:
    """The processor's seconds of a server's process on this machine, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read_peak() -> float:
    """The most memory that this process has taken, in MB; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
