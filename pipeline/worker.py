"""What one process does: read a document, extract its facts, and live through whatever a document does to it."""

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpdb.core.errors import DocumentError
from corpdb.extraction.facts import Facts
from corpdb.loaders.document import Document
from corpdb.loaders.registry import read_document
from corpdb.loaders.source import DEFAULT_MAX_SIZE, hash_content
from corpdb.pipeline.outcomes import Failure, Readable, Reading, StoredText


class Extract(Protocol):
    """A function from a document's text, and what its format states about it, to its facts."""

    def __call__(
        self,
        text: str,
        *,
        title: str | None = None,
        language: str | None = None,
        published: str | None = None,
    ) -> Facts:
        """The facts that the text states."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """How each document is read. `extract` can be pickled: every process gets its own."""

    extract: Extract
    max_size: int = DEFAULT_MAX_SIZE

    def read_each(self, sources: Sequence[Readable]) -> list[Reading | Failure]:
        """What becomes of each source, in their order."""
        return [self.read(source) for source in sources]

    def read(self, source: Readable) -> Reading | Failure:
        """The document and its facts, or why it could not be had; no exception but an interruption leaves here."""
        try:
            return self._read(source)
        except DocumentError as error:
            return Failure(source.address, source.name, str(error))
        except Exception as error:  # noqa: BLE001, one odd document must not stop the others
            message = f"{source.name} could not be read because of an error in the program ({_name_error(error)})."
            return Failure(source.address, source.name, message, traceback.format_exc())

    def _read(self, source: Readable) -> Reading:
        if isinstance(source, StoredText):
            facts = self._extract(source.document)
            return Reading(source.address, source.name, "", source.document, facts, source.known)
        data = source.read(self.max_size)
        document = read_document(data, source.name)
        return Reading(source.address, source.name, hash_content(data), document, self._extract(document))

    def _extract(self, document: Document) -> Facts:
        return self.extract(
            document.text,
            title=document.title,
            language=document.language,
            published=document.published,
        )


def prepare_worker() -> None:
    """Make this process leave Ctrl-C to the one that started it, and end when that one does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _name_error(error: Exception) -> str:
    """The exception's class and the first line of what it says, at most a line's length."""
    return f"{type(error).__name__}: {error}".partition("\n")[0][:120].removesuffix(": ")
