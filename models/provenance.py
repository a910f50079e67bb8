"""Where each fact stands: the sentence of the document that tells it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import (
    BIG_KEY,
    DATE_IS_WHOLE,
    NEVER_REUSE_KEYS,
    Base,
    Code,
    Count,
    Currency,
    Money,
    Percent,
    PrimaryKey,
)


class Mention(Base):
    """A place in a document that tells an event, and what is told there.

    The place of rank 1 is the one that tells it best in that document; it carries what the document as a whole
    says of the event. The others carry what they say themselves.
    """

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("document_id", "telling_id", "rank"),
        CheckConstraint("length(quote) = end_char - start_char", name="quote_is_as_long_as_its_slice"),
        CheckConstraint("start_char >= 0 AND end_char > start_char", name="slice_not_empty"),
        CheckConstraint(DATE_IS_WHOLE, name="date_whole_or_absent"),
        NEVER_REUSE_KEYS,
    )

    id: Mapped[PrimaryKey] = mapped_column(comment="The mention's number.")
    telling_id: Mapped[int] = mapped_column(
        ForeignKey("telling.id"), index=True, comment="What the document says of the event."
    )
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), comment="The document that tells it."
    )
    rank: Mapped[int] = mapped_column(comment="1 for the place that tells it best in this document.")
    start_char: Mapped[int] = mapped_column(comment="Where the quote starts in the document's text, from 0.")
    end_char: Mapped[int] = mapped_column(comment="Where the quote ends in the document's text.")
    quote: Mapped[str] = mapped_column(comment="The very words: the text from start_char to end_char.")
    status: Mapped[Code] = mapped_column(ForeignKey("event_status.code"), comment="How far it has gone, as told here.")
    first_day: Mapped[date | None] = mapped_column(comment="First day of the date told here.")
    last_day: Mapped[date | None] = mapped_column(comment="Last day of the date told here.")
    date_precision: Mapped[Code | None] = mapped_column(
        ForeignKey("date_precision.code"), comment="How exact the date told here is."
    )
    date_text: Mapped[str | None] = mapped_column(String(10), comment="The date told here, as exact as it is.")
    amount: Mapped[Money | None] = mapped_column(comment="The amount told here, in units of the currency.")
    currency: Mapped[Currency | None] = mapped_column(comment="The currency of the amount (ISO 4217).")
    headcount: Mapped[Count | None] = mapped_column(comment="The number of people told here.")
    location: Mapped[str | None] = mapped_column(comment="The place told here.")
    parts: Mapped[int | None] = mapped_column(comment="The number of units told here.")
    share_percent: Mapped[Percent | None] = mapped_column(comment="The part of the shares told here, in percent.")
    series: Mapped[str | None] = mapped_column(comment="The financing round's name told here.")
    position: Mapped[str | None] = mapped_column(comment="The person's post told here.")
    confidence: Mapped[float] = mapped_column(comment="How sure it is that this place states the event: 0 to 1.")
    extractor: Mapped[str] = mapped_column(String(32), comment="What found the event here.")
    extractor_version: Mapped[str] = mapped_column(String(32), comment="The version of what found it.")
    lexicon: Mapped[str | None] = mapped_column(
        String(12), comment="The user's own lexicon that it was found with: how its SHA-256 begins; empty for none."
    )


class MentionParticipant(Base):
    """Who takes part in an event as one document tells it, from its best place."""

    __tablename__ = "mention_participant"
    __table_args__ = (CheckConstraint("(name_id IS NULL) <> (person_id IS NULL)", name="organization_or_person"),)

    id: Mapped[PrimaryKey]
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), index=True, comment="The place that tells it."
    )
    role: Mapped[Code] = mapped_column(ForeignKey("role.code"), comment="The part that is played.")
    name_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization_name.id"), index=True, comment="The name of the organization that takes part."
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True, comment="The person who takes part."
    )


class OrganizationMention(Base):
    """A place in a document that names an organization, and what the document takes it for."""

    __tablename__ = "organization_mention"
    __table_args__ = (
        CheckConstraint("length(quote) = end_char - start_char", name="quote_is_as_long_as_its_slice"),
        CheckConstraint("start_char >= 0 AND end_char > start_char", name="slice_not_empty"),
        Index(None, "name_id", "document_id"),
    )

    id: Mapped[PrimaryKey]
    name_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id"), comment="The organization that is named, by its name in this document."
    )
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True, comment="The document that names it."
    )
    start_char: Mapped[int] = mapped_column(comment="Where the name starts in the document's text, from 0.")
    end_char: Mapped[int] = mapped_column(comment="Where the name ends in the document's text.")
    quote: Mapped[str] = mapped_column(comment="The very words that name it there.")
    kind: Mapped[Code] = mapped_column(
        ForeignKey("organization_kind.code"), comment="What the document takes the organization for."
    )
    parent_name_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization_name.id"), index=True, comment="What owns or contains it, as the document says."
    )


class NamePeriod(Base):
    """Between which documents a name is used: of those that use it and have a date of publication, the outermost.

    They follow from the mentions. Each name has a row, which is empty if only documents without a date use it.
    """

    __tablename__ = "name_period"

    name_id: Mapped[int] = mapped_column(
        BIG_KEY,
        ForeignKey("organization_name.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The name's number.",
    )
    first_document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True, comment="The document that came out first."
    )
    last_document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True, comment="The document that came out last."
    )
