"""A crew of worker processes that outlives the death of any of them."""

import multiprocessing
import signal
import sys
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext
from time import monotonic
from types import TracebackType
from typing import Self

from corpdb.core.errors import CorpdbError
from corpdb.pipeline.outcomes import Failure, Readable, Reading
from corpdb.pipeline.worker import Task, prepare_worker

Pending = Future[list[Reading | Failure]]

_GRACE_SECONDS = 0.5
"""How long interrupted workers may take to finish what they are at before they are ended."""


class Crew:
    """Worker processes that carry out one task, started when the first documents are handed in.

    Leaving the crew's context by an exception, Ctrl-C or an abandoned iteration stops the workers at once.
    """

    def __init__(self, task: Task, jobs: int) -> None:
        self._task = task
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._strangers = set(multiprocessing.active_children())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self._interrupt()
        self._drop_pool()

    @property
    def is_running(self) -> bool:
        """Whether workers have been started."""
        return self._pool is not None

    def submit(self, sources: Sequence[Readable]) -> Pending:
        """Hand in documents to be read; `collect` gives what becomes of them.

        Raise a `CorpdbError` where no worker can start at all: that is no document's fault.
        """
        try:
            return self._submit(sources)
        except BrokenProcessPool:
            self._drop_pool()
            self.require_start()
            return self._submit(sources)

    def collect(self, pending: Pending, sources: Sequence[Readable]) -> list[Reading | Failure]:
        """What became of the documents handed in as `pending`, in their order.

        Where a worker died on the way, each of them is read again in a worker of its own, so that only the document
        that kills its worker is lost.
        """
        try:
            return pending.result()
        except BrokenProcessPool:
            with Crew(self._task, 1) as alone:
                alone.require_start()
                return [alone.read_alone(source) for source in sources]

    def require_start(self) -> None:
        """Raise a `CorpdbError` if no worker can start at all."""
        try:
            self._submit([]).result()
        except BrokenProcessPool:
            self._drop_pool()
            raise CorpdbError(
                "the processes that read documents cannot start: read with --jobs 1, or, in a script,"
                ' load under `if __name__ == "__main__":`'
            ) from None

    def read_alone(self, source: Readable) -> Reading | Failure:
        """Read one document while no other is being read; if that ends the worker, the document is a failure."""
        try:
            (outcome,) = self._submit([source]).result()
        except BrokenProcessPool:
            self._drop_pool()
            message = (
                f"{source.name} ended the process that read it, maybe for want of memory: split it or leave it out."
            )
            return Failure(source.address, source.name, message)
        return outcome

    def _submit(self, sources: Sequence[Readable]) -> Pending:
        with _holding_interruptions():
            if self._pool is None:
                context = _choose_context(self._task)
                self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=prepare_worker)
            return self._pool.submit(self._task.read_each, sources)

    def _drop_pool(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def _interrupt(self) -> None:
        """End the workers soon: those that are at a long document by force."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
        deadline = monotonic() + _GRACE_SECONDS
        workers = set(multiprocessing.active_children()) - self._strangers
        try:
            for worker in workers:
                worker.join(max(0, deadline - monotonic()))
        finally:  # also where Ctrl-C comes again meanwhile
            for worker in workers:
                worker.terminate()


def _choose_context(task: Task) -> BaseContext:
    """Processes forked from a clean one that has the code loaded already, or spawned where there is no such thing.

    Plain forks would copy locks that other threads hold.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([prepare_worker.__module__, task.extract.__module__])
    return context


@contextmanager
def _holding_interruptions() -> Generator[None]:
    """Hold Ctrl-C back meanwhile. Processes started here hold it back for good, so that none dies of it half made."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it starts with the first process, and then lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
