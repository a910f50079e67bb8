"""The declarative base: constraint names by one convention, recurring columns as annotated types."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Integer, MetaData, Numeric, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: with its zone in Python, `timestamptz` on PostgreSQL, zoneless UTC text on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone; hand the others over in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a time zone cannot be stored: {value!r}")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as the library calls it
        """Give every stored time its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = BigInteger().with_variant(Integer(), "sqlite")

# The key of a deleted row is never given to another: people quote these numbers. (PostgreSQL never does.)
NEVER_REUSE_KEYS = {"sqlite_autoincrement": True}

DATE_IS_WHOLE = (
    "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL) = (date_precision IS NULL)"
    " AND (first_day IS NULL) = (date_text IS NULL)"
)
"""The condition that a date is there with all its columns, or with none."""

PrimaryKey = Annotated[int, mapped_column(BIG_KEY, primary_key=True, comment="The row's number.")]
Code = Annotated[str, mapped_column(String(32))]
Name = Annotated[str, mapped_column(Text)]
Key = Annotated[str, mapped_column(Text)]
Sha256 = Annotated[str, mapped_column(String(64))]
Currency = Annotated[str, mapped_column(String(3))]
Money = Annotated[Decimal, mapped_column(Numeric(20, 2))]
Percent = Annotated[Decimal, mapped_column(Numeric(6, 3))]
Count = Annotated[int, mapped_column(BigInteger)]


class Base(DeclarativeBase):
    """The base of every model."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this attribute as it stands
        str: Text(),
        int: Integer(),
        date: Date(),
        datetime: UtcDateTime(),
    }
