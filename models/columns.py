"""What a view is made of: columns with the words that describe each, and the tables behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from textwrap import indent
from typing import Any, Self

from sqlalchemy import BigInteger, Date, Double, Numeric, Text
from sqlalchemy.types import TypeEngine

from corpdb.models.base import UtcDateTime

# The columns that are not text; a name means the same in every view, unless it is that of a vocabulary term there.
_TYPES: dict[str, TypeEngine[Any]] = {
    **dict.fromkeys(
        ("headcount", "parts", "rank", "step", "start_char", "end_char", "documents", "events", "against", "place"),
        BigInteger(),
    ),
    **dict.fromkeys(("year", "quarter", "month", "day_of_month", "weekday", "iso_year", "iso_week"), BigInteger()),
    **dict.fromkeys(("first_day", "last_day", "published_first_day", "published_last_day", "day"), Date()),
    **dict.fromkeys(("known_from", "known_until", "used_until"), Date()),
    **dict.fromkeys(("week_start", "month_start", "quarter_start"), Date()),
    **dict.fromkeys(("decided_at", "undone_at"), UtcDateTime()),
    "amount": Numeric(20, 2),
    "share_percent": Numeric(6, 3),
    "confidence": Double(),
    "score": Double(),
}


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view: its name, the SQL that it shows, what it means, and whether it is text whatever its name.

    One with a condition `found_by` is of a table that gives one row at most. SQLite looks it up where it is asked for;
    a join it would make for every row that is counted, asked for or not.
    """

    name: str
    sql: str
    comment: str
    is_text: bool = False
    found_by: str = ""

    @property
    def table(self) -> str:
        """The table, by its alias, that it is a column of."""
        return self.sql.partition(".")[0]

    @property
    def type(self) -> TypeEngine[Any]:
        """Its type: that of columns of this name in every view; keys end in `_id`."""
        return Text() if self.is_text else BigInteger() if self.name.endswith("_id") else _TYPES.get(self.name, Text())

    @property
    def type_name(self) -> str:
        """What it holds, in a word for users: text, integer, decimal(20,2), number, date or timestamp."""
        exact = f"decimal({self.type.precision},{self.type.scale})" if isinstance(self.type, Numeric) else None
        names = (
            (Double, "number"),
            (Numeric, exact),
            (BigInteger, "integer"),
            (Date, "date"),
            (UtcDateTime, "timestamp"),
        )
        return next((name for kind, name in names if name and isinstance(self.type, kind)), "text")

    def select_on(self, dialect: str) -> str:
        """What the view selects. PostgreSQL shows a moment as its time in UTC, which no client moves to its zone.

        In SQLite a column that is looked up keeps its declared type, as a bare reference does.
        """
        if dialect == "sqlite" and self.found_by:
            return f"(SELECT {self.sql} FROM {self.table} WHERE {self.found_by})"  # noqa: S608 - the view's own words
        is_zoned = dialect == "postgresql" and isinstance(self.type, UtcDateTime)
        return f"{self.sql} AT TIME ZONE 'UTC'" if is_zoned else self.sql


@dataclass(frozen=True, slots=True)
class Part:
    """Further rows of a view: the tables behind them, and the SQL of those columns that show something else there.

    A column without a type of its own, as NULL, would have none on SQLite: let it be one of a table that joins no row.
    """

    sql: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what one row is, its columns, the tables behind them, and further rows from other tables.

    `in_sqlite` are the tables in the words of SQLite, where these differ.
    """

    name: str
    comment: str
    columns: tuple[ViewColumn, ...]
    source: str
    in_sqlite: str = ""
    further: tuple[Part, ...] = ()

    @property
    def joined(self) -> Self:
        """The view with joins for what SQLite would look up."""
        if not any(column.found_by for column in self.columns):
            return self
        return replace(self, columns=tuple(replace(each, found_by="") for each in self.columns), in_sqlite="")

    def select_on(self, dialect: str) -> str:
        """The view's query for the databases of that dialect: `sqlite` or `postgresql`."""
        source = (dialect == "sqlite" and self.in_sqlite) or self.source
        return "\nUNION ALL\n".join(
            _select(dialect, (replace(one, sql=part.sql.get(one.name, one.sql)) for one in self.columns), part.source)
            for part in (Part({}, source), *self.further)
        )

    def create_on(self, dialect: str) -> str:
        """The statement that makes the view on databases of that dialect."""
        return f"CREATE VIEW {self.name} AS\n{self.select_on(dialect)}"


def _select(dialect: str, columns: Iterable[ViewColumn], source: str) -> str:
    shown = ",\n".join(f"{column.select_on(dialect)} AS {column.name}" for column in columns)
    return f"SELECT\n{indent(shown, '    ')}\nFROM {source}"


def pick_columns(alias: str, **columns: str) -> tuple[ViewColumn, ...]:
    """Columns of the table `alias`, under their own names, each with its comment."""
    return tuple(ViewColumn(name, f"{alias}.{name}", comment) for name, comment in columns.items())


def find_by(condition: str, *columns: ViewColumn) -> tuple[ViewColumn, ...]:
    """The columns of a table that SQLite looks up by the condition."""
    return tuple(replace(column, found_by=condition) for column in columns)


def label_term(name: str, alias: str, what: str, code: str | None = None) -> tuple[ViewColumn, ...]:
    """The columns of a vocabulary term: its code, as in the column `code`, and its labels in both languages."""
    return (
        ViewColumn(name, code or f"{alias}.code", f"{what}: the code.", is_text=True),
        *label_code(name, alias, what),
    )


def label_code(name: str, alias: str, what: str) -> tuple[ViewColumn, ...]:
    """The labels of a vocabulary term in both languages, where its code is a column already."""
    return (
        ViewColumn(f"{name}_en", f"{alias}.label_en", f"{what}, in English."),
        ViewColumn(f"{name}_fr", f"{alias}.label_fr", f"{what}, in French."),
    )


PUBLISHED = pick_columns(
    "document",
    published_first_day="First day of the publication date's interval; empty if the date is not known.",
    published_last_day="Last day of the publication date's interval.",
    published_precision="How exactly the publication date is known: day, month or year.",
    published_text="The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
)
