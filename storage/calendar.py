"""Years that the calendar does not hold from the beginning, for events of long ago or far ahead."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, select

from corpdb.models.calendar import FIRST_YEAR, LAST_YEAR, CalendarDay, CalendarMonth
from corpdb.models.schema import metadata
from corpdb.storage.bulk import insert_rows

_DAY, _MONTH = (metadata.tables[model.__tablename__] for model in (CalendarDay, CalendarMonth))
_DAY_COLUMNS = (*("day", "month_start", "day_of_month", "weekday", "week_start", "iso_year", "iso_week", "week_text"),)
_MONTH_COLUMNS = (
    *("month_start", "quarter_start", "year", "quarter", "month", "quarter_text", "month_text", "quarter_en"),
    *("quarter_fr", "month_en", "month_fr", "month_year_en", "month_year_fr"),
)
_MONTHS = 12


def cover_days(connection: Connection, days: Iterable[str | None]) -> None:
    """Let the calendar hold the years of all `days`, which are ISO text, or None for a day that is not known."""
    years = {int(day[:4]) for day in days if day} - set(range(FIRST_YEAR, LAST_YEAR + 1))
    if years:
        add_years(connection, years)


def add_years(connection: Connection, years: Collection[int]) -> None:
    """Let the calendar hold `years` whole; the months are named as they are in its first year."""
    columns = _MONTH.c
    known = connection.scalars(select(columns.year).where(columns.year.in_(years)))
    if missing := sorted(set(years) - set(known)):
        names = select(columns.month, columns.month_en, columns.month_fr).where(columns.year == FIRST_YEAR)
        labels = {month: (english, french) for month, english, french in connection.execute(names)}
        months = [_make_month(year, month, *labels[month]) for year in missing for month in labels]
        insert_rows(connection, _MONTH, _MONTH_COLUMNS, months)
        insert_rows(connection, _DAY, _DAY_COLUMNS, [_make_day(day) for year in missing for day in _list_days(year)])


def _make_month(year: int, month: int, english: str, french: str) -> tuple[object, ...]:
    quarter = (month + 2) // 3
    return (
        date(year, month, 1).isoformat(),
        date(year, 3 * quarter - 2, 1).isoformat(),
        *(year, quarter, month, f"{year:04d}-Q{quarter}", f"{year:04d}-{month:02d}", f"Q{quarter} {year}"),
        *(f"T{quarter} {year}", english, french, f"{english} {year}", f"{french} {year}"),
    )


def _make_day(day: date) -> tuple[object, ...]:
    iso = day.isocalendar()
    week_start = day - timedelta(days=day.weekday())
    return (
        *(day.isoformat(), day.replace(day=1).isoformat(), day.day, iso.weekday, week_start.isoformat()),
        *(iso.year, iso.week, f"{iso.year:04d}-W{iso.week:02d}"),
    )


def _list_days(year: int) -> Iterator[date]:
    first, last = date(year, 1, 1), date(year, _MONTHS, 31)
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
