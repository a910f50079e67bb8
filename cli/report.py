"""`corpdb report`: what the database holds, as tables and files."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from corpdb.cli import options
from corpdb.cli.known import open_known
from corpdb.cli.options import list_examples
from corpdb.cli.output import choose_format, print_result
from corpdb.extraction.facts import PartialDate
from corpdb.reports import outlines
from corpdb.reports.filters import Filters
from corpdb.reports.formats import Format
from corpdb.reports.outlines import OUTLINES, Outline

report = typer.Typer(
    no_args_is_help=True,
    help=(
        "Print a report: tables for people, CSV, JSON, Excel and more for what comes next.\n\n"
        "A narrow terminal leaves columns out, and says which; --format csv has them all."
    ),
    epilog=list_examples("corpdb report summary", "corpdb report events --since 2023 --format csv > events.csv"),
)

# The options that a report takes, by the fields of `Filters` that it understands, and those that every report takes.
_FILTERS: dict[str, Any] = {
    "since": options.Since,
    "until": options.Until,
    "organization": options.OrganizationOption,
    "types": options.Types,
    "kinds": options.Kinds,
    "statuses": options.Statuses,
    "languages": options.Languages,
    "countries": options.Countries,
    "min_confidence": options.MinConfidence,
    "sort": options.Sort,
    "limit": options.Limit,
}
_OWN_FILTERS: dict[str, dict[str, Any]] = {
    outlines.TIMELINE.name: {
        "organization": Annotated[str, typer.Argument(help="The organization: one of its names, or its number.")]
    },
    outlines.CHANGES.name: {"since": options.KnownSince, "until": options.KnownUntil},
}
_TARGET: dict[str, Any] = {
    "format": options.FormatOption,
    "output": options.OutputOption,
    "as_of": options.AsOf,
    "database": options.Database,
}


def print_report(
    name: str,
    *,
    format: Format | None,
    output: Path | None,
    as_of: PartialDate | None,
    database: str | None,
    organization: str | None = None,
    **asked: Any,
) -> None:
    """Run the report of that name and write it; what is `asked` are fields of `Filters`."""
    from corpdb.reports.catalog import REPORTS
    from corpdb.reports.names import find_organization

    fields = {each: _freeze(value) for each, value in asked.items()}
    filters = Filters(**fields)
    chosen = choose_format(format, output)
    with open_known(database, as_of) as known:
        if organization is not None:
            with known.present.connect() as connection:
                filters = replace(filters, organization=find_organization(connection, organization))
        with REPORTS[name].run(known.engine, filters) as result:
            print_result(result, chosen, output)


def _freeze(value: Any) -> Any:
    """An option that may be repeated comes as a list."""
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value


def _make_command(outline: Outline) -> Callable[..., None]:
    """The command that prints the report, with an option for each filter that it understands."""
    taken = {**_FILTERS, **_OWN_FILTERS.get(outline.name, {})}
    kinds = {**{name: taken[name] for name in taken if name in outline.filters}, **_TARGET}
    parameters = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=_find_default(kind), annotation=kind)
        for name, kind in kinds.items()
    ]
    command = partial(print_report, outline.name)
    vars(command).update(__signature__=Signature(parameters), __annotations__={})  # what Typer reads
    return command


def _find_default(kind: Any) -> Any:
    """No value, or that there must be one where it is an argument."""
    return Parameter.empty if isinstance(kind.__metadata__[0], typer.models.ArgumentInfo) else None


for _outline in OUTLINES:
    report.command(_outline.name, help=_outline.help, epilog=list_examples(*_outline.examples))(_make_command(_outline))
