"""`corpdb show`: everything known of one event or one organization."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.known import open_known
from corpdb.cli.options import AsOf, Database, OutputOption, list_examples
from corpdb.cli.output import open_output

if TYPE_CHECKING:
    from corpdb.reports.details import EventDetails, OrganizationDetails

show = typer.Typer(
    no_args_is_help=True,
    help="Show everything that is known, each fact with its quote and its document.",
    epilog=list_examples("corpdb show event 12", 'corpdb show organization "Alibaba"'),
)


class SheetFormat(StrEnum):
    """How the details are written."""

    TEXT = "text"
    JSON = "json"


SheetFormatOption = Annotated[SheetFormat, typer.Option("--format", "-f", help="How to write it.")]


@show.command(
    epilog=list_examples(
        "corpdb show event 12", "corpdb show event 12 --why", "corpdb show event 12 --as-of 2023-06-15"
    )
)
def event(
    number: Annotated[int, typer.Argument(metavar="ID", help="The event's number, as reports show it.")],
    why: Annotated[
        bool,
        typer.Option("--why", help="Tell which document gave each value and why, and why documents tell one event."),
    ] = False,
    format: SheetFormatOption = SheetFormat.TEXT,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Show an event: its figures, who takes part, and every place that tells it, with the status told there."""
    from corpdb.reports.details import read_event

    with open_known(database, as_of) as known:
        details = read_event(known.engine, number, why=why)
    _print_details(details, format, output)


@show.command(
    epilog=list_examples('corpdb show organization "Alibaba"', "corpdb show organization 3 --format json -o 3.json")
)
def organization(
    name: Annotated[str, typer.Argument(help="One of the organization's names, or its number.")],
    format: SheetFormatOption = SheetFormat.TEXT,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Show an organization: its names, what it belongs to, its events, and the documents that name it."""
    from corpdb.reports.details import read_organization

    with open_known(database, as_of) as known:
        details = read_organization(known.engine, name)
    _print_details(details, format, output)


def _print_details(details: "EventDetails | OrganizationDetails", format: SheetFormat, output: Path | None) -> None:
    from corpdb.reports.renderers.objects import encode
    from corpdb.reports.renderers.sheet import write_sheet

    with open_output(output) as stream:
        if format is SheetFormat.JSON:
            stream.write(f"{encode(details)}\n")
        else:
            write_sheet(details, stream)
