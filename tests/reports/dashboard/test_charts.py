"""Charts hold what the database says, on both databases alike, and can be drawn in every theme."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from corpdb.reports.dashboard.figures import Figure, make_figure
from corpdb.reports.dashboard.names import ChartName, PictureFormat, ThemeName
from corpdb.reports.dashboard.periods import choose_period
from corpdb.reports.dashboard.pictures import draw_picture
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.specs import list_colours, make_part, make_picture
from corpdb.reports.dashboard.wording import read_wording
from corpdb.reports.filters import Filters
from corpdb.storage.engine import open_database

WORDING = read_wording("en")


def make(url: str, name: ChartName, filters: Filters | None = None) -> Figure:
    with open_database(url, read_only=True) as engine:
        return make_figure(name, Scope(engine, filters or Filters(), WORDING))


def find_names(part: Any) -> list[str]:
    """What a specification still leaves to be filled in."""
    return re.findall(r'"\$\w+"', json.dumps(part))


@pytest.mark.parametrize("name", ChartName)
def test_a_chart_is_the_same_on_both_databases_and_can_be_drawn(
    name: ChartName, sqlite_sample: str, postgresql_sample: str
) -> None:
    figure = make(sqlite_sample, name)
    assert figure == make(postgresql_sample, name)
    assert not figure.is_empty
    assert not find_names([make_part(figure, WORDING), make_picture(figure, WORDING, ThemeName.DARK)])
    svg = draw_picture(figure, WORDING, PictureFormat.SVG, ThemeName.DARK, 1).decode()
    assert svg.startswith("<svg")
    assert figure.title in svg
    assert "NaN" not in svg
    assert list_colours(ThemeName.DARK)["paper"] in svg


def test_a_picture_of_pixels_grows_with_its_scale(sqlite_sample: str) -> None:
    figure = make(sqlite_sample, ChartName.TYPES)
    small, large = (draw_picture(figure, WORDING, PictureFormat.PNG, ThemeName.LIGHT, scale) for scale in (1, 3))
    widths = [int.from_bytes(png[16:20]) for png in (small, large)]
    assert small.startswith(b"\x89PNG")
    assert abs(widths[1] - 3 * widths[0]) <= 3


def test_tables_say_what_charts_show(sqlite_sample: str) -> None:
    types = make(sqlite_sample, ChartName.TYPES).table
    assert types
    assert types.headers == ("Type", "Events", "Proposed", "Announced", "Completed", "Cancelled")
    assert ("Restructuring", 1, 0, 0, 0, 1) in types.rows
    months = make(sqlite_sample, ChartName.MONTHS)
    assert months.table
    assert months.table.rows == (("February 2024", 1), ("November 2023", 1))
    assert months.notes == ("Of 2 events the month is not known.",)
    organizations = make(sqlite_sample, ChartName.ORGANIZATIONS).table
    assert organizations
    assert organizations.rows[0] == ("Orcaline", 3)


def test_outliers_stay_outside_the_period_that_is_shown() -> None:
    days = [date(2020, 1, 1) + timedelta(days=60 * step) for step in range(30)]
    assert choose_period([date(1863, 7, 1), *days, date(2046, 7, 1)]) == choose_period(days)
    ends = [end["month"] for end in choose_period(days[:1]).values["period"]]
    assert ends == [12, 2]  # so that the axis names a month


@pytest.mark.parametrize("theme", ThemeName)
def test_colours_stand_out_from_the_paper(theme: ThemeName) -> None:
    colours = list_colours(theme)
    for name, colour in colours.items():
        least = 4.5 if name in {"ink", "muted", "accent"} else 3
        for ground in ("paper", "panel") if name in {"ink", "muted"} else ("paper",):
            if name not in {"paper", "panel", "line", "mark"}:
                assert measure_contrast(colour, colours[ground]) >= least, (name, ground)
    assert measure_contrast(colours["ink"], colours["mark"]) >= 4.5


def measure_contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    low, high = sorted(map(measure_light, (one, other)))
    return (high + 0.05) / (low + 0.05)


def measure_light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
