"""Keep the words of each document as they are searched for, and let the database find documents by them.

The words of the documents that are there are made by the next load, since they take the language data of the program.

Revision ID: c1a1f3d0b032
Revises: c1a1f3d0b031
Create date: 2026-11-23 10:20:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b032"
down_revision = "c1a1f3d0b031"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_BLANK = sa.text("words IS NULL")
WORDS = "The stems of the headline's and the text's words, in order, two spaces before and after each; empty until the next load where an upgrade has left it so."
ADD = "INSERT INTO document_words_index (rowid, words) VALUES (new.document_id, new.words)"
DELETE = "INSERT INTO document_words_index (document_words_index, rowid, words) VALUES ('delete', old.document_id, old.words)"
# On SQLite the index holds what triggers write into it, whoever writes the words.
INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE document_words_index USING fts5 (words, content='document_words', content_rowid='document_id', tokenize='ascii', detail='none', columnsize=0)",
        f"CREATE TRIGGER document_words_added AFTER INSERT ON document_words WHEN new.words IS NOT NULL BEGIN {ADD}; END",
        f"CREATE TRIGGER document_words_deleted AFTER DELETE ON document_words WHEN old.words IS NOT NULL BEGIN {DELETE}; END",
        "CREATE TRIGGER document_words_changed AFTER UPDATE ON document_words BEGIN INSERT INTO document_words_index (document_words_index, rowid, words) SELECT 'delete', old.document_id, old.words WHERE old.words IS NOT NULL; INSERT INTO document_words_index (rowid, words) SELECT new.document_id, new.words WHERE new.words IS NOT NULL; END",
    ),
    "postgresql": (
        "CREATE INDEX document_words_index ON document_words USING gin (string_to_array(words, '  ')) WITH (fastupdate=off)",
    ),
}


def upgrade() -> None:
    """Make the table and its index; note the documents that have no words yet."""
    op.create_table(
        "document_words",
        sa.Column("document_id", BIG_KEY, autoincrement=False, nullable=False, comment="The document's number."),
        sa.Column("words", sa.Text(), nullable=True, comment=WORDS),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_words_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_words")),
    )
    op.create_index(
        op.f("ix_document_words_document_id"),
        "document_words",
        ["document_id"],
        sqlite_where=IS_BLANK,
        postgresql_where=IS_BLANK,
    )
    for statement in INDEX[op.get_context().dialect.name]:
        op.execute(statement)
    op.execute("INSERT INTO document_words (document_id) SELECT id FROM document")


def downgrade() -> None:
    """Drop them: documents keep their texts, of which the words are made."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE document_words_index")
    op.drop_table("document_words")
