"""A run of the load: its row, its batches, its errors, and what the database holds when it ends."""

import gc
import logging
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Engine, Table, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from corpdb.core.version import __version__
from corpdb.models.vocabulary import EventType, LoadStatus, Verdict
from corpdb.storage.batch import settle_batch, write_batch
from corpdb.storage.documents import find_unchanged
from corpdb.storage.incoming import Incoming
from corpdb.storage.liveness import being_alive, end_killed_runs
from corpdb.storage.messages import explain_refusal, is_row_error
from corpdb.storage.summary import DatabaseTotals, LoadCounts, LoadError
from corpdb.storage.tables import DOCUMENT, EVENT, LOAD, LOAD_ERROR, ORGANIZATION

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class LoadRun:
    """One run: start it, hand it batches and errors, finish it. Each batch is whole in the database or not at all."""

    engine: Engine
    load_id: int
    status: LoadStatus = LoadStatus.RUNNING
    counts: LoadCounts = field(default_factory=LoadCounts)
    errors: list[LoadError] = field(default_factory=list[LoadError])

    @classmethod
    def start(cls, engine: Engine, paths: Sequence[str]) -> "LoadRun":
        """Note that a load of `paths` begins, and that those that were killed are over."""
        row = {
            "status": LoadStatus.RUNNING.value,
            "started_at": datetime.now(UTC),
            "paths": "\n".join(paths),
            "program_version": __version__,
        }
        with _writing(engine).begin() as connection:
            end_killed_runs(connection)
            load_id = connection.execute(insert(LOAD).returning(LOAD.c.id), row).scalar_one()
        _settle_all(engine)
        return cls(engine, load_id)

    def alive(self) -> AbstractContextManager[None]:
        """Let other runs see, for the block, that this one goes on."""
        return being_alive(self.engine, self.load_id)

    def write(self, batch: Sequence[Incoming]) -> None:
        """Write `batch` in one transaction; a document that the database cannot hold is an error of its own."""
        try:
            with _garbage_kept(), _writing(self.engine).begin() as connection:
                counts = write_batch(connection, self.load_id, batch)
        except (DBAPIError, ArithmeticError) as error:
            if not is_row_error(error):
                raise
            logger.debug("the database refused a batch", exc_info=True)
            self._write_apart(batch, explain_refusal(error))
        else:
            self._add(counts)

    def _write_apart(self, batch: Sequence[Incoming], reason: str) -> None:
        """Write the documents of a batch that was refused one by one; the one that is refused alone is the error."""
        if len(batch) == 1:
            (refused,) = batch
            self.add_error(refused.address, refused.name, f"{refused.name}: the database cannot hold it: {reason}")
            return
        for incoming in batch:
            self.write([incoming])

    def add_unchanged(self, number: int) -> None:
        """Count documents that were skipped because the same bytes were loaded before."""
        self.counts.documents_unchanged += number

    def add_error(self, address: str, name: str, message: str) -> None:
        """Note a document that could not be read."""
        self.counts.documents_failed += 1
        self.errors.append(LoadError(name, message))
        row = {"load_id": self.load_id, "address": address, "message": message}
        with _writing(self.engine).begin() as connection:
            connection.execute(insert(LOAD_ERROR), row)

    def finish(self, status: LoadStatus) -> None:
        """Note how the run ended and what it did."""
        self.status = status
        values = {"status": status.value, "finished_at": datetime.now(UTC), **asdict(self.counts)}
        with _writing(self.engine).begin() as connection:
            connection.execute(update(LOAD).where(LOAD.c.id == self.load_id).values(values))

    def give_up(self) -> None:
        """Note that the run failed, if the database can still note anything."""
        with suppress(DBAPIError):
            self.finish(LoadStatus.FAILED)

    def _add(self, counts: LoadCounts) -> None:
        for name, value in asdict(counts).items():
            setattr(self.counts, name, getattr(self.counts, name) + value)


def find_loaded(engine: Engine, extractor_version: str, pairs: Sequence[tuple[str, str]]) -> set[str]:
    """The addresses, of `pairs` of address and file hash, whose same bytes that version has loaded before."""
    with engine.connect() as connection:  # for no longer: whoever writes would wait for it
        return find_unchanged(connection, extractor_version, pairs)


def count_totals(engine: Engine) -> DatabaseTotals:
    """What the database holds: documents, organizations, events by type, most frequent type first."""
    with engine.connect() as connection:
        number = func.count()
        types = connection.execute(
            select(EVENT.c.type, number)
            .where(_is_kept(EVENT))
            .group_by(EVENT.c.type)
            .order_by(number.desc(), EVENT.c.type)
        )
        by_type = {EventType(event_type): total for event_type, total in types}
        return DatabaseTotals(
            documents=connection.execute(select(number).select_from(DOCUMENT)).scalar_one(),
            organizations=connection.execute(select(number).where(_is_kept(ORGANIZATION))).scalar_one(),
            events=sum(by_type.values()),
            events_by_type=by_type,
        )


def _is_kept(table: Table) -> ColumnElement[bool]:
    """Whether people have not rejected it."""
    return table.c.verdict != Verdict.REJECTED.value


def _settle_all(engine: Engine) -> None:
    """Settle the names that an upgrade has left unsettled."""
    has_more = True
    while has_more:
        with _writing(engine).begin() as connection:
            has_more = settle_batch(connection)


def _writing(engine: Engine) -> Engine:
    """The same engine, whose transactions begin for writing."""
    return engine.execution_options(writing=True)


@contextmanager
def _garbage_kept() -> Generator[None]:
    """Keep the collector from looking through a batch's rows again and again: they come and go together."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
