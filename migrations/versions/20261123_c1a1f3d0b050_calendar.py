"""Make the calendar, with the days of 1900 to 2100.

Revision ID: c1a1f3d0b050
Revises: c1a1f3d0b021
Create date: 2026-11-23 09:40:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b050"
down_revision = "c1a1f3d0b021"
branch_labels = None
depends_on = None

WEEKDAYS = {
    1: ("Monday", "lundi"),
    2: ("Tuesday", "mardi"),
    3: ("Wednesday", "mercredi"),
    4: ("Thursday", "jeudi"),
    5: ("Friday", "vendredi"),
    6: ("Saturday", "samedi"),
    7: ("Sunday", "dimanche"),
}
MONTHS = {
    1: ("January", "janvier"),
    2: ("February", "février"),
    3: ("March", "mars"),
    4: ("April", "avril"),
    5: ("May", "mai"),
    6: ("June", "juin"),
    7: ("July", "juillet"),
    8: ("August", "août"),
    9: ("September", "septembre"),
    10: ("October", "octobre"),
    11: ("November", "novembre"),
    12: ("December", "décembre"),
}
WEEKDAY = "The day of the week (ISO 8601): 1 for Monday, 7 for Sunday."

# The first days of the months, and all days with what the rest is computed from: its day of the week and the Thursday
# of its week, whose year and day of the year give the week's by ISO 8601.
POSTGRESQL = {
    "months": "SELECT CAST(generate_series AS date) AS month_start"
    " FROM generate_series(timestamp '1900-01-01', timestamp '2100-12-01', interval '1 month')",
    "days": "SELECT day, CAST(date_trunc('month', day) AS date) AS month_start, extract(isodow FROM day) AS weekday,"
    " CAST(date_trunc('week', day) AS date) AS week_start, CAST(date_trunc('week', day) AS date) + 3 AS thursday"
    " FROM (SELECT CAST(generate_series AS date) AS day"
    " FROM generate_series(timestamp '1900-01-01', timestamp '2100-12-31', interval '1 day')) AS every_day",
    "text": "CAST({0} AS text)",
    "month_of": "CAST(extract(month FROM {0}) AS integer)",
    "year_of": "CAST(extract(year FROM {0}) AS integer)",
    "day_of": "CAST(extract(day FROM {0}) AS integer)",
    "day_of_year": "CAST(extract(doy FROM {0}) AS integer)",
    "date": "CAST({0} AS date)",
    "whole": "CAST({0} AS integer)",
}
SQLITE = {
    "months": "WITH RECURSIVE every_month (month_start) AS (SELECT '1900-01-01' UNION ALL"
    " SELECT date(month_start, '+1 month') FROM every_month WHERE month_start < '2100-12-01')"
    " SELECT month_start FROM every_month",
    "days": "WITH RECURSIVE every_day (day) AS (SELECT '1900-01-01' UNION ALL"
    " SELECT date(day, '+1 day') FROM every_day WHERE day < '2100-12-31')"
    " SELECT day, substr(day, 1, 8) || '01' AS month_start, (strftime('%w', day) + 6) % 7 + 1 AS weekday,"
    " date(day, '-6 days', 'weekday 1') AS week_start, date(day, '-6 days', 'weekday 1', '+3 days') AS thursday"
    " FROM every_day",
    "text": "CAST({0} AS text)",
    "month_of": "CAST(strftime('%m', {0}) AS integer)",
    "year_of": "CAST(strftime('%Y', {0}) AS integer)",
    "day_of": "CAST(strftime('%d', {0}) AS integer)",
    "day_of_year": "CAST(strftime('%j', {0}) AS integer)",
    "date": "{0}",
    "whole": "{0}",
}


def upgrade() -> None:
    """Make the tables, then fill them."""
    _make_weekdays()
    _make_months()
    _make_days()
    words = POSTGRESQL if op.get_context().dialect.name == "postgresql" else SQLITE
    op.execute(_write_months(words))
    op.execute(_write_days(words))


def downgrade() -> None:
    """Drop the tables."""
    for name in ("calendar_day", "calendar_month", "calendar_weekday"):
        op.drop_table(name)


def _make_weekdays() -> None:
    table = op.create_table(
        "calendar_weekday",
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False, comment=WEEKDAY),
        sa.Column("weekday_en", sa.Text(), nullable=False, comment="The day of the week, in English."),
        sa.Column("weekday_fr", sa.Text(), nullable=False, comment="The day of the week, in French."),
        sa.PrimaryKeyConstraint("weekday", name="pk_calendar_weekday"),
    )
    rows: list[dict[str, object]] = [
        {"weekday": number, "weekday_en": english, "weekday_fr": french}
        for number, (english, french) in WEEKDAYS.items()
    ]
    op.bulk_insert(table, rows)


def _make_months() -> None:
    op.create_table(
        "calendar_month",
        _column("month_start", sa.Date(), "The first day of the month."),
        _column("quarter_start", sa.Date(), "The first day of its quarter."),
        _column("year", sa.Integer(), "The year."),
        _column("quarter", sa.Integer(), "The quarter: 1 to 4."),
        _column("month", sa.Integer(), "The month: 1 to 12."),
        _column("quarter_text", sa.String(10), "The quarter as events' dates have it: 2023-Q4."),
        _column("month_text", sa.String(10), "The month as events' dates have it: 2023-11."),
        _column("quarter_en", sa.Text(), "The quarter and year, in English: Q4 2023."),
        _column("quarter_fr", sa.Text(), "The quarter and year, in French: T4 2023."),
        _column("month_en", sa.Text(), "The month's name, in English."),
        _column("month_fr", sa.Text(), "The month's name, in French."),
        _column("month_year_en", sa.Text(), "The month and year, in English: November 2023."),
        _column("month_year_fr", sa.Text(), "The month and year, in French: novembre 2023."),
        sa.PrimaryKeyConstraint("month_start", name="pk_calendar_month"),
    )


def _make_days() -> None:
    month = sa.ForeignKeyConstraint(
        ["month_start"], ["calendar_month.month_start"], name="fk_calendar_day_month_start", ondelete="CASCADE"
    )
    op.create_table(
        "calendar_day",
        _column("day", sa.Date(), "The day."),
        _column("month_start", sa.Date(), "The first day of its month."),
        _column("day_of_month", sa.Integer(), "The day's place in its month: 1 to 31."),
        _column("weekday", sa.Integer(), WEEKDAY),
        _column("week_start", sa.Date(), "The Monday of its week."),
        _column("iso_year", sa.Integer(), "The year to which its week belongs (ISO 8601)."),
        _column("iso_week", sa.Integer(), "The week of that year (ISO 8601): 1 to 53."),
        _column("week_text", sa.String(10), "The week (ISO 8601): 2023-W48."),
        month,
        sa.ForeignKeyConstraint(["weekday"], ["calendar_weekday.weekday"], name="fk_calendar_day_weekday"),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_day"),
        sqlite_with_rowid=False,
    )


def _column(name: str, kind: sa.types.TypeEngine[object], comment: str) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False, comment=comment)


def _write_months(words: dict[str, str]) -> str:
    """The statement that fills the months: their parts first, then what these are written as."""
    quarter = "((month + 2) / 3)"
    english, french = (_choose("month", MONTHS, place) for place in (0, 1))
    start = f"CASE {quarter} WHEN 1 THEN '-01' WHEN 2 THEN '-04' WHEN 3 THEN '-07' ELSE '-10' END"
    first = words["date"].format(f"(year || {start} || '-01')")
    parts = (
        f"SELECT month_start, {words['year_of'].format('month_start')} AS year,"
        f" {words['month_of'].format('month_start')} AS month, substr({words['text'].format('month_start')}, 1, 7)"
        f" AS month_text FROM ({words['months']}) AS every_month"
    )
    return (
        "INSERT INTO calendar_month (month_start, quarter_start, year, quarter, month, quarter_text, month_text,"
        " quarter_en, quarter_fr, month_en, month_fr, month_year_en, month_year_fr)"
        f" SELECT month_start, {first}, year, {quarter}, month, year || '-Q' || {quarter}, month_text,"
        f" 'Q' || {quarter} || ' ' || year, 'T' || {quarter} || ' ' || year, {english}, {french},"
        f" {english} || ' ' || year, {french} || ' ' || year FROM ({parts}) AS parts"
    )


def _write_days(words: dict[str, str]) -> str:
    year = words["year_of"].format("thursday")
    week = f"(({words['day_of_year'].format('thursday')} + 6) / 7)"
    return (
        "INSERT INTO calendar_day (day, month_start, day_of_month, weekday, week_start, iso_year, iso_week, week_text)"
        f" SELECT day, month_start, {words['day_of'].format('day')}, {words['whole'].format('weekday')}, week_start,"
        f" {year}, {week}, {year} || '-W' || CASE WHEN {week} < 10 THEN '0' ELSE '' END || {week}"
        f" FROM ({words['days']}) AS parts"
    )


def _choose(number: str, names: dict[int, tuple[str, str]], place: int) -> str:
    cases = " ".join(f"WHEN {value} THEN '{labels[place]}'" for value, labels in names.items())
    return f"CASE {number} {cases} END"
