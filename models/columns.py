"""What a view is made of: columns with the words that describe each, and the tables behind them."""

from dataclasses import dataclass
from textwrap import indent


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view: its name, the SQL that it shows, and what it means."""

    name: str
    sql: str
    comment: str


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what one row is, its columns, and the tables behind them."""

    name: str
    comment: str
    columns: tuple[ViewColumn, ...]
    source: str

    @property
    def select(self) -> str:
        """The view's query."""
        columns = ",\n".join(f"{column.sql} AS {column.name}" for column in self.columns)
        return f"SELECT\n{indent(columns, '    ')}\nFROM {self.source}"

    @property
    def create(self) -> str:
        """The statement that makes the view."""
        return f"CREATE VIEW {self.name} AS\n{self.select}"


def pick_columns(alias: str, **columns: str) -> tuple[ViewColumn, ...]:
    """Columns of the table `alias`, under their own names, each with its comment."""
    return tuple(ViewColumn(name, f"{alias}.{name}", comment) for name, comment in columns.items())


def label_term(name: str, alias: str, what: str) -> tuple[ViewColumn, ...]:
    """The columns of a vocabulary term: its code and its labels in both languages."""
    return (
        ViewColumn(name, f"{alias}.code", f"{what}: the code."),
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
