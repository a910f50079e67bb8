"""`corpdb report`: what the database holds, as tables and files."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from corpdb.cli.known import open_known
from corpdb.cli.options import (
    AsOf,
    Database,
    FormatOption,
    KnownSince,
    KnownUntil,
    OrganizationOption,
    OutputOption,
    Since,
    Statuses,
    Types,
    Until,
    list_examples,
)
from corpdb.cli.output import choose_format, print_result
from corpdb.extraction.facts import PartialDate
from corpdb.reports.filters import Filters
from corpdb.reports.formats import Format

report = typer.Typer(
    no_args_is_help=True,
    help=(
        "Print a report: tables for people, CSV, JSON and Markdown for what comes next.\n\n"
        "A narrow terminal leaves columns out, and says which; --format csv has them all."
    ),
    epilog=list_examples("corpdb report summary", "corpdb report events --since 2023 --format csv > events.csv"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """How a report is written, where to, as of when, and from which database."""

    format: Format | None
    output: Path | None
    as_of: PartialDate | None
    database: str | None


@report.command(epilog=list_examples("corpdb report companies", "corpdb report companies --since 2024 -o active.csv"))
def companies(
    since: Since = None,
    until: Until = None,
    organization: OrganizationOption = None,
    types: Types = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Companies, those with most events first.

    With an option on events, only companies that take part in such events; with --organization, this one and those
    that belong to it.
    """
    filters = Filters(since, until, types=tuple(types or ()), statuses=tuple(statuses or ()))
    print_report("companies", filters, organization, Target(format, output, as_of, database))


@report.command(epilog=list_examples("corpdb report labs", 'corpdb report labs --organization "Alibaba"'))
def labs(
    since: Since = None,
    until: Until = None,
    organization: OrganizationOption = None,
    types: Types = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Research laboratories and who runs them.

    With an option on events, only laboratories that take part in such events; with --organization, this one and
    those that belong to it.
    """
    filters = Filters(since, until, types=tuple(types or ()), statuses=tuple(statuses or ()))
    print_report("labs", filters, organization, Target(format, output, as_of, database))


@report.command(epilog=list_examples("corpdb report partnerships --since 2023", "corpdb report partnerships -f json"))
def partnerships(
    since: Since = None,
    until: Until = None,
    organization: OrganizationOption = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Partnerships: alliances, joint ventures, distribution, supply, joint research, licensing."""
    filters = Filters(since, until, statuses=tuple(statuses or ()))
    print_report("partnerships", filters, organization, Target(format, output, as_of, database))


@report.command(
    epilog=list_examples(
        "corpdb report restructurings --status cancelled",
        "corpdb report restructurings --since 2023-03 --until 2023-Q4",
    )
)
def restructurings(
    since: Since = None,
    until: Until = None,
    organization: OrganizationOption = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Restructurings: splits, spin-offs, closures, layoffs, refocusing, moves, insolvencies; listings beside them."""
    filters = Filters(since, until, statuses=tuple(statuses or ()))
    print_report("restructurings", filters, organization, Target(format, output, as_of, database))


@report.command(
    epilog=list_examples(
        "corpdb report events --type transaction --status completed", "corpdb report events --since 2023 -o events.csv"
    )
)
def events(
    since: Since = None,
    until: Until = None,
    organization: OrganizationOption = None,
    types: Types = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Events of every type, in time, with who takes part in them; those without a date come last."""
    filters = Filters(since, until, types=tuple(types or ()), statuses=tuple(statuses or ()))
    print_report("events", filters, organization, Target(format, output, as_of, database))


@report.command(
    epilog=list_examples('corpdb report timeline "Alibaba"', 'corpdb report timeline "Alibaba" --as-of 2023-06')
)
def timeline(
    organization: Annotated[str, typer.Argument(help="The organization: one of its names, or its number.")],
    since: Since = None,
    until: Until = None,
    types: Types = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """One organization's events, in time, each with the words and the document that tell it."""
    filters = Filters(since, until, types=tuple(types or ()), statuses=tuple(statuses or ()))
    print_report("timeline", filters, organization, Target(format, output, as_of, database))


@report.command(
    epilog=list_examples("corpdb report changes --since 2023-11", "corpdb report changes --since 2023-11 -o news.csv")
)
def changes(
    since: KnownSince = None,
    until: KnownUntil = None,
    organization: OrganizationOption = None,
    types: Types = None,
    statuses: Statuses = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """What became known of events, changed or was contradicted, by the days on which the documents came out.

    A change is new (the event was not known), added (the value was not), refined (told more exactly), changed (it has
    gone on) or contradicted (what was told before is denied).
    """
    filters = Filters(since, until, types=tuple(types or ()), statuses=tuple(statuses or ()))
    print_report("changes", filters, organization, Target(format, output, as_of, database))


@report.command(epilog=list_examples("corpdb report summary", "corpdb report summary --format json"))
def summary(
    format: FormatOption = None, output: OutputOption = None, as_of: AsOf = None, database: Database = None
) -> None:
    """What the database holds: numbers of documents, organizations and events, and the period they cover."""
    print_report("summary", Filters(), None, Target(format, output, as_of, database))


def print_report(name: str, filters: Filters, organization: str | None, target: Target) -> None:
    """Run the report of that name and write it."""
    from corpdb.reports.catalog import REPORTS
    from corpdb.reports.names import find_organization

    chosen = choose_format(target.format, target.output)
    with open_known(target.database, target.as_of) as known:
        if organization is not None:
            with known.present.connect() as connection:
                filters = replace(filters, organization=find_organization(connection, organization))
        with REPORTS[name].run(known.engine, filters) as result:
            print_result(result, chosen, target.output)
