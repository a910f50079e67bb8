"""Where a load's time goes: the very functions of the load, timed in one process."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any
from unittest.mock import patch

from corpdb.extraction.reader import Reader
from corpdb.pipeline import load
from corpdb.pipeline.options import LoadOptions
from corpdb.storage.events import choosing
from corpdb.storage.loading import documents, run
from corpdb.storage.organizations import links, names, parents, sayings, settling


@dataclass(frozen=True, slots=True)
class Stages:
    """A load in one process, in seconds.

    Reading includes hashing each file and looking it up. Rows is the database at work for inserts, updates and
    commits; resolution is all else between facts in memory and committed rows. Other is the start and the end.
    """

    documents: int
    words: int
    reading: float
    extraction: float
    resolution: float
    rows: float
    other: float

    @property
    def seconds(self) -> float:
        """The whole."""
        return self.reading + self.extraction + self.resolution + self.rows + self.other


@dataclass(slots=True)
class Stopwatch:
    """Adds up the seconds that functions take, by the label that each is given."""

    seconds: dict[str, float] = field(default_factory=dict[str, float])

    def time(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under `label`."""

        def timed(*values: Any, **options: Any) -> Any:
            started = perf_counter()
            try:
                return function(*values, **options)
            finally:
                self.seconds[label] = self.seconds.get(label, 0.0) + perf_counter() - started

        return timed

    def __getitem__(self, label: str) -> float:
        return self.seconds.get(label, 0.0)


@contextmanager
def time_rows(watch: Stopwatch) -> Generator[None]:
    """Time, for the block, the writing of rows as `rows`, and of batches with their commit and without."""
    places: list[tuple[ModuleType | type, str, str]] = [
        (module, name, "rows")
        for module in (documents, choosing, names, sayings, links, settling, parents)
        for name in ("insert_rows", "update_rows")
        if hasattr(module, name)
    ]
    places += [(run, "write_batch", "uncommitted"), (run.LoadRun, "write", "committed")]
    with ExitStack() as stack:
        for place, name, label in places:
            stack.enter_context(patch.object(place, name, watch.time(label, getattr(place, name))))
        yield


def measure_stages(url: str, folder: Path) -> Stages:
    """Load the documents of `folder` into the empty database at `url` in one process."""
    watch = Stopwatch()
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in folder.iterdir())
    with time_rows(watch), ExitStack() as stack:
        for place, name, label in ((Reader, "__call__", "extraction"), (load, "run_to_end", "stream")):
            stack.enter_context(patch.object(place, name, watch.time(label, getattr(place, name))))
        summary = load.load_paths(url, [str(folder)], LoadOptions(jobs=1))
    rows = watch["rows"] + watch["committed"] - watch["uncommitted"]
    return Stages(
        documents=summary.counts.documents_added,
        words=words,
        reading=watch["stream"] - watch["extraction"] - watch["committed"],
        extraction=watch["extraction"],
        resolution=watch["committed"] - rows,
        rows=rows,
        other=summary.seconds - watch["stream"],
    )
