"""The load: documents stream from their files through reading and extraction into the database, batch by batch."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial
from time import monotonic

from corpdb.extraction import EXTRACTOR, EXTRACTOR_VERSION
from corpdb.extraction.lexicon.project import Project
from corpdb.extraction.reader import Reader
from corpdb.loaders.paths import Skipped, count_files, find_files, show_path
from corpdb.models.vocabulary import LoadStatus
from corpdb.pipeline.options import LoadOptions, Progress
from corpdb.pipeline.outcomes import Failure, Outcome, Reading, Unchanged
from corpdb.pipeline.reading import read_all
from corpdb.storage.engine import open_database
from corpdb.storage.incoming import Incoming
from corpdb.storage.run import LoadRun, count_totals, find_loaded
from corpdb.storage.schema import prepare_schema
from corpdb.storage.summary import LoadSummary

BATCH_DOCUMENTS = 256
"""At most so many documents are written in one transaction."""
BATCH_CHARACTERS = 4_000_000
"""The document that brings a transaction's text to this length is its last."""


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
        version = name_version(options.project)
        extract, unchanged = Reader(options.project), partial(find_loaded, engine, version)
        outcomes = read_all(found, extract=extract, unchanged=unchanged, jobs=options.jobs, max_size=options.max_size)
        with closing(outcomes), run.alive():
            skipped = _run_load(run, outcomes, version, progress)
        totals = count_totals(engine)
        return LoadSummary(
            run.load_id, run.status, run.counts, totals, tuple(run.errors), skipped, monotonic() - started
        )


def name_version(project: Project) -> str:
    """The extractor's version, with that of the user's additions: texts are read again where either is another."""
    return EXTRACTOR_VERSION + project.version


def make_incoming(reading: Reading, version: str) -> Incoming:
    """What is to be stored of a document that was read by `version` of the extractor."""
    document = reading.document
    stated = (document.title, document.language, document.published, document.url)
    return Incoming(
        address=reading.address,
        name=reading.name,
        file_hash=reading.file_hash,
        text=document.text,
        media_type=document.media_type,
        url=document.url,
        extractor=EXTRACTOR,
        extractor_version=version,
        facts=reading.facts,
        metadata=tuple(value or "" for value in stated) if any(stated) else (),
    )


def _run_load(run: LoadRun, outcomes: Iterable[Outcome], version: str, progress: Progress) -> int:
    """Write every outcome and note how the run ended; count the files that were passed over."""
    try:
        skipped = _write_all(run, outcomes, version, progress)
    except KeyboardInterrupt:
        run.finish(LoadStatus.INTERRUPTED)
        return 0
    except BaseException:
        run.give_up()
        raise
    run.finish(LoadStatus.COMPLETED)
    return skipped


def _write_all(run: LoadRun, outcomes: Iterable[Outcome], version: str, progress: Progress) -> int:
    batch: list[Incoming] = []
    characters = skipped = 0
    for outcome in outcomes:
        match outcome:
            case Reading():
                batch.append(make_incoming(outcome, version))
                characters += len(outcome.document.text)
            case Unchanged():
                run.add_unchanged(1)
            case Failure():
                run.add_error(outcome.address, outcome.name, outcome.message)
            case Skipped():
                skipped += 1
                continue
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            run.write(batch)
            batch.clear()
            characters = 0
        progress.tell_done(outcome.name)
    run.write(batch)
    return skipped
