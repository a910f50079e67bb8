"""What documents are read from, and what becomes of each."""

from dataclasses import dataclass

from corpdb.extraction.facts import Facts
from corpdb.loaders.document import Document
from corpdb.loaders.paths import Skipped
from corpdb.loaders.source import Source


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document as the database holds it, which is to be read again: its identity, and what its file gave once."""

    address: str
    name: str
    known: str
    document: Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read, with the facts found in it. `file_hash` is the SHA-256 of the bytes that were read.

    `known` is the identity of a document that was read from the database, and has no bytes.
    """

    address: str
    name: str
    file_hash: str
    document: Document
    facts: Facts
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that the database already holds as it is; it was not parsed again."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read. `message` is for the user, `detail` the traceback of an unexpected error."""

    address: str
    name: str
    message: str
    detail: str = ""


Readable = Source | StoredText
Outcome = Reading | Unchanged | Failure | Skipped
