"""The charts' specifications: files of Vega-Lite and Vega in `charts/`, filled with words, colours and rows.

In these files, a text that begins with `$` stands for the value of that name.
"""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from corpdb.reports.dashboard.figures import Figure
from corpdb.reports.dashboard.names import ThemeName
from corpdb.reports.dashboard.wording import Wording

_FOLDER = Path(__file__).parent
_LISTS = ("types", "statuses")
_PICTURE_WIDTH = 720
_PICTURE_FONT = "Arial, Liberation Sans, sans-serif"
_PAGE_FONT = "system-ui, sans-serif"
_CONTAINED = [{"name": "width", "init": "containerSize()[0] - 12"}]

Spec = dict[str, Any]


@cache
def read_themes() -> dict[str, dict[str, Any]]:
    """The colours by theme and name."""
    return tomllib.loads((_FOLDER / "themes.toml").read_text("utf-8"))


def list_colours(theme: ThemeName) -> dict[str, str]:
    """The theme's colours by name, those of types and statuses one by one."""
    return {
        each: colour
        for name, value in read_themes()[theme].items()
        for each, colour in (_number(name, value) if name in _LISTS else {name: value}).items()
    }


def make_picture(figure: Figure, wording: Wording, theme: ThemeName) -> Spec:
    """The specification of a picture of its own: with a title, in the theme's colours, so wide."""
    colours = read_themes()[theme]
    spec = _fill(figure, wording, colours, font=_PICTURE_FONT, background=colours["paper"])
    title = {"text": figure.title, **({"subtitle": list(figure.notes)} if figure.notes else {})}
    return spec | {"title": title, "width": _PICTURE_WIDTH, "padding": 16}


def make_part(figure: Figure, wording: Wording) -> Spec:
    """The specification of a part of the page: as wide as its place, in the colours of the page's theme."""
    themed = {
        name: [f"var(--{each})" for each in _number(name, value)] if name in _LISTS else f"var(--{name})"
        for name, value in read_themes()[ThemeName.LIGHT].items()
    }
    spec = _fill(figure, wording, themed, font=_PAGE_FONT, background="transparent")
    if isinstance(spec["height"], dict):  # so high for each line: Vega-Lite warns where it is to reckon that itself
        lines = {row[spec["encoding"]["y"]["field"]] for row in figure.values["rows"]}
        spec["height"] = spec["height"]["step"] * len(lines)
    spec["config"]["legend"] = {"disable": True}  # the page lists the colours itself, as wide as it is
    return spec | ({"signals": _CONTAINED} if is_vega(spec) else {"width": "container"})


def is_vega(spec: Spec) -> bool:
    """Whether the specification is one of Vega, and not of Vega-Lite."""
    return "marks" in spec


def _fill(figure: Figure, wording: Wording, colours: dict[str, Any], *, font: str, background: str) -> Spec:
    kinds = figure.values.get("kindLabels", [])
    values = {
        **wording.words,
        **colours,
        **figure.values,
        "font": font,
        "background": background,
        "typeColours": colours["types"],
        "statusColours": colours["statuses"],
        "kindColours": [colours["types"][place % len(colours["types"])] for place in range(len(kinds))],
    }
    spec, config = (_replace(_read(name), values) for name in (f"charts/{figure.name}.json", "config.json"))
    return spec | {"config": config, "description": figure.title}


@cache
def _read(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text("utf-8"))


def _replace(part: Any, values: dict[str, Any]) -> Any:
    match part:
        case str() if part.startswith("$"):
            return values[part[1:]]
        case dict():
            return {key: _replace(value, values) for key, value in part.items()}  # pyright: ignore[reportUnknownVariableType]
        case list():
            return [_replace(value, values) for value in part]  # pyright: ignore[reportUnknownVariableType]
        case _:
            return part


def _number(name: str, colours: list[str]) -> dict[str, str]:
    return {f"{name}-{place}": colour for place, colour in enumerate(colours, 1)}
