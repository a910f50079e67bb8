"""A run of the load: its row, its batches, its errors, and what the database holds when it ends."""

import gc
import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from corpdb.core.version import __version__
from corpdb.models.vocabulary import EventType, LoadStatus, Verdict
from corpdb.storage.loading.batch import forget_batch, settle_batch, write_batch
from corpdb.storage.loading.documents import find_unchanged
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.liveness import end_killed_runs
from corpdb.storage.loading.summary import DatabaseTotals, Languages, LoadCounts, LoadError, LoadSummary
from corpdb.storage.messages import explain_refusal, is_row_error
from corpdb.storage.places import count_unsettled_places
from corpdb.storage.search.writing import count_without_words
from corpdb.storage.tables import DOCUMENT, EVENT, LOAD, LOAD_ERROR, ORGANIZATION, ORGANIZATION_NAME, TELLING

Begin = Callable[[], AbstractContextManager[Connection]]
"""How a transaction begins, or a step within one that can be taken back by itself."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class LoadRun:
    """One run: start it, hand it batches and errors, finish it. Each batch is whole in the database or not at all."""

    begin: Begin
    load_id: int
    status: LoadStatus = LoadStatus.RUNNING
    counts: LoadCounts = field(default_factory=LoadCounts)
    errors: list[LoadError] = field(default_factory=list[LoadError])

    @classmethod
    def start(cls, engine: Engine, paths: Sequence[str]) -> "LoadRun":
        """Note that a load of `paths` begins, and that those that were killed are over."""
        begin = _writing(engine).begin
        with begin() as connection:
            end_killed_runs(connection)
        settle_all(engine)
        return cls._note_start(begin, paths)

    @classmethod
    def rehearse(cls, connection: Connection) -> "LoadRun":
        """A run within the transaction of `connection`, where each batch is a step that can be taken back."""
        begin = partial(_begin_step, connection)
        _settle(begin)
        return cls._note_start(begin, ["(rehearsal)"])

    @classmethod
    def _note_start(cls, begin: Begin, paths: Sequence[str]) -> "LoadRun":
        row = {
            "status": LoadStatus.RUNNING.value,
            "started_at": datetime.now(UTC),
            "paths": "\n".join(paths),
            "program_version": __version__,
        }
        with begin() as connection:
            return cls(begin, connection.execute(insert(LOAD).returning(LOAD.c.id), row).scalar_one())

    def write(self, batch: Sequence[Incoming]) -> None:
        """Write `batch` in one transaction; a document that the database cannot hold is an error of its own."""
        try:
            with _garbage_kept(), self.begin() as connection:
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

    def forget(self, documents: Sequence[int], addresses: Sequence[str] = ()) -> None:
        """Delete `documents` and what only they said, and `addresses`, in one transaction."""
        with _garbage_kept(), self.begin() as connection:
            forget_batch(connection, self.load_id, documents, addresses)

    def add_unchanged(self, number: int) -> None:
        """Count documents that were skipped because the same bytes were loaded before."""
        self.counts.documents_unchanged += number

    def add_error(self, address: str, name: str, message: str) -> None:
        """Note a document that could not be read."""
        self.counts.documents_failed += 1
        self.errors.append(LoadError(name, message))
        row = {"load_id": self.load_id, "address": address, "message": message}
        with self.begin() as connection:
            connection.execute(insert(LOAD_ERROR), row)

    def finish(self, status: LoadStatus) -> None:
        """Note how the run ended and what it did."""
        self.status = status
        values = {"status": status.value, "finished_at": datetime.now(UTC), **asdict(self.counts)}
        with self.begin() as connection:
            connection.execute(update(LOAD).where(LOAD.c.id == self.load_id).values(values))

    def give_up(self) -> None:
        """Note that the run failed, if the database can still note anything."""
        with suppress(DBAPIError):
            self.finish(LoadStatus.FAILED)

    def sum_up(self, totals: DatabaseTotals, seconds: float, skipped: int, languages: Languages) -> LoadSummary:
        """What the run did, and what the database holds now."""
        errors = tuple(self.errors)
        told = dict(languages.unread), dict(languages.starters)
        return LoadSummary(self.load_id, self.status, self.counts, totals, errors, skipped, seconds, *told)

    def _add(self, counts: LoadCounts) -> None:
        for name, value in asdict(counts).items():
            setattr(self.counts, name, getattr(self.counts, name) + value)


def find_loaded(engine: Engine, edition: Edition, pairs: Sequence[tuple[str, str]]) -> set[str]:
    """The addresses, of `pairs` of address and file hash, whose same bytes `edition` has loaded before."""
    with engine.connect() as connection:  # for no longer: whoever writes would wait for it
        return find_unchanged(connection, edition, pairs)


def count_totals(connection: Connection) -> DatabaseTotals:
    """What the database holds: documents, organizations, events by type, most frequent type first."""
    number = func.count()
    query = select(EVENT.c.type, number).where(_is_kept(EVENT)).group_by(EVENT.c.type)
    types = connection.execute(query.order_by(number.desc(), EVENT.c.type))
    by_type = {EventType(event_type): total for event_type, total in types}
    return DatabaseTotals(
        documents=connection.execute(select(number).select_from(DOCUMENT)).scalar_one(),
        organizations=connection.execute(select(number).where(_is_kept(ORGANIZATION))).scalar_one(),
        events=sum(by_type.values()),
        events_by_type=by_type,
    )


def settle_all(engine: Engine, tell_left: Callable[[int], None] | None = None) -> None:
    """Settle the names, tellings and words that an upgrade has left unsettled, in transactions of some at a time.

    After each, `tell_left` is told how many are left.
    """
    _settle(_writing(engine).begin, tell_left)


def count_unsettled(engine: Engine) -> int:
    """How many names and tellings an upgrade has left unsettled, documents without words, places without countries."""
    with engine.connect() as connection:
        return _count_unsettled(connection)


def _is_kept(table: Table) -> ColumnElement[bool]:
    """Whether people have not rejected it."""
    return table.c.verdict != Verdict.REJECTED.value


def _settle(begin: Begin, tell_left: Callable[[int], None] | None = None) -> None:
    has_more = True
    while has_more:
        with begin() as connection:
            has_more = settle_batch(connection)
            if tell_left:
                tell_left(_count_unsettled(connection))


def _count_unsettled(connection: Connection) -> int:
    columns = (ORGANIZATION_NAME.c.block, TELLING.c.key)
    unsettled = sum(connection.scalar(select(func.count()).where(column.is_(None))) or 0 for column in columns)
    return unsettled + count_without_words(connection) + count_unsettled_places(connection)


@contextmanager
def _begin_step(connection: Connection) -> Generator[Connection]:
    with connection.begin_nested():
        yield connection


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
