"""A load that only tries: everything is read and searched for facts, and nothing is written."""

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from corpdb.core.errors import NotFoundError
from corpdb.extraction.reader import Reader
from corpdb.loaders.paths import Skipped, count_files, find_files
from corpdb.models.vocabulary import EventType, LoadStatus
from corpdb.pipeline.load import make_incoming, name_version
from corpdb.pipeline.options import LoadOptions, Progress
from corpdb.pipeline.outcomes import Failure, Outcome, Reading, Unchanged
from corpdb.pipeline.reading import FindUnchanged, read_all
from corpdb.resolution.names import make_name_key
from corpdb.storage.engine import open_database, require_file
from corpdb.storage.run import find_loaded
from corpdb.storage.schema import require_current
from corpdb.storage.summary import DatabaseTotals, LoadCounts, LoadError, LoadSummary
from corpdb.storage.tellings import list_telling_keys


@dataclass(slots=True)
class _Tally:
    """What a trial has found so far. Names and events are counted by their keys, as a load would."""

    version: str
    counts: LoadCounts = field(default_factory=LoadCounts)
    contents: set[str] = field(default_factory=set[str])
    organizations: set[str] = field(default_factory=set[str])
    events: dict[str, EventType] = field(default_factory=dict[str, EventType])
    errors: list[LoadError] = field(default_factory=list[LoadError])
    skipped: int = 0

    def add(self, outcome: Outcome) -> None:
        match outcome:
            case Reading():
                self._add_reading(outcome)
            case Unchanged():
                self.counts.documents_unchanged += 1
            case Failure():
                self.counts.documents_failed += 1
                self.errors.append(LoadError(outcome.name, outcome.message))
            case Skipped():
                self.skipped += 1

    def _add_reading(self, reading: Reading) -> None:
        """Count a document and its facts; the same document once more is unchanged."""
        content = make_incoming(reading, self.version).content_hash
        if content in self.contents:
            self.counts.documents_unchanged += 1
            return
        self.contents.add(content)
        self.counts.documents_added += 1
        self.organizations |= {make_name_key(fact.name) for fact in reading.facts.organizations}
        self.events |= {key: fact.type for key, fact in list_telling_keys(reading.facts)}

    def sum_up(self) -> DatabaseTotals:
        by_type = dict(Counter(self.events.values()).most_common())
        return DatabaseTotals(self.counts.documents_added, len(self.organizations), len(self.events), by_type)


def try_paths(
    url: str, paths: Sequence[str], options: LoadOptions | None = None, progress: Progress | None = None
) -> LoadSummary:
    """Read the documents at `paths` and say what a load into the database at `url` would find in them.

    The database is only asked which documents it holds unchanged; it may not exist yet. Documents that are new and
    those that have changed are counted together.
    """
    options, progress = options or LoadOptions(), progress or Progress()
    started = monotonic()
    found = find_files(paths, max_size=options.max_size)
    progress.tell_total(count_files(paths))
    version = name_version(options.project)
    with _knowledge(url, version) as unchanged:
        extract = Reader(options.project)
        outcomes = read_all(found, extract=extract, unchanged=unchanged, jobs=options.jobs, max_size=options.max_size)
        with closing(outcomes):
            tally, status = _add_up(outcomes, _Tally(version), progress)
    errors = tuple(tally.errors)
    return LoadSummary(None, status, tally.counts, tally.sum_up(), errors, tally.skipped, monotonic() - started)


def _add_up(outcomes: Iterable[Outcome], tally: _Tally, progress: Progress) -> tuple[_Tally, LoadStatus]:
    try:
        for outcome in outcomes:
            tally.add(outcome)
            progress.tell_done(outcome.name)
    except KeyboardInterrupt:
        return tally, LoadStatus.INTERRUPTED
    return tally, LoadStatus.COMPLETED


@contextmanager
def _knowledge(url: str, version: str) -> Generator[FindUnchanged]:
    """How to ask the database which documents it holds as `version` read them: none, if there is no database yet."""
    with open_database(url) as engine:
        try:
            require_file(engine)
        except NotFoundError:
            yield lambda _: set()
            return
        require_current(engine)
        yield partial(find_loaded, engine, version)
