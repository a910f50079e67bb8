"""The data dictionary in the database itself: what each view and each of its columns is, on SQLite too.

SQLite keeps no comments. The revisions' runner writes the rows anew whenever the schema has become this program's own.
"""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import Base
from corpdb.models.columns import View, pick_columns


class DictionaryEntry(Base):
    """What a view is, or one of its columns."""

    __tablename__ = "dictionary_entry"

    view_name: Mapped[str] = mapped_column(String(64), primary_key=True, comment="The view.")
    place: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="The column's place in the view, from 1; 0 for the view itself."
    )
    column_name: Mapped[str | None] = mapped_column(String(64), comment="The column; empty for the view itself.")
    data_type: Mapped[str | None] = mapped_column(
        String(32), comment="What the column holds: text, integer, decimal(20,2), number, date or timestamp."
    )
    description: Mapped[str] = mapped_column(comment="What it means; of a view, what one row is.")


BI_DICTIONARY = View(
    "bi_dictionary",
    "One row a view or a column of a view, with what it means.",
    pick_columns(
        "dictionary_entry",
        view_name="The view.",
        place="The column's place in the view, from 1; 0 for the view itself.",
        column_name="The column; empty for the view itself.",
        data_type="What the column holds: text, integer, decimal(20,2), number, date or timestamp.",
        description="What it means; of a view, what one row is.",
    ),
    "dictionary_entry",
)
