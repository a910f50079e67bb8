"""What comes in to be stored: a document with the facts that were found in it."""

import hashlib
from dataclasses import dataclass, field

from corpdb.extraction.facts import Facts


@dataclass(frozen=True, slots=True)
class Incoming:
    """One document that was read: where it lies, its text, and its facts, whose spans are slices of that text.

    `file_hash` is the SHA-256 of the file's bytes. `metadata` is what the file's format states about the document;
    `content_hash`, the document's identity, is the SHA-256 of the text and of that.
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
    metadata: tuple[str, ...] = ()
    content_hash: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the hash of the text and the metadata; no text holds the sign that parts them."""
        content = "\0".join((self.text, *self.metadata))
        object.__setattr__(self, "content_hash", hashlib.sha256(content.encode()).hexdigest())
