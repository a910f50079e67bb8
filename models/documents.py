"""Documents, where they were found, and the runs that loaded them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import NEVER_REUSE_KEYS, Base, Code, Count, PrimaryKey, Sha256


class Load(Base):
    """One run of the load: when, what, by which version, how it ended."""

    __tablename__ = "load"
    __table_args__ = NEVER_REUSE_KEYS

    id: Mapped[PrimaryKey] = mapped_column(comment="The run's number.")
    status: Mapped[Code] = mapped_column(ForeignKey("load_status.code"), comment="How the run ended.")
    started_at: Mapped[datetime] = mapped_column(comment="When the run began (UTC).")
    finished_at: Mapped[datetime | None] = mapped_column(comment="When the run ended (UTC); empty while it runs.")
    paths: Mapped[str] = mapped_column(comment="The files and folders that were asked for, as typed.")
    program_version: Mapped[str] = mapped_column(String(32), comment="The version of corpdb that ran.")
    documents_added: Mapped[Count] = mapped_column(server_default="0", comment="Documents that were new.")
    documents_changed: Mapped[Count] = mapped_column(server_default="0", comment="Documents whose text had changed.")
    documents_unchanged: Mapped[Count] = mapped_column(
        server_default="0", comment="Documents that were there already, as they are."
    )
    documents_failed: Mapped[Count] = mapped_column(server_default="0", comment="Documents that could not be read.")
    organizations_added: Mapped[Count] = mapped_column(server_default="0", comment="Organizations that were new.")
    events_added: Mapped[Count] = mapped_column(server_default="0", comment="Events that were new.")


class LoadError(Base):
    """A document that a run could not read, and why."""

    __tablename__ = "load_error"

    id: Mapped[PrimaryKey]
    load_id: Mapped[int] = mapped_column(
        ForeignKey("load.id", ondelete="CASCADE"), index=True, comment="The run that met the error."
    )
    address: Mapped[str] = mapped_column(comment="The document's address.")
    message: Mapped[str] = mapped_column(comment="What was wrong, in a sentence.")


class Document(Base):
    """One text that was read, known by its content, wherever it was found."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("published_first_day <= published_last_day", name="published_days_in_order"),
        CheckConstraint(
            "(published_first_day IS NULL) = (published_last_day IS NULL)"
            " AND (published_first_day IS NULL) = (published_precision IS NULL)"
            " AND (published_first_day IS NULL) = (published_text IS NULL)",
            name="publication_date_whole_or_absent",
        ),
        NEVER_REUSE_KEYS,
    )

    id: Mapped[PrimaryKey] = mapped_column(comment="The document's number.")
    content_hash: Mapped[Sha256] = mapped_column(
        unique=True, comment="SHA-256 of the text and of what its format states: the identity."
    )
    title: Mapped[str | None] = mapped_column(comment="The headline.")
    language: Mapped[str] = mapped_column(String(8), comment="The language of the text (ISO 639-1).")
    url: Mapped[str | None] = mapped_column(comment="The address that the document gives as its own.")
    media_type: Mapped[str] = mapped_column(String(64), comment="The format it was read from.")
    published_first_day: Mapped[date | None] = mapped_column(
        index=True, comment="First day of the publication date's interval."
    )
    published_last_day: Mapped[date | None] = mapped_column(
        index=True, comment="Last day of the publication date's interval."
    )
    published_precision: Mapped[Code | None] = mapped_column(
        ForeignKey("date_precision.code"), comment="How exactly the publication date is known."
    )
    published_text: Mapped[str | None] = mapped_column(
        String(10), comment="The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27."
    )
    stated_title: Mapped[str | None] = mapped_column(comment="The headline that the document's format states.")
    stated_language: Mapped[str | None] = mapped_column(comment="The language that the document's format states.")
    stated_published: Mapped[str | None] = mapped_column(
        comment="The publication date that the document's format states, as written there."
    )
    text: Mapped[str] = mapped_column(comment="The text that quotes are slices of.")
    extractor: Mapped[str] = mapped_column(String(32), comment="What read the text.")
    extractor_version: Mapped[str] = mapped_column(String(32), comment="The version of what read the text.")
    lexicon: Mapped[str | None] = mapped_column(
        String(12), comment="The user's own lexicon that it was read with: how its SHA-256 begins; empty for none."
    )
    first_load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), comment="The run that brought the document.")
    last_load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), comment="The run that last wrote its facts.")


class DocumentAddress(Base):
    """A place where a document was found. One document may lie in several places."""

    __tablename__ = "document_address"

    id: Mapped[PrimaryKey]
    address: Mapped[str] = mapped_column(unique=True, comment="Where the file was: an address of the form file:///.")
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True, comment="The document that was found there."
    )
    file_hash: Mapped[Sha256] = mapped_column(comment="SHA-256 of the file's bytes when it was last read.")


class SourceCount(Base):
    """How many documents of a language a source has: what could only be counted by reading all documents."""

    __tablename__ = "source_count"
    __table_args__ = (UniqueConstraint("source", "language"),)

    id: Mapped[PrimaryKey]
    source: Mapped[str] = mapped_column(comment="The source, as bi_documents tells it: a site, or a folder.")
    language: Mapped[str] = mapped_column(String(8), comment="The language of the documents (ISO 639-1).")
    documents: Mapped[Count] = mapped_column(comment="How many documents it has in that language.")
