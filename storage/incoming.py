"""What comes in to be stored: a document with the facts that were found in it."""

import hashlib
from dataclasses import dataclass, field

from corpdb.extraction.facts import Facts


@dataclass(frozen=True, slots=True)
class Incoming:
    """One document that was read: where it lies, its text, and its facts, whose spans are slices of that text.

    `file_hash` is the SHA-256 of the file's bytes; `content_hash`, the document's identity, that of its text.
    """

    address: str
    name: str
    file_hash: str
    text: str
    media_type: str
    url: str | None
    extractor: str
    extractor_version: str
    facts: Facts
    content_hash: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the hash of the text."""
        object.__setattr__(self, "content_hash", hashlib.sha256(self.text.encode()).hexdigest())
