"""`corpdb report`: what the database holds, as tables and files."""

from collections.abc import Callable
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from corpdb.cli import dashboard, options
from corpdb.cli.known import open_filtered
from corpdb.cli.options import list_examples
from corpdb.cli.output import choose_format, print_result
from corpdb.extraction.facts import PartialDate
from corpdb.reports import outlines
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
    outline: Outline,
    *,
    format: Format | None,
    output: Path | None,
    as_of: PartialDate | None,
    database: str | None,
    **asked: Any,
) -> None:
    """Run the report and write it; what is `asked` are fields of `Filters`."""
    from corpdb.reports.catalog import REPORTS

    chosen = choose_format(format, output)
    outline.require_kinds(asked.get("kinds") or ())
    with (
        open_filtered(database, as_of, asked) as (known, filters),
        REPORTS[outline.name].run(known.engine, filters) as result,
    ):
        print_result(result, chosen, output)


def _add_command(outline: Outline, run: Callable[..., None], target: dict[str, Any]) -> None:
    """Add the command that runs the report, with an option for each filter that it understands."""
    taken = {**_FILTERS, **_OWN_FILTERS.get(outline.name, {})}
    kinds = {**{name: taken[name] for name in taken if name in outline.filters}, **target}
    parameters = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=_find_default(name, kind), annotation=kind)
        for name, kind in kinds.items()
    ]
    command = partial(run)
    vars(command).update(__signature__=Signature(parameters), __annotations__={})  # what Typer reads
    report.command(outline.name, help=outline.help, epilog=list_examples(*outline.examples))(command)


def _find_default(name: str, kind: Any) -> Any:
    """The option's default: mostly none; that there must be a value where it is an argument."""
    is_argument = isinstance(kind.__metadata__[0], typer.models.ArgumentInfo)
    return Parameter.empty if is_argument else dashboard.DEFAULTS.get(name)


for _outline in OUTLINES:
    _add_command(_outline, partial(print_report, _outline), _TARGET)
_add_command(outlines.DASHBOARD, dashboard.write_dashboard, dashboard.PAGE)
_add_command(outlines.CHART, dashboard.write_chart, dashboard.PICTURE)
