"""The calendar that a revision fills is the one that the standard library computes; a load adds what it lacks."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, delete, select, text

from corpdb.models.calendar import FIRST_YEAR, LAST_YEAR
from corpdb.models.schema import metadata
from corpdb.models.vocabulary import EventKind, Role
from corpdb.reports.views import CALENDAR
from corpdb.storage.calendar import add_years, cover_days
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.stories import Told, make_document

BEFORE, FILLED = "c1a1f3d0b021", "c1a1f3d0b050"
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
DAYS, MONTHS = (metadata.tables[name] for name in ("calendar_day", "calendar_month"))


def read(engine: Engine) -> dict[date, dict[str, object]]:
    with engine.connect() as connection:
        return {row["day"]: dict(row) for row in connection.execute(select(CALENDAR)).mappings()}


def test_every_day_is_there_once_with_what_the_standard_library_says(engine: Engine) -> None:
    rows = read(engine)
    assert sorted(rows) == [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    for day, row in rows.items():
        iso = day.isocalendar()
        quarter = (day.month + 2) // 3
        assert (row["year"], row["month"], row["day_of_month"], row["quarter"]) == (
            day.year,
            day.month,
            day.day,
            quarter,
        )
        assert (row["iso_year"], row["iso_week"], row["weekday"]) == tuple(iso)
        assert row["week_start"] == day - timedelta(days=day.weekday())
        assert row["month_start"] == day.replace(day=1)
        assert row["quarter_start"] == date(day.year, 3 * quarter - 2, 1)
        assert row["month_text"] == f"{day:%Y-%m}"
        assert row["quarter_text"] == f"{day.year}-Q{quarter}"
        assert row["week_text"] == f"{iso.year}-W{iso.week:02d}"


def test_days_are_labelled_in_both_languages(engine: Engine) -> None:
    row = read(engine)[date(2023, 8, 14)]
    assert (row["weekday_en"], row["weekday_fr"]) == ("Monday", "lundi")
    assert (row["month_en"], row["month_fr"]) == ("August", "août")
    assert (row["month_year_en"], row["month_year_fr"]) == ("August 2023", "août 2023")
    assert (row["quarter_en"], row["quarter_fr"]) == ("Q3 2023", "T3 2023")


@pytest.mark.parametrize("year", [1, 1857, 9999])
def test_a_year_that_is_added_is_whole_and_is_added_once(engine: Engine, year: int) -> None:
    for _ in range(2):
        with engine.execution_options(writing=True).begin() as connection:
            cover_days(connection, [f"{year:04d}-03-01", "2023-01-01", None])
    rows = {day: row for day, row in read(engine).items() if day.year == year}
    assert len(rows) == date(year, 12, 31).timetuple().tm_yday
    assert rows[date(year, 3, 1)]["month_year_fr"] == f"mars {year}"
    assert rows[date(year, 3, 1)]["week_text"] == "{}-W{:02d}".format(*date(year, 3, 1).isocalendar()[:2]).zfill(8)


def test_a_year_is_added_as_the_revision_fills_it(engine: Engine) -> None:
    expected = {day: row for day, row in read(engine).items() if day.year in {FIRST_YEAR, 2020, 2023}}
    with engine.execution_options(writing=True).begin() as connection:
        years = MONTHS.c.year.in_([2020, 2023])
        starts = select(MONTHS.c.month_start).where(years)
        connection.execute(delete(DAYS).where(DAYS.c.month_start.in_(starts)))
        connection.execute(delete(MONTHS).where(years))
        add_years(connection, {2020, 2023})
    assert {day: row for day, row in read(engine).items() if day.year in {FIRST_YEAR, 2020, 2023}} == expected


def test_a_load_adds_the_years_of_events_and_documents(engine: Engine) -> None:
    event = Told(EventKind.CREATION, {Role.SUBJECT: ("Acme",)}, "Acme was founded in 1857.", date="1857")
    LoadRun.start(engine, ["x"]).write([make_document(event, published="1899-05-12")])
    with engine.connect() as connection:
        query = "SELECT count(*) FROM bi_events JOIN bi_calendar ON bi_calendar.day = bi_events.day"
        assert connection.scalar(text(query)) == 1
        query = "SELECT count(*) FROM bi_documents JOIN bi_calendar ON bi_calendar.day = bi_documents.day"
        assert connection.scalar(text(query)) == 1


def test_the_calendar_comes_and_goes_with_its_revision(engine: Engine) -> None:
    downgrade(engine, BEFORE)
    upgrade(engine, FILLED)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM calendar_day")) == (LAST - FIRST).days + 1
        assert connection.scalar(text("SELECT count(*) FROM calendar_month")) == 12 * (LAST_YEAR - FIRST_YEAR + 1)
        assert connection.scalar(text("SELECT count(*) FROM calendar_weekday")) == 7
