"""What people decide of organizations and events, kept apart from what documents say, and what it is about."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import NEVER_REUSE_KEYS, Base, Code, Name, PrimaryKey, Sha256


class Decision(Base):
    """One decision of a person: dated, signed, and in force until it is undone."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("subject IN ('organization', 'event')", name="subject_is_known"),
        CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undoing_is_signed"),
        NEVER_REUSE_KEYS,
    )

    id: Mapped[PrimaryKey] = mapped_column(comment="The decision's number.")
    key: Mapped[Sha256] = mapped_column(
        unique=True, comment="SHA-256 of what was decided, when and by whom: the same in every database."
    )
    decided_at: Mapped[datetime] = mapped_column(comment="When it was decided (UTC).")
    decided_by: Mapped[str] = mapped_column(comment="Who decided it.")
    action: Mapped[Code] = mapped_column(ForeignKey("decision_action.code"), comment="What was decided.")
    subject: Mapped[Code] = mapped_column(comment="What it is about: organization or event.")
    attribute: Mapped[Code | None] = mapped_column(comment="Which value was set: kind, parent, status, date, buyer...")
    value: Mapped[str | None] = mapped_column(comment="The value that was set; empty for none.")
    known_from: Mapped[date | None] = mapped_column(comment="From which day on it is known; empty for ever.")
    note: Mapped[str | None] = mapped_column(comment="Why, in the words of who decided it.")
    undone_at: Mapped[datetime | None] = mapped_column(comment="When it was undone (UTC); empty while in force.")
    undone_by: Mapped[str | None] = mapped_column(comment="Who undid it.")
    undone_note: Mapped[str | None] = mapped_column(comment="Why it was undone.")


class DecisionAnchor(Base):
    """A name or a place in a document that a decision is about, in words that mean the same in every database.

    A name is its form, sense and scope. A place is the content of its document, the type of the event, where it stands
    and its words; `name_id` and `telling_id` are what that is in this database now, empty while it is not there.
    """

    __tablename__ = "decision_anchor"
    __table_args__ = (
        UniqueConstraint("decision_id", "side", "rank"),
        CheckConstraint("(form IS NULL) <> (quote IS NULL)", name="name_or_place"),
    )

    id: Mapped[PrimaryKey]
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), comment="The decision.")
    side: Mapped[int] = mapped_column(comment="1 for what it is about; 2 for the other side, or for who is meant.")
    rank: Mapped[int] = mapped_column(comment="1 for the first of the side, 2 for the second...")
    form: Mapped[Name | None] = mapped_column(index=True, comment="A name, as written.")
    sense: Mapped[Code | None] = mapped_column(comment="The sense of the name.")
    scope: Mapped[str | None] = mapped_column(comment="The scope of the name.")
    name_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization_name.id", ondelete="SET NULL"), index=True, comment="The name, if it is there."
    )
    content_hash: Mapped[str | None] = mapped_column(String(64), index=True, comment="The content of the document.")
    address: Mapped[str | None] = mapped_column(index=True, comment="Where the document was found.")
    event_type: Mapped[Code | None] = mapped_column(comment="The type of the event that the place tells.")
    start_char: Mapped[int | None] = mapped_column(comment="Where the place starts in the document's text, from 0.")
    end_char: Mapped[int | None] = mapped_column(comment="Where the place ends.")
    quote: Mapped[str | None] = mapped_column(comment="The very words of the place.")
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True, comment="The document, if it is there."
    )
    telling_id: Mapped[int | None] = mapped_column(
        ForeignKey("telling.id", ondelete="SET NULL"), index=True, comment="What the place tells, if it is there."
    )
