"""The reload: stored documents are read again, as their files were, and their facts are written anew."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from time import monotonic

from corpdb.extraction.reader import Reader
from corpdb.loaders.document import Document
from corpdb.models.vocabulary import LoadStatus
from corpdb.pipeline.options import LoadOptions, Progress
from corpdb.pipeline.outcomes import Outcome, StoredText
from corpdb.pipeline.reading import read_all
from corpdb.pipeline.writing import Intake, name_edition, run_to_end, write_outcomes
from corpdb.storage.engine import open_existing
from corpdb.storage.loading.incoming import Edition
from corpdb.storage.loading.liveness import being_alive
from corpdb.storage.loading.run import LoadRun, count_totals
from corpdb.storage.loading.summary import LoadSummary
from corpdb.storage.rereading.differences import Difference, Snapshot
from corpdb.storage.rereading.rehearsal import rehearsing
from corpdb.storage.rereading.stored import Choice, Connect, StoredDocument, fix_choice, read_page
from corpdb.storage.schema.state import prepare_schema, require_current


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents to read again: those that another edition has read, or every one.

    `documents` are the numbers of some, or parts of their addresses; only these if there are any.
    """

    everything: bool = False
    documents: tuple[str, ...] = ()

    def describe(self) -> str:
        """How a run's row tells of it."""
        return " ".join(["(reload)", *(["--all"] if self.everything else []), *self.documents])

    def choose(self, edition: Edition) -> Choice:
        """What is to be read again by `edition`."""
        return Choice(None if self.everything else edition, self.documents)


def reload_documents(
    url: str | None,
    selection: Selection | None = None,
    options: LoadOptions | None = None,
    progress: Progress | None = None,
) -> LoadSummary:
    """Read stored documents again, write their facts anew, and say what came of it.

    Documents, organizations and events keep their numbers as far as they are still told. What goes wrong with a
    document, Ctrl-C and a run that is killed are as in a load; what is left to do is done by the next run. A
    `NotFoundError` names a document that is not there.
    """
    selection, options, progress = selection or Selection(), options or LoadOptions(), progress or Progress()
    started = monotonic()
    edition = name_edition(options.project)
    with open_existing(url) as engine:
        prepare_schema(engine, progress.tell_news)
        with engine.connect() as connection:
            choice, number = fix_choice(connection, selection.choose(edition))
        progress.tell_total(number)
        run = LoadRun.start(engine, [selection.describe()])
        with closing(read_again(engine.connect, choice, options)) as outcomes, being_alive(engine, run.load_id):
            intake = run_to_end(run, outcomes, edition, progress)
        with engine.connect() as connection:
            totals = count_totals(connection)
        return run.sum_up(totals, monotonic() - started, intake.skipped, intake.languages)


def rehearse_reload(
    url: str | None,
    tell_difference: Callable[[Difference], None],
    selection: Selection | None = None,
    options: LoadOptions | None = None,
    progress: Progress | None = None,
) -> LoadSummary:
    """Do the same as `reload_documents` and tell what differs from before; nothing of it stays written.

    Whoever else writes waits meanwhile. The schema must be this program's already. Ctrl-C is raised.
    """
    selection, options, progress = selection or Selection(), options or LoadOptions(), progress or Progress()
    started = monotonic()
    edition = name_edition(options.project)
    with open_existing(url) as engine:
        require_current(engine)
        with rehearsing(engine) as connection:
            choice, number = fix_choice(connection, selection.choose(edition))
            progress.tell_total(number)
            run = LoadRun.rehearse(connection)
            intake = Intake()
            with Snapshot(connection) as snapshot:
                with closing(read_again(lambda: nullcontext(connection), choice, options)) as outcomes:
                    write_outcomes(run, outcomes, edition, progress, intake)
                for difference in snapshot.list_differences():
                    tell_difference(difference)
            run.finish(LoadStatus.COMPLETED)
            totals = count_totals(connection)
    summary = run.sum_up(totals, monotonic() - started, intake.skipped, intake.languages)
    return replace(summary, load_id=None)


def read_again(connect: Connect, choice: Choice, options: LoadOptions) -> Generator[Outcome]:
    """What becomes of the chosen documents, in the order of their numbers; a connection is taken a page at a time."""
    texts = _list_texts(connect, choice)
    return read_all(texts, extract=Reader(options.project), unchanged=lambda _: frozenset(), jobs=options.jobs)


def _list_texts(connect: Connect, choice: Choice) -> Iterator[StoredText]:
    after = 0
    while True:
        with connect() as connection:  # for no longer: whoever writes would wait for it
            page = read_page(connection, choice, after)
        if not page:
            return
        after = page[-1].id
        yield from map(_make_text, page)


def _make_text(stored: StoredDocument) -> StoredText:
    document = Document(stored.text, stored.media_type, stored.title, stored.language, stored.published, stored.url)
    address = stored.address or f"document:{stored.id}"
    return StoredText(address, f"document {stored.id} ({address})", stored.content_hash, document)
