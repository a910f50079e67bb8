"""What was read goes into the database, batch by batch, as it comes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpdb.extraction import EXTRACTOR, EXTRACTOR_VERSION
from corpdb.extraction.lexicon.project import Project
from corpdb.extraction.lexicon.tables import supported_languages
from corpdb.extraction.names.tagging import has_taggers
from corpdb.loaders.paths import Skipped
from corpdb.models.vocabulary import LoadStatus
from corpdb.pipeline.options import Progress
from corpdb.pipeline.outcomes import Failure, Outcome, Reading, Unchanged
from corpdb.storage.loading.incoming import Edition, Incoming, Stated
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.loading.summary import Languages

BATCH_DOCUMENTS = 256
"""At most so many documents are written in one transaction."""
BATCH_CHARACTERS = 4_000_000
"""The document that brings a transaction's text to this length is its last."""


@dataclass(slots=True)
class Intake:
    """What the database's counts of a run leave out.

    `skipped` counts the files of a format that is not read; `languages` the documents in languages that are not read
    well or at all.
    """

    skipped: int = 0
    languages: Languages = field(default_factory=Languages)

    def note_language(self, code: str) -> None:
        """Count a document in the language `code` if that is not read, or by nothing that was trained."""
        if code not in supported_languages():
            self.languages.unread[code] += 1
        elif not has_taggers(code):
            self.languages.starters[code] += 1


def name_edition(project: Project) -> Edition:
    """By what texts are read, with the user's additions: they are read again where either is another."""
    return Edition(EXTRACTOR_VERSION, project.mark)


def make_incoming(reading: Reading, edition: Edition) -> Incoming:
    """What is to be stored of a document that was read by `edition`."""
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
        edition=edition,
        facts=reading.facts,
        metadata=tuple(value or "" for value in stated) if any(stated) else (),
        stated=Stated(document.title, document.language, document.published),
        known=reading.known,
    )


def run_to_end(run: LoadRun, outcomes: Iterable[Outcome], edition: Edition, progress: Progress) -> Intake:
    """Write every outcome and note how the run ended; Ctrl-C ends it after the last whole batch."""
    intake = Intake()
    try:
        write_outcomes(run, outcomes, edition, progress, intake)
    except KeyboardInterrupt:
        run.finish(LoadStatus.INTERRUPTED)
    except BaseException:
        run.give_up()
        raise
    else:
        run.finish(LoadStatus.COMPLETED)
    return intake


def write_outcomes(
    run: LoadRun, outcomes: Iterable[Outcome], edition: Edition, progress: Progress, intake: Intake
) -> None:
    """Write what was read by `edition` in batches; what is no matter of the database is counted in `intake`."""
    batch: list[Incoming] = []
    characters = 0
    for outcome in outcomes:
        match outcome:
            case Reading():
                batch.append(make_incoming(outcome, edition))
                characters += len(outcome.document.text)
                intake.note_language(outcome.facts.language)
            case Unchanged():
                run.add_unchanged(1)
            case Failure():
                run.add_error(outcome.address, outcome.name, outcome.message)
            case Skipped():
                intake.skipped += 1
                continue
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            run.write(batch)
            batch.clear()
            characters = 0
        progress.tell_done(outcome.name)
    run.write(batch)
