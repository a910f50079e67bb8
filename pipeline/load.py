"""The load: documents stream from their files through reading and extraction into the database, batch by batch."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from time import monotonic

from corpdb.extraction.reader import Reader
from corpdb.loaders.paths import count_files, find_files, show_path
from corpdb.pipeline.options import LoadOptions, Progress
from corpdb.pipeline.reading import read_all
from corpdb.pipeline.writing import name_edition, run_to_end
from corpdb.storage.engine import open_database
from corpdb.storage.loading.liveness import being_alive
from corpdb.storage.loading.run import LoadRun, count_totals, find_loaded
from corpdb.storage.loading.summary import LoadSummary
from corpdb.storage.schema.state import prepare_schema


def load_paths(
    url: str, paths: Sequence[str], options: LoadOptions | None = None, progress: Progress | None = None
) -> LoadSummary:
    """Load the documents at `paths` into the database at `url`, and say what came of it.

    A document that cannot be read is an error of the summary; the others are loaded. Ctrl-C ends the load after the
    last whole batch: the summary's status is then `interrupted`. What is wrong with the paths or the database is
    raised as a `CorpdbError`; the batches written until then stay.
    """
    options, progress = options or LoadOptions(), progress or Progress()
    started = monotonic()
    found = find_files(paths, max_size=options.max_size)
    with open_database(url) as engine:
        prepare_schema(engine, progress.tell_news)
        progress.tell_total(count_files(paths))
        run = LoadRun.start(engine, [show_path(path) for path in paths])
        edition = name_edition(options.project)
        extract, unchanged = Reader(options.project), partial(find_loaded, engine, edition)
        outcomes = read_all(found, extract=extract, unchanged=unchanged, jobs=options.jobs, max_size=options.max_size)
        with closing(outcomes), being_alive(engine, run.load_id):
            intake = run_to_end(run, outcomes, edition, progress)
        with engine.connect() as connection:
            totals = count_totals(connection)
        return run.sum_up(totals, monotonic() - started, intake.skipped, intake.languages)
