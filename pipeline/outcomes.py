"""What becomes of each file that was found."""

from dataclasses import dataclass

from corpdb.extraction.facts import Facts
from corpdb.loaders.document import Document
from corpdb.loaders.paths import Skipped


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read, with the facts found in it. `file_hash` is the SHA-256 of the bytes that were read."""

    address: str
    name: str
    file_hash: str
    document: Document
    facts: Facts


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


Outcome = Reading | Unchanged | Failure | Skipped
