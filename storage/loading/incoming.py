"""What comes in to be stored: a document with the facts that were found in it."""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from corpdb.extraction.facts import Facts


class Stated(NamedTuple):
    """What a document's format states about it, as written there: what reading its text again needs."""

    title: str | None = None
    language: str | None = None
    published: str | None = None


NOTHING_STATED = Stated()


class Edition(NamedTuple):
    """By what a text is read: the version of the extractor, and how the SHA-256 of a lexicon of the user's begins."""

    version: str
    lexicon: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One document that was read: where it lies, its text, and its facts, whose spans are slices of that text.

    `file_hash` is the SHA-256 of the file's bytes. `metadata` is what the file's format states about the document;
    `content_hash`, the document's identity, is the SHA-256 of the text and of that. A document that was read from the
    database, and not from a file, is `known` by the identity that it has there, and has no address of its own.
    """

    address: str
    name: str
    file_hash: str
    text: str
    media_type: str
    url: str | None
    extractor: str
    edition: Edition
    facts: Facts
    metadata: tuple[str, ...] = ()
    stated: Stated = NOTHING_STATED
    known: str | None = None
    content_hash: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the hash of the text and the metadata, unless it is known; no text holds the sign that parts them."""
        object.__setattr__(self, "content_hash", self.known or self._hash_content())

    def _hash_content(self) -> str:
        return hashlib.sha256("\0".join((self.text, *self.metadata)).encode()).hexdigest()
