"""The words of documents are written with their texts, and once more where an upgrade has left them out."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, func, select

from corpdb.extraction.text.stems import list_stems
from corpdb.storage.bulk import insert_rows, is_any_of, update_rows
from corpdb.storage.tables import DOCUMENT, DOCUMENT_WORDS

WITHOUT_WORDS_AT_ONCE = 256
_WORDS = DOCUMENT_WORDS.c
_HEADLINE_END = "|"  # no word: no phrase runs from the headline into the text


def join_words(stems: Iterable[str]) -> str:
    """The stems as they are stored: each between spaces of its own, so that ` lab ` is found as often as it is there.

    Two spaces part neighbours, one more stands at each end, so that the first and the last are parted as well.
    """
    return f" {''.join(f' {stem} ' for stem in stems)} "


def make_words(title: str | None, text: str, language: str) -> str:
    """The words of a document as they are stored; those of its headline too, where the text is without it."""
    stems = list_stems(text, language)
    if title and title not in text:
        stems = [*list_stems(title, language), _HEADLINE_END, *stems]
    return join_words(stems)


def write_words(
    connection: Connection, changed: Collection[int], documents: Iterable[tuple[int, str | None, str, str]]
) -> None:
    """Write the words of `documents`: number, headline, text, language; `changed` are those that had some."""
    if changed:
        connection.execute(delete(DOCUMENT_WORDS).where(is_any_of(connection, _WORDS.document_id, changed)))
    rows = [(number, make_words(title, text, language)) for number, title, text, language in documents]
    insert_rows(connection, DOCUMENT_WORDS, ("document_id", "words"), rows)


def fill_words(connection: Connection) -> list[int]:
    """Make the words of some of the documents that an upgrade has left without them; which these are."""
    document = DOCUMENT.c
    query = select(document.id, document.title, document.text, document.language)
    query = query.join_from(DOCUMENT_WORDS, DOCUMENT, document.id == _WORDS.document_id)
    query = query.where(_WORDS.words.is_(None)).order_by(_WORDS.document_id).limit(WITHOUT_WORDS_AT_ONCE)
    rows = [(number, make_words(title, text, language)) for number, title, text, language in connection.execute(query)]
    update_rows(connection, DOCUMENT_WORDS, "document_id", ("words",), rows)
    return [number for number, _ in rows]


def count_without_words(connection: Connection) -> int:
    """How many documents an upgrade has left without words."""
    return connection.scalar(select(func.count()).where(_WORDS.words.is_(None))) or 0
