"""What a loader hands over: the plain text of one document and what its format says about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read: clean text, and its format's own metadata where it has any.

    `text` has `\\n` line ends, no NUL and no lone surrogate, and is not blank. `title`, `language` (ISO 639-1) and
    `published` (ISO 8601 date or its prefix) are what the format's metadata states, never guessed from the text.
    `url` is the address that the document gives as its own.
    """

    text: str
    media_type: str
    title: str | None = None
    language: str | None = None
    published: str | None = None
    url: str | None = None
