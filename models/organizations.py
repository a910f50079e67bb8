"""Organizations of every kind, the names that lead to them, their numbers in registers, and persons."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from corpdb.models.base import DATE_IS_WHOLE, NEVER_REUSE_KEYS, Base, Code, Count, Key, Name, PrimaryKey
from corpdb.models.vocabulary import OrganizationKind, Verdict


def _index_beginnings(name: str, column: str) -> Index:
    """An index that finds texts by how they begin, in PostgreSQL whatever order of letters the database has."""
    return Index(name, column, postgresql_ops={column: "text_pattern_ops"})


class Organization(Base):
    """An organization that documents speak of. Its subclasses are its kinds."""

    __tablename__ = "organization"
    __table_args__ = (CheckConstraint("parent_id <> id", name="parent_is_another"), NEVER_REUSE_KEYS)
    __mapper_args__: ClassVar = {"polymorphic_on": "kind"}

    id: Mapped[PrimaryKey] = mapped_column(comment="The organization's number.")
    kind: Mapped[Code] = mapped_column(
        ForeignKey("organization_kind.code"), index=True, comment="What it is, as most documents say."
    )
    name: Mapped[Name] = mapped_column(comment="The name that most documents use, without legal form.")
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id", ondelete="SET NULL"), index=True, comment="What owns or contains it."
    )
    stated_parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id", ondelete="SET NULL"),
        index=True,
        comment="What most documents say owns or contains it; parent_id is empty where such words run in a circle.",
    )
    verdict: Mapped[Code] = mapped_column(
        server_default=Verdict.OPEN.value, comment="What people have said of it: open, confirmed or rejected."
    )

    parent: Mapped["Organization | None"] = relationship(
        back_populates="children", foreign_keys="Organization.parent_id", remote_side="Organization.id", lazy="raise"
    )
    children: Mapped[list["Organization"]] = relationship(
        back_populates="parent", foreign_keys="Organization.parent_id", lazy="raise"
    )
    names: Mapped[list["OrganizationName"]] = relationship(back_populates="organization", lazy="raise")


class Company(Organization):
    """A business: group, subsidiary, start-up, bank, fund, investor."""

    __mapper_args__: ClassVar = {"polymorphic_identity": OrganizationKind.COMPANY.value}


class Unit(Organization):
    """A division, brand, service or site of a company."""

    __mapper_args__: ClassVar = {"polymorphic_identity": OrganizationKind.UNIT.value}


class Lab(Organization):
    """A research laboratory or centre, a company's or a university's."""

    __mapper_args__: ClassVar = {"polymorphic_identity": OrganizationKind.LAB.value}


class AcademicBody(Organization):
    """A university, school or public research body."""

    __mapper_args__: ClassVar = {"polymorphic_identity": OrganizationKind.ACADEMIC.value}


class PublicBody(Organization):
    """A state, ministry, agency, regulator, court or supranational body."""

    __mapper_args__: ClassVar = {"polymorphic_identity": OrganizationKind.PUBLIC.value}


class OtherOrganization(Organization):
    """An association, union, consortium or non-profit."""

    __mapper_args__: ClassVar = {"polymorphic_identity": OrganizationKind.OTHER.value}


class OrganizationName(Base):
    """A name that documents give to an organization, in one sense; the same name in the same sense is one row.

    Names, not organizations, are what documents speak of: which names are one organization is derived from all that
    documents say, and anew whenever they say something else.
    """

    __tablename__ = "organization_name"
    __table_args__ = (
        UniqueConstraint("form", "sense", "scope"),
        _index_beginnings("ix_organization_name_key_beginning", "key"),
        _index_beginnings("ix_organization_name_block_beginning", "block"),
        NEVER_REUSE_KEYS,
    )

    id: Mapped[PrimaryKey] = mapped_column(comment="The name's number.")
    form: Mapped[Name] = mapped_column(comment="The name as written, without legal form.")
    sense: Mapped[Code] = mapped_column(comment="What sort of body it names: business, research, public or other.")
    scope: Mapped[str] = mapped_column(comment="What tells it from namesakes: a register's number, an owner; or ''.")
    key: Mapped[Key] = mapped_column(comment="The name in small letters without accents.")
    block: Mapped[Key | None] = mapped_column(
        comment="What it has in common with names that may be the same; empty until the next load."
    )
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True, comment="The organization; empty only while a batch is written."
    )

    organization: Mapped[Organization | None] = relationship(back_populates="names", lazy="raise")


class OrganizationNumber(Base):
    """A number that an organization has or had: it stays with a name, and leads to where that name belongs now."""

    __tablename__ = "organization_number"

    id: Mapped[PrimaryKey] = mapped_column(autoincrement=False, comment="The organization's number, now or once.")
    name_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), index=True, comment="The name that it stays with."
    )


class OrganizationSaying(Base):
    """What documents say of a name: how many take it for this kind of organization with this parent."""

    __tablename__ = "organization_saying"

    id: Mapped[PrimaryKey]
    name_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), index=True, comment="The name that is spoken of."
    )
    kind: Mapped[Code] = mapped_column(ForeignKey("organization_kind.code"), comment="What it is taken for.")
    parent_name_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization_name.id"), index=True, comment="The name of what owns or contains it, if said."
    )
    documents: Mapped[Count] = mapped_column(comment="How many documents say so.")


class OrganizationAlias(Base):
    """A form under which documents write a name."""

    __tablename__ = "organization_alias"
    __table_args__ = (
        UniqueConstraint("name_id", "name"),
        _index_beginnings("ix_organization_alias_key_beginning", "key"),
    )

    id: Mapped[PrimaryKey]
    name_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), comment="The name that is meant."
    )
    name: Mapped[Name] = mapped_column(comment="The form, as written.")
    key: Mapped[Key | None] = mapped_column(
        comment="The form in small letters without accents; empty for a common noun."
    )
    documents: Mapped[Count] = mapped_column(comment="How many documents use the form.")


class OrganizationLink(Base):
    """A reason for which two names are one organization, or may be."""

    __tablename__ = "organization_link"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id", "reason"),
        CheckConstraint("one_id <> other_id", name="names_differ"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score_is_a_share"),
    )

    id: Mapped[PrimaryKey]
    one_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), comment="A name; of a document's two the fuller one."
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), index=True, comment="The other name."
    )
    reason: Mapped[Code] = mapped_column(comment="Why: same_name, legal_form, acronym, short_form...")
    score: Mapped[float] = mapped_column(comment="How sure it is: 0 to 1.")
    documents: Mapped[Count] = mapped_column(comment="How many documents call one organization by both names.")
    against: Mapped[Count] = mapped_column(comment="How many documents list the two as two organizations.")


class OrganizationIdentifier(Base):
    """An organization's number in a register, as a document gives it."""

    __tablename__ = "organization_identifier"
    __table_args__ = (
        # By the convention its name would be longer than PostgreSQL allows.
        UniqueConstraint(
            "document_id",
            "name_id",
            "scheme",
            "value",
            name="uq_organization_identifier_number_once_a_document",
        ),
    )

    id: Mapped[PrimaryKey]
    name_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), index=True, comment="The name of who has the number."
    )
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), comment="The document that gives the number."
    )
    scheme: Mapped[str] = mapped_column(String(16), comment="lei, siren, cik, isin, ticker or wikidata.")
    value: Mapped[str] = mapped_column(String(64), index=True, comment="The number itself.")


