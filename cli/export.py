"""`corpdb export`: what the database holds, for other systems."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from corpdb.cli.endings import tell
from corpdb.cli.known import open_filtered
from corpdb.cli.options import (
    AsOf,
    Countries,
    Database,
    Kinds,
    Languages,
    MinConfidence,
    OrganizationOption,
    OutputOption,
    Since,
    Statuses,
    Types,
    Until,
)
from corpdb.cli.output import open_output
from corpdb.cli.terms import choose_among
from corpdb.core.errors import CorpdbError, UsageError
from corpdb.core.wording import count_noun
from corpdb.reports.exports.formats import ExportFormat

if TYPE_CHECKING:  # not when running: the command line starts without SQLAlchemy
    from corpdb.reports.exports.star import Open

EXAMPLES = (
    "corpdb export jsonl --output events.jsonl",
    "corpdb export followthemoney --since 2023 > entities.json",
    'corpdb export graphml --type partnership --organization "Alibaba" -o network.graphml',
    "corpdb export gexf --as-of 2023-06 -o network.gexf",
    "corpdb export parquet --output star/",
)
UNITS = {
    ExportFormat.JSONL: "event",
    ExportFormat.FOLLOWTHEMONEY: "entity",
    ExportFormat.GRAPHML: "edge",
    ExportFormat.GEXF: "edge",
    ExportFormat.PARQUET: "row",
}


def export(
    format: Annotated[
        ExportFormat,
        typer.Argument(parser=choose_among(ExportFormat), metavar="FORMAT", help=f"One of {', '.join(ExportFormat)}."),
    ],
    since: Since = None,
    until: Until = None,
    organization: OrganizationOption = None,
    types: Types = None,
    kinds: Kinds = None,
    statuses: Statuses = None,
    languages: Languages = None,
    countries: Countries = None,
    min_confidence: MinConfidence = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Write events for other systems, with who takes part in them and the words that tell them.

    jsonl is one event a line, with its participants, its quotes and their documents. followthemoney are entities of
    that vocabulary, as JSON lines: companies, public bodies, persons, events, ownerships, directorships, articles.
    graphml and gexf are the network of those who take part in events together, for Gephi, Cytoscape or networkx.
    parquet are the tables of a star schema, a file each, in the folder that --output names.
    The same database gives the same bytes.
    """
    from corpdb.reports.exports.catalog import EXPORTS
    from corpdb.reports.exports.star import write_star

    asked = {
        "since": since,
        "until": until,
        "organization": organization,
        "types": types,
        "kinds": kinds,
        "statuses": statuses,
        "languages": languages,
        "countries": countries,
        "min_confidence": min_confidence,
    }
    with open_filtered(database, as_of, asked) as (known, filters), known.engine.connect() as connection:
        if format is ExportFormat.PARQUET:
            number = write_star(connection, filters, _choose_folder(output))
        else:
            with open_output(output) as stream:
                number = EXPORTS[format](connection, filters, stream)
        _tell_number(number, UNITS[format], output)


def _choose_folder(output: Path | None) -> "Open":
    """How to open files in the folder that is named, which is made; each takes its place once it is whole."""
    if output is None or str(output) == "-":
        raise UsageError("parquet is several files; name a folder for them with --output")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file, and parquet is several; name a folder with --output")
    return partial(_open_in, output)


@contextmanager
def _open_in(folder: Path, name: str) -> Generator[BinaryIO]:
    unfinished = folder / f".{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(folder / name)
    except OSError as error:
        raise CorpdbError(f"{folder / name} cannot be written: {error.strerror}; name another folder") from None
    finally:
        with suppress(OSError):  # where the folder could not be made, the reason is told already
            unfinished.unlink()


def _tell_number(number: int, unit: str, output: Path | None) -> None:
    if not number:
        tell("nothing found")
    elif output is not None and str(output) != "-":
        tell(f"{count_noun(number, unit)} written to {output}")
