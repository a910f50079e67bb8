"""Every document that was found, read and searched for facts: in the order given, in several processes, streaming."""

import logging
import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpdb.core.batches import cut
from corpdb.core.errors import DocumentError
from corpdb.loaders.paths import Found
from corpdb.loaders.source import DEFAULT_MAX_SIZE, Source, hash_content
from corpdb.pipeline.crew import Crew, Pending
from corpdb.pipeline.outcomes import Failure, Outcome, Readable, StoredText, Unchanged
from corpdb.pipeline.worker import Extract, Task

BATCH = 256
"""How many documents are looked up at a time in what is known already."""
CHUNK = 8
"""How many documents a worker is handed at a time; so few alone are read without workers, who take longer to start."""
CHUNKS_PER_JOB = 4
"""How many chunks a worker may be ahead of whoever takes the outcomes."""

FindUnchanged = Callable[[Sequence[tuple[str, str]]], AbstractSet[str]]
"""From pairs of address and SHA-256 to the addresses whose document is known with just that content."""

_log = logging.getLogger(__name__)


def read_all(
    found: Iterable[Found | StoredText],
    *,
    extract: Extract,
    unchanged: FindUnchanged,
    jobs: int | None = None,
    max_size: int = DEFAULT_MAX_SIZE,
) -> Generator[Outcome]:
    """What becomes of each file that was found, in that order whatever the number of jobs.

    Texts out of the database are read as those of files are. Known documents are passed over before they are parsed.
    A document that cannot be read, or that kills the process that reads it, is a `Failure` and the others go on.
    `extract` must be one that can be pickled. `jobs` is the number of processes, by default one for each core that may
    be used; 1 reads in this process.

    At most `BATCH` files and `CHUNKS_PER_JOB` chunks for each job are held at a time. Close the iterator, best with
    `contextlib.closing`, to stop early: the workers end with it.
    """
    task = Task(extract, max_size)
    with Crew(task, jobs or count_cores()) as crew:
        for outcome in _read_batches(iter(found), task, crew, unchanged):
            if isinstance(outcome, Failure) and outcome.detail:
                _log.debug("%s\n%s", outcome.message, outcome.detail)
            yield outcome


def count_cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Entries in order: outcomes that are known already, and the sources that `pending` will tell about."""

    entries: Sequence[Readable | Outcome]
    pending: Pending | None

    def collect(self, crew: Crew) -> Iterator[Outcome]:
        outcomes = iter(crew.collect(self.pending, _select_sources(self.entries)) if self.pending else ())
        for entry in self.entries:
            yield next(outcomes) if isinstance(entry, Readable) else entry


def _read_batches(
    found: Iterator[Found | StoredText], task: Task, crew: Crew, unchanged: FindUnchanged
) -> Iterator[Outcome]:
    window: deque[_Chunk] = deque()
    for batch in cut(found, BATCH):
        entries = _sort_out(batch, unchanged, task.max_size)
        if crew.jobs == 1 or (not crew.is_running and len(_select_sources(entries)) <= CHUNK):
            yield from (task.read(entry) if isinstance(entry, Readable) else entry for entry in entries)
            continue
        for chunk in _hand_in(entries, crew):
            window.append(chunk)
            if len(window) > crew.jobs * CHUNKS_PER_JOB:
                yield from window.popleft().collect(crew)
    while window:
        yield from window.popleft().collect(crew)


def _sort_out(batch: Sequence[Found | StoredText], unchanged: FindUnchanged, max_size: int) -> list[Readable | Outcome]:
    """The batch's files as far as they are known: what remains `Readable` must be read."""
    hashed = [_hash(entry, max_size) if isinstance(entry, Source) else entry for entry in batch]
    pairs = [(entry.address, entry.file_hash) for entry in hashed if isinstance(entry, _Hashed)]
    known = unchanged(pairs) if pairs else frozenset[str]()
    return [_settle(entry, known) if isinstance(entry, _Hashed) else entry for entry in hashed]


@dataclass(frozen=True, slots=True)
class _Hashed:
    source: Source
    address: str
    file_hash: str


def _hash(source: Source, max_size: int) -> _Hashed | Failure:
    # The content is not kept but read again by a worker: a batch of it could fill the memory.
    try:
        return _Hashed(source, source.address, hash_content(source.read(max_size)))
    except DocumentError as error:
        return Failure(source.address, source.name, str(error))


def _settle(hashed: _Hashed, known: AbstractSet[str]) -> Source | Unchanged:
    return Unchanged(hashed.address, hashed.source.name) if hashed.address in known else hashed.source


def _select_sources(entries: Iterable[Readable | Outcome]) -> list[Readable]:
    return [entry for entry in entries if isinstance(entry, Readable)]


def _hand_in(entries: Sequence[Readable | Outcome], crew: Crew) -> Iterator[_Chunk]:
    """The entries in chunks, each handed in as it is taken."""
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        sources = _select_sources(chunk)
        yield _Chunk(chunk, crew.submit(sources) if sources else None)
