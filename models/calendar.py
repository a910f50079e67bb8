"""The calendar: a row a day, with what BI tools group days by, and the view of it.

A tool that counts by day or month needs the days on which nothing happened as well. What could be computed is stored,
because SQLite forgets the type of what a view computes.
"""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import Base
from corpdb.models.columns import View, pick_columns

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that the calendar always holds; a load adds a year of which an event tells."""


class CalendarWeekday(Base):
    """A day of the week."""

    __tablename__ = "calendar_weekday"

    weekday: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="The day of the week (ISO 8601): 1 for Monday, 7 for Sunday."
    )
    weekday_en: Mapped[str] = mapped_column(comment="The day of the week, in English.")
    weekday_fr: Mapped[str] = mapped_column(comment="The day of the week, in French.")


class CalendarMonth(Base):
    """A month of the calendar."""

    __tablename__ = "calendar_month"

    month_start: Mapped[date] = mapped_column(primary_key=True, comment="The first day of the month.")
    quarter_start: Mapped[date] = mapped_column(comment="The first day of its quarter.")
    year: Mapped[int] = mapped_column(comment="The year.")
    quarter: Mapped[int] = mapped_column(comment="The quarter: 1 to 4.")
    month: Mapped[int] = mapped_column(comment="The month: 1 to 12.")
    quarter_text: Mapped[str] = mapped_column(String(10), comment="The quarter as events' dates have it: 2023-Q4.")
    month_text: Mapped[str] = mapped_column(String(10), comment="The month as events' dates have it: 2023-11.")
    quarter_en: Mapped[str] = mapped_column(comment="The quarter and year, in English: Q4 2023.")
    quarter_fr: Mapped[str] = mapped_column(comment="The quarter and year, in French: T4 2023.")
    month_en: Mapped[str] = mapped_column(comment="The month's name, in English.")
    month_fr: Mapped[str] = mapped_column(comment="The month's name, in French.")
    month_year_en: Mapped[str] = mapped_column(comment="The month and year, in English: November 2023.")
    month_year_fr: Mapped[str] = mapped_column(comment="The month and year, in French: novembre 2023.")


class CalendarDay(Base):
    """A day of the calendar."""

    __tablename__ = "calendar_day"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy reads it; the table is its own index

    day: Mapped[date] = mapped_column(primary_key=True, comment="The day.")
    month_start: Mapped[date] = mapped_column(
        ForeignKey("calendar_month.month_start", ondelete="CASCADE"), comment="The first day of its month."
    )
    day_of_month: Mapped[int] = mapped_column(comment="The day's place in its month: 1 to 31.")
    weekday: Mapped[int] = mapped_column(
        ForeignKey("calendar_weekday.weekday"), comment="The day of the week (ISO 8601): 1 for Monday, 7 for Sunday."
    )
    week_start: Mapped[date] = mapped_column(comment="The Monday of its week.")
    iso_year: Mapped[int] = mapped_column(comment="The year to which its week belongs (ISO 8601).")
    iso_week: Mapped[int] = mapped_column(comment="The week of that year (ISO 8601): 1 to 53.")
    week_text: Mapped[str] = mapped_column(String(10), comment="The week (ISO 8601): 2023-W48.")


CALENDAR = (CalendarDay, CalendarMonth, CalendarWeekday)


def _describe(model: type[Base], *names: str) -> dict[str, str]:
    columns = model.__table__.columns
    return {name: columns[name].comment or "" for name in names}


BI_CALENDAR = View(
    "bi_calendar",
    "One row a day, with its week, month, quarter and year; every view's column day leads here.",
    (
        *pick_columns("calendar_day", day="The day; the same key in every view."),
        *pick_columns("calendar_month", **_describe(CalendarMonth, "year", "quarter", "month")),
        *pick_columns(
            "calendar_day",
            **_describe(CalendarDay, "day_of_month", "weekday", "iso_year", "iso_week", "week_text", "week_start"),
        ),
        *pick_columns(
            "calendar_month",
            **_describe(
                CalendarMonth,
                *("month_text", "month_start", "quarter_text", "quarter_start", "month_en", "month_fr"),
                *("month_year_en", "month_year_fr", "quarter_en", "quarter_fr"),
            ),
        ),
        *pick_columns("calendar_weekday", **_describe(CalendarWeekday, "weekday_en", "weekday_fr")),
    ),
    "calendar_day"
    "\nJOIN calendar_month ON calendar_month.month_start = calendar_day.month_start"
    "\nJOIN calendar_weekday ON calendar_weekday.weekday = calendar_day.weekday",
)
