"""The options that commands share, each declared once."""

import re
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from corpdb.cli.terms import choose_among, find_near
from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventKind, EventStatus, EventType
from corpdb.reports.formats import Format

_LANGUAGE = re.compile("[a-z]{2,3}(-[a-z]+)?")
MOST_ROWS = 1_000_000_000  # more than a database holds, and a number that each of them takes
DATABASE_HELP = "The database: sqlite:///FILE or postgresql://USER@HOST/NAME."


@dataclass(frozen=True, slots=True)
class Before:
    """What the options before the command name."""

    database: str | None
    schema: str | None


def list_examples(*commands: str) -> str:
    """The end of a command's help: how it is typed."""
    return "\n".join(("[bold]Examples[/bold]", *(f"  {command}".replace("[", r"\[") for command in commands)))


def choose_database(context: typer.Context, database: str | None) -> str | None:
    """The database named after the command, else the one before it (`corpdb --database URL report events`)."""
    source = context.get_parameter_source("database")
    before: Before = context.find_root().obj
    is_after = before.database is None or (source and source.name == "COMMANDLINE")
    chosen = database if is_after else before.database
    if chosen is not None and not chosen.strip():
        raise typer.BadParameter("the URL is empty; write sqlite:///FILE or postgresql://USER@HOST/NAME")
    if before.schema is None:
        return chosen
    from corpdb.storage.engine import default_url, name_schema

    return name_schema(chosen or default_url(), before.schema)


def parse_date(text: str) -> PartialDate:
    """Read a date as it is typed."""
    try:
        return PartialDate.parse(text.strip())
    except ValueError:
        raise typer.BadParameter(f"{text} is no date; write 2023, 2023-Q4, 2023-11 or 2023-11-27") from None


def parse_country(text: str) -> str:
    """The code (ISO 3166-1) of a country that is given by its code or by a name in English or French."""
    from corpdb.extraction.lexicon.gazetteer import load_countries, read_country
    from corpdb.models.countries import UNKNOWN_COUNTRY, Country

    code = text.strip().upper()
    found = code if code in set(Country) - {UNKNOWN_COUNTRY} else read_country(text)
    if found is None:
        known = load_countries()
        near = find_near(text.casefold(), known)
        hint = f"; did you mean {Country(known[near]).english} ({known[near]})?" if near else ""
        raise typer.BadParameter(
            f"{text!r} is no country known here; give its code (ISO 3166-1: FR, US) or its name{hint}"
        )
    return found


def parse_language(text: str) -> str:
    """Read the code of a language as it is typed."""
    code = text.strip().casefold()
    if not _LANGUAGE.fullmatch(code):
        raise typer.BadParameter(f"{text} is no code of a language; write two letters, such as fr or en")
    return code


def parse_size(text: str) -> float:
    """Read a number of megabytes as it is typed: at least one byte."""
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not isfinite(size) or count_bytes(size) < 1:
        raise typer.BadParameter(f"{text} is no size of a document; write a number of megabytes, such as 10 or 0.5")
    return size


DatabaseBefore = Annotated[
    str | None, typer.Option("--database", metavar="URL", help=f"{DATABASE_HELP} Also after a command.")
]
SchemaBefore = Annotated[
    str | None,
    typer.Option(
        "--schema",
        metavar="NAME",
        envvar="CORPDB_SCHEMA",
        show_default=False,
        help="The schema of a PostgreSQL database that the tables are in, such as one beside another application's;"
        " the URL may name it instead: postgresql://USER@HOST/NAME?schema=press.",
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="CORPDB_DATABASE_URL",
        callback=choose_database,
        show_default="sqlite:///corpdb.db",
        help=DATABASE_HELP,
        rich_help_panel="Database",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=choose_among(Format),
        metavar="FORMAT",
        help=f"How to write it: {', '.join(Format)}; by default as the ending of --output says, else a table.",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen.")
]
Since = Annotated[
    PartialDate | None,
    typer.Option(
        parser=parse_date, metavar="DATE", help="Only events that may lie on this day or later: 2023, 2023-11..."
    ),
]
Until = Annotated[
    PartialDate | None,
    typer.Option(
        parser=parse_date, metavar="DATE", help="Only events that may lie on this day or earlier: 2023, 2023-11..."
    ),
]
KnownSince = Annotated[
    PartialDate | None,
    typer.Option(
        "--since",
        parser=parse_date,
        metavar="DATE",
        help="Only what became known on this day or later: 2023, 2023-11...",
    ),
]
KnownUntil = Annotated[
    PartialDate | None,
    typer.Option(
        "--until",
        parser=parse_date,
        metavar="DATE",
        help="Only what became known on this day or earlier: 2023, 2023-11...",
    ),
]
AsOf = Annotated[
    PartialDate | None,
    typer.Option(
        "--as-of",
        parser=parse_date,
        metavar="DATE",
        help="Only what was known at the end of this day, month or year, from the documents published by then.",
    ),
]
OrganizationOption = Annotated[
    str | None,
    typer.Option(
        "--organization", metavar="NAME", help="Only what concerns this organization or its units: a name or a number."
    ),
]
Types = Annotated[
    list[EventType] | None,
    typer.Option(
        "--type",
        parser=choose_among(EventType),
        metavar="TYPE",
        help=f"Only events of this type: {', '.join(EventType)}. May be repeated.",
    ),
]
Kinds = Annotated[
    list[EventKind] | None,
    typer.Option(
        "--kind",
        parser=choose_among(EventKind),
        metavar="KIND",
        help="Only events of this kind: closure, merger, funding round... (the README lists them). May be repeated.",
    ),
]
Statuses = Annotated[
    list[EventStatus] | None,
    typer.Option(
        "--status",
        parser=choose_among(EventStatus),
        metavar="STATUS",
        help=f"Only events of this status: {', '.join(EventStatus)}. May be repeated.",
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        parser=parse_language,
        metavar="CODE",
        help="Only events that a document in this language tells: fr, en... May be repeated.",
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        parser=parse_country,
        metavar="COUNTRY",
        help="Only events that happen in this country: its code (FR) or name (France). May be repeated.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, metavar="SHARE", help="Only events at least so sure: 0 to 1."),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort", metavar="COLUMN", help="Sort by this column; with a minus before it, from the largest: -amount."
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, max=MOST_ROWS, metavar="N", help="Only so many rows, the first ones.")
]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False)
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="How many processes read; by default one for each core."),
]
MaxSize = Annotated[
    float,
    typer.Option(
        "--max-size", parser=parse_size, metavar="MB", help="The largest document that is read, in megabytes."
    ),
]
LexiconOption = Annotated[
    str | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        envvar="CORPDB_LEXICON",
        show_default=False,
        help="Organizations, triggers and stop names of your own, in TOML; corpdb lexicon check FILE checks it.",
    ),
]


def count_bytes(megabytes: float) -> int:
    """The size in bytes."""
    return int(megabytes * 1_000_000)
