"""What is searched for words: the stems of each document, and the databases' own indexes of them."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import BIG_KEY, Base

WORDS_INDEX = "document_words_index"
"""SQLite keeps an index of words as a table of this name, which has others beside it."""


class DocumentWords(Base):
    """The words of a document as they are searched for."""

    __tablename__ = "document_words"

    document_id: Mapped[int] = mapped_column(
        BIG_KEY,
        ForeignKey("document.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The document's number.",
    )
    words: Mapped[str | None] = mapped_column(
        comment="The stems of the headline's and the text's words, in order, two spaces before and after each; empty"
        " until the next load where an upgrade has left it so."
    )


# The documents that an upgrade has left without words, found without looking at the others.
Index(
    "ix_document_words_document_id",
    DocumentWords.document_id,
    sqlite_where=DocumentWords.words.is_(None),
    postgresql_where=DocumentWords.words.is_(None),
)

SQLITE_INDEX = {
    WORDS_INDEX: (
        "CREATE VIRTUAL TABLE document_words_index USING fts5 (words, content='document_words',"
        " content_rowid='document_id', tokenize='ascii', detail='none', columnsize=0)"
    ),
    "document_words_added": (
        "CREATE TRIGGER document_words_added AFTER INSERT ON document_words WHEN new.words IS NOT NULL BEGIN"
        " INSERT INTO document_words_index (rowid, words) VALUES (new.document_id, new.words); END"
    ),
    "document_words_deleted": (
        "CREATE TRIGGER document_words_deleted AFTER DELETE ON document_words WHEN old.words IS NOT NULL BEGIN"
        " INSERT INTO document_words_index (document_words_index, rowid, words)"
        " VALUES ('delete', old.document_id, old.words); END"
    ),
    "document_words_changed": (
        "CREATE TRIGGER document_words_changed AFTER UPDATE ON document_words BEGIN"
        " INSERT INTO document_words_index (document_words_index, rowid, words)"
        " SELECT 'delete', old.document_id, old.words WHERE old.words IS NOT NULL;"
        " INSERT INTO document_words_index (rowid, words)"
        " SELECT new.document_id, new.words WHERE new.words IS NOT NULL; END"
    ),
}
"""The index and what keeps it, by name: whoever writes the words, it holds them. (Words alone, no places or sizes.)"""

POSTGRESQL_INDEX = (
    "CREATE INDEX document_words_index ON document_words USING gin (string_to_array(words, '  ')) WITH (fastupdate=off)"
)
"""An array, and no `tsvector`: that of a long document would be too long for PostgreSQL."""


def is_words_index(name: str | None) -> bool:
    """Whether a table or an index of that name is the databases' own: no model tells of it."""
    return name is not None and name.startswith(WORDS_INDEX)


def include_name(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether Alembic compares what has that name, as it asks."""
    return not is_words_index(name)
