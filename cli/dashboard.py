"""`corpdb report dashboard` and `corpdb report chart`: a page for a browser, and its charts as pictures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpdb.cli.endings import tell
from corpdb.cli.known import open_filtered
from corpdb.cli.options import AsOf, Database
from corpdb.cli.output import open_binary
from corpdb.cli.terms import choose_among
from corpdb.core.errors import NotFoundError, UsageError
from corpdb.core.wording import count_noun
from corpdb.extraction.facts import PartialDate
from corpdb.reports.dashboard.names import ChartName, PictureFormat, ThemeName, list_languages

if TYPE_CHECKING:  # not when running: the command line starts without SQLAlchemy
    from corpdb.reports.dashboard.scope import Scope
    from corpdb.reports.filters import Filters
    from corpdb.storage.schema.state import Known

LANGUAGES = list_languages()


def parse_language(text: str) -> str:
    """Read the code of a language that the page can be written in."""
    code = text.strip().casefold()
    if code not in LANGUAGES:
        raise typer.BadParameter(f"{text} is none of {', '.join(LANGUAGES)}")
    return code


_SHARED: dict[str, Any] = {
    "lang": Annotated[
        str,
        typer.Option(
            parser=parse_language, metavar="CODE", help=f"The language it is written in: {', '.join(LANGUAGES)}."
        ),
    ],
    "as_of": AsOf,
    "database": Database,
}
PAGE: dict[str, Any] = {
    "output": Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page's file, or - for standard output.")
    ],
    **_SHARED,
}
PICTURE: dict[str, Any] = {
    "name": Annotated[
        ChartName,
        typer.Argument(parser=choose_among(ChartName), metavar="NAME", help=f"One of {', '.join(ChartName)}."),
    ],
    "output": Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The picture's file: name.svg or name.png.")
    ],
    "theme": Annotated[
        ThemeName,
        typer.Option(parser=choose_among(ThemeName), metavar="THEME", help=f"Its colours: {', '.join(ThemeName)}."),
    ],
    "scale": Annotated[
        float, typer.Option(min=0.5, max=8, metavar="FACTOR", help="How many times larger a PNG is than the screen's.")
    ],
    **_SHARED,
}
DEFAULTS: dict[str, Any] = {"lang": "en", "theme": ThemeName.LIGHT, "scale": 2.0}
_PAGE_ENDINGS = ("", ".html", ".htm")


def write_dashboard(
    *, output: Path | None, lang: str, as_of: PartialDate | None, database: str | None, **asked: Any
) -> None:
    """Write the page; what is `asked` are fields of `Filters`."""
    from corpdb.reports.dashboard.asking import tell_filters
    from corpdb.reports.dashboard.page import write_page

    if output is None:
        raise UsageError("name the page's file with --output, such as report.html")
    if output.suffix.lower() not in _PAGE_ENDINGS:
        raise UsageError(f"the dashboard is a page, and {output} is named like another format; let it end in .html")
    with open_filtered(database, as_of, asked) as (known, filters):
        scope = _make_scope(known, filters, lang)
        with open_binary(output, "the page") as stream:
            number = write_page(scope, tell_filters(scope, as_of), stream)
        if not number:
            tell("nothing found")
        elif str(output) != "-":
            tell(f"{count_noun(number, 'event')} written to {output}")


def write_chart(
    *,
    name: ChartName,
    output: Path | None,
    theme: ThemeName,
    scale: float,
    lang: str,
    as_of: PartialDate | None,
    database: str | None,
    **asked: Any,
) -> None:
    """Write the picture; what is `asked` are fields of `Filters`."""
    from corpdb.reports.dashboard.figures import make_figure
    from corpdb.reports.dashboard.pictures import draw_picture

    if output is None:
        raise UsageError(f"name the picture's file with --output, such as {name}.svg")
    ending = PictureFormat.of_file(output.name)
    with open_filtered(database, as_of, asked) as (known, filters):
        scope = _make_scope(known, filters, lang)
        figure = make_figure(name, scope)
        if figure.is_empty:
            raise NotFoundError("there is nothing to draw: no event matches; ask for less")
    picture = draw_picture(figure, scope.wording, ending, theme, scale)
    with open_binary(output, ending) as stream:
        stream.write(picture)
    tell(f"{figure.title} written to {output}")


def _make_scope(known: "Known", filters: "Filters", lang: str) -> "Scope":
    from dataclasses import replace

    from corpdb.reports.dashboard.scope import LISTED_EVENTS, Scope
    from corpdb.reports.dashboard.wording import read_wording

    return Scope(known.engine, replace(filters, limit=None), read_wording(lang), filters.limit or LISTED_EVENTS)
