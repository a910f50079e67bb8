"""Organizations of every kind, their other names, their numbers in registers, and persons."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from corpdb.models.base import NEVER_REUSE_KEYS, Base, Code, Key, Name, PrimaryKey
from corpdb.models.vocabulary import OrganizationKind


class Organization(Base):
    """An organization that documents speak of. Its subclasses are its kinds."""

    __tablename__ = "organization"
    __table_args__ = (CheckConstraint("parent_id <> id", name="parent_is_another"), NEVER_REUSE_KEYS)
    __mapper_args__: ClassVar = {"polymorphic_on": "kind"}

    id: Mapped[PrimaryKey] = mapped_column(comment="The organization's number.")
    kind: Mapped[Code] = mapped_column(ForeignKey("organization_kind.code"), index=True, comment="What it is.")
    name: Mapped[Name] = mapped_column(comment="Its fullest name, without legal form.")
    key: Mapped[Key] = mapped_column(unique=True, comment="Its name in small letters without accents: its identity.")
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id", ondelete="SET NULL"), index=True, comment="What owns or contains it."
    )

    parent: Mapped["Organization | None"] = relationship(
        back_populates="children", remote_side="Organization.id", lazy="raise"
    )
    children: Mapped[list["Organization"]] = relationship(back_populates="parent", lazy="raise")
    aliases: Mapped[list["OrganizationAlias"]] = relationship(back_populates="organization", lazy="raise")
    identifiers: Mapped[list["OrganizationIdentifier"]] = relationship(back_populates="organization", lazy="raise")


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


class OrganizationAlias(Base):
    """A form under which documents name an organization."""

    __tablename__ = "organization_alias"
    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    id: Mapped[PrimaryKey]
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), comment="The organization that is meant."
    )
    name: Mapped[Name] = mapped_column(index=True, comment="The form, as written.")

    organization: Mapped[Organization] = relationship(back_populates="aliases", lazy="raise")


class OrganizationIdentifier(Base):
    """An organization's number in a register, as a document gives it."""

    __tablename__ = "organization_identifier"
    __table_args__ = (
        # By the convention its name would be longer than PostgreSQL allows.
        UniqueConstraint(
            "document_id",
            "organization_id",
            "scheme",
            "value",
            name="uq_organization_identifier_number_once_a_document",
        ),
    )

    id: Mapped[PrimaryKey]
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), index=True, comment="The organization that has the number."
    )
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), comment="The document that gives the number."
    )
    scheme: Mapped[str] = mapped_column(String(16), comment="lei, siren, cik, isin, ticker or wikidata.")
    value: Mapped[str] = mapped_column(String(64), comment="The number itself.")

    organization: Mapped[Organization] = relationship(back_populates="identifiers", lazy="raise")


class Person(Base):
    """A person who takes part in an event."""

    __tablename__ = "person"
    __table_args__ = NEVER_REUSE_KEYS

    id: Mapped[PrimaryKey] = mapped_column(comment="The person's number.")
    name: Mapped[Name] = mapped_column(comment="The person's fullest name.")
    key: Mapped[Key] = mapped_column(unique=True, comment="The name in small letters without accents: the identity.")