class OrganizationRenaming(Base):
    """A place in a document that tells of a change of an organization's name."""

    __tablename__ = "organization_renaming"
    __table_args__ = (
        CheckConstraint("length(quote) = end_char - start_char", name="quote_is_as_long_as_its_slice"),
        CheckConstraint("start_char >= 0 AND end_char > start_char", name="slice_not_empty"),
        CheckConstraint(DATE_IS_WHOLE, name="date_whole_or_absent"),
    )

    id: Mapped[PrimaryKey]
    name_id: Mapped[int] = mapped_column(
        ForeignKey("organization_name.id", ondelete="CASCADE"), index=True, comment="Its name in this document."
    )
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True, comment="The document that tells it."
    )
    name_before: Mapped[Name] = mapped_column(comment="The name before.")
    name_after: Mapped[Name] = mapped_column(comment="The name from then on.")
    key_before: Mapped[Key] = mapped_column(index=True, comment="The name before in small letters without accents.")
    key_after: Mapped[Key] = mapped_column(index=True, comment="The name after in small letters without accents.")
    status: Mapped[Code] = mapped_column(
        ForeignKey("event_status.code"), comment="Whether it has happened or is announced, as told here."
    )
    first_day: Mapped[date | None] = mapped_column(index=True, comment="First day of the date told here.")
    last_day: Mapped[date | None] = mapped_column(comment="Last day of the date told here.")
    date_precision: Mapped[Code | None] = mapped_column(
        ForeignKey("date_precision.code"), comment="How exact the date told here is."
    )
    date_text: Mapped[str | None] = mapped_column(String(10), comment="The date told here, as exact as it is.")
    start_char: Mapped[int] = mapped_column(comment="Where the quote starts in the document's text, from 0.")
    end_char: Mapped[int] = mapped_column(comment="Where the quote ends in the document's text.")
    quote: Mapped[str] = mapped_column(comment="The very words: the text from start_char to end_char.")


class Person(Base):
    """A person who takes part in an event."""

    __tablename__ = "person"
    __table_args__ = NEVER_REUSE_KEYS

    id: Mapped[PrimaryKey] = mapped_column(comment="The person's number.")
    name: Mapped[Name] = mapped_column(comment="The person's fullest name.")
    key: Mapped[Key] = mapped_column(unique=True, comment="The name in small letters without accents: the identity.")
