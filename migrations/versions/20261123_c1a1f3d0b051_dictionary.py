"""Make the table of what each view and column means; make the views of it and of the calendar.

The table is filled when the schema has become the program's own, whatever revision comes last.

Revision ID: c1a1f3d0b051
Revises: c1a1f3d0b050
Create date: 2026-11-23 09:45:00+00:00
"""

import sqlalchemy as sa
from alembic import op

from corpdb.migrations.steps import replace_views

revision = "c1a1f3d0b051"
down_revision = "c1a1f3d0b050"
branch_labels = None
depends_on = None

PLACE = "The column's place in the view, from 1; 0 for the view itself."
TYPE = "What the column holds: text, integer, decimal(20,2), number, date or timestamp."
MEANING = "What it means; of a view, what one row is."

VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "bi_calendar",
        "One row a day, with its week, month, quarter and year; every view's column day leads here.",
        """
SELECT
    calendar_day.day AS day,
    calendar_month.year AS year,
    calendar_month.quarter AS quarter,
    calendar_month.month AS month,
    calendar_day.day_of_month AS day_of_month,
    calendar_day.weekday AS weekday,
    calendar_day.iso_year AS iso_year,
    calendar_day.iso_week AS iso_week,
    calendar_day.week_text AS week_text,
    calendar_day.week_start AS week_start,
    calendar_month.month_text AS month_text,
    calendar_month.month_start AS month_start,
    calendar_month.quarter_text AS quarter_text,
    calendar_month.quarter_start AS quarter_start,
    calendar_month.month_en AS month_en,
    calendar_month.month_fr AS month_fr,
    calendar_month.month_year_en AS month_year_en,
    calendar_month.month_year_fr AS month_year_fr,
    calendar_month.quarter_en AS quarter_en,
    calendar_month.quarter_fr AS quarter_fr,
    calendar_weekday.weekday_en AS weekday_en,
    calendar_weekday.weekday_fr AS weekday_fr
FROM calendar_day
JOIN calendar_month ON calendar_month.month_start = calendar_day.month_start
JOIN calendar_weekday ON calendar_weekday.weekday = calendar_day.weekday
""",
        {
            "day": "The day; the same key in every view.",
            "year": "The year.",
            "quarter": "The quarter: 1 to 4.",
            "month": "The month: 1 to 12.",
            "day_of_month": "The day's place in its month: 1 to 31.",
            "weekday": "The day of the week (ISO 8601): 1 for Monday, 7 for Sunday.",
            "iso_year": "The year to which its week belongs (ISO 8601).",
            "iso_week": "The week of that year (ISO 8601): 1 to 53.",
            "week_text": "The week (ISO 8601): 2023-W48.",
            "week_start": "The Monday of its week.",
            "month_text": "The month as events' dates have it: 2023-11.",
            "month_start": "The first day of the month.",
            "quarter_text": "The quarter as events' dates have it: 2023-Q4.",
            "quarter_start": "The first day of its quarter.",
            "month_en": "The month's name, in English.",
            "month_fr": "The month's name, in French.",
            "month_year_en": "The month and year, in English: November 2023.",
            "month_year_fr": "The month and year, in French: novembre 2023.",
            "quarter_en": "The quarter and year, in English: Q4 2023.",
            "quarter_fr": "The quarter and year, in French: T4 2023.",
            "weekday_en": "The day of the week, in English.",
            "weekday_fr": "The day of the week, in French.",
        },
    ),
    (
        "bi_dictionary",
        "One row a view or a column of a view, with what it means.",
        """
SELECT
    dictionary_entry.view_name AS view_name,
    dictionary_entry.place AS place,
    dictionary_entry.column_name AS column_name,
    dictionary_entry.data_type AS data_type,
    dictionary_entry.description AS description
FROM dictionary_entry
""",
        {
            "view_name": "The view.",
            "place": "The column's place in the view, from 1; 0 for the view itself.",
            "column_name": "The column; empty for the view itself.",
            "data_type": "What the column holds: text, integer, decimal(20,2), number, date or timestamp.",
            "description": "What it means; of a view, what one row is.",
        },
    ),
]


def upgrade() -> None:
    """Make the table and the views."""
    op.create_table(
        "dictionary_entry",
        sa.Column("view_name", sa.String(64), nullable=False, comment="The view."),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False, comment=PLACE),
        sa.Column("column_name", sa.String(64), comment="The column; empty for the view itself."),
        sa.Column("data_type", sa.String(32), comment=TYPE),
        sa.Column("description", sa.Text(), nullable=False, comment=MEANING),
        sa.PrimaryKeyConstraint("view_name", "place", name="pk_dictionary_entry"),
    )
    replace_views(VIEWS)


def downgrade() -> None:
    """Drop the views and the table."""
    for name, *_ in VIEWS:
        op.execute(f"DROP VIEW {name}")
    op.drop_table("dictionary_entry")
