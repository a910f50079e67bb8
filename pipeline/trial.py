"""A load that only tries: everything is read and written to a database of its own, which is gone at the end."""

from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from corpdb.core.errors import NotFoundError
from corpdb.extraction.reader import Reader
from corpdb.loaders.paths import count_files, find_files
from corpdb.pipeline.options import LoadOptions, Progress
from corpdb.pipeline.reading import FindUnchanged, read_all
from corpdb.pipeline.writing import name_edition, run_to_end
from corpdb.storage.engine import open_database, require_file
from corpdb.storage.loading.incoming import Edition
from corpdb.storage.loading.run import LoadRun, count_totals, find_loaded
from corpdb.storage.loading.summary import LoadSummary
from corpdb.storage.schema.state import require_current, upgrade


def try_paths(
    url: str, paths: Sequence[str], options: LoadOptions | None = None, progress: Progress | None = None
) -> LoadSummary:
    """Read the documents at `paths` and say what a load into the database at `url` would find in them.

    The database is only asked which documents it holds unchanged; it may not exist yet. Documents that are new and
    those that have changed are counted together; organizations and events are what the documents tell by themselves.
    """
    options, progress = options or LoadOptions(), progress or Progress()
    started = monotonic()
    found = find_files(paths, max_size=options.max_size)
    progress.tell_total(count_files(paths))
    edition = name_edition(options.project)
    with (
        _knowledge(url, edition) as unchanged,
        TemporaryDirectory(prefix="corpdb-") as folder,
        open_database(f"sqlite:///{Path(folder, 'trial.db')}") as engine,
    ):
        upgrade(engine)
        run = LoadRun.start(engine, [])
        extract = Reader(options.project)
        outcomes = read_all(found, extract=extract, unchanged=unchanged, jobs=options.jobs, max_size=options.max_size)
        with closing(outcomes):
            intake = run_to_end(run, outcomes, edition, progress)
        with engine.connect() as connection:
            totals = count_totals(connection)
    summary = run.sum_up(totals, monotonic() - started, intake.skipped, intake.languages)
    return replace(summary, load_id=None)


@contextmanager
def _knowledge(url: str, edition: Edition) -> Generator[FindUnchanged]:
    """How to ask the database which documents it holds as `edition` read them: none, if there is no database yet."""
    with open_database(url) as engine:
        try:
            require_file(engine)
        except NotFoundError:
            yield lambda _: set()
            return
        require_current(engine)
        yield partial(find_loaded, engine, edition)
