"""`corpdb export`: what the database holds, for other systems."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.known import open_known
from corpdb.cli.options import (
    AsOf,
    Database,
    OrganizationOption,
    OutputOption,
    Since,
    Statuses,
    Types,
    Until,
    choose_among,
)
from corpdb.cli.output import open_output
from corpdb.reports.exports.formats import ExportFormat
from corpdb.reports.filters import Filters

EXAMPLES = (
    "corpdb export jsonl --output events.jsonl",
    "corpdb export followthemoney --since 2023 > entities.json",
    'corpdb export graphml --type partnership --organization "Alibaba" -o network.graphml',
    "corpdb export gexf --as-of 2023-06 -o network.gexf",
)
UNITS = {
    ExportFormat.JSONL: "event",
    ExportFormat.FOLLOWTHEMONEY: "entity",
    ExportFormat.GRAPHML: "edge",
    ExportFormat.GEXF: "edge",
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
    statuses: Statuses = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Write events for other systems, with who takes part in them and the words that tell them.

    jsonl is one event a line, with its participants, its quotes and their documents. followthemoney are entities of
    that vocabulary, as JSON lines: companies, public bodies, persons, events, ownerships, directorships, articles.
    graphml and gexf are the network of those who take part in events together, for Gephi, Cytoscape or networkx.
    The same database gives the same bytes.
    """
    from corpdb.reports.exports.catalog import EXPORTS
    from corpdb.reports.names import find_organization

    filters = Filters(since, until, types=tuple(types or ()), statuses=tuple(statuses or ()))
    with open_known(database, as_of) as known, known.engine.connect() as connection:
        if organization is not None:
            with known.present.connect() as present:
                filters = replace(filters, organization=find_organization(present, organization))
        with open_output(output) as stream:
            number = EXPORTS[format](connection, filters, stream)
    _tell_number(number, UNITS[format], output)


def _tell_number(number: int, unit: str, output: Path | None) -> None:
    if not number:
        tell("nothing found")
    elif output is not None and str(output) != "-":
        units = unit if number == 1 else f"{unit.removesuffix('y')}ies" if unit.endswith("y") else f"{unit}s"
        tell(f"{number:,} {units} written to {output}")
