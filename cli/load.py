"""`corpdb load`: documents into the database."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import INTERRUPTED, tell
from corpdb.cli.options import Database, Jobs, LexiconOption, MaxSize, Paths, count_bytes

if TYPE_CHECKING:
    from corpdb.storage.loading.summary import LoadCounts, LoadSummary

EXAMPLES = (
    "corpdb load seeds/",
    "corpdb load articles/ release.html --jobs 4",
    "corpdb load articles/ --dry-run --json",
    "cat article.txt | corpdb load -",
)


def load(
    paths: Paths,
    jobs: Jobs = None,
    max_size: MaxSize = 10,
    lexicon: LexiconOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read everything and write nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar.")] = False,
    database: Database = None,
) -> None:
    """Load documents: read them, find their facts, and write both to the database.

    An SQLite database is made and upgraded by itself. Loading again changes nothing; a document whose text has
    changed replaces its own facts, and so does one that was read by another version or with another lexicon. A text
    that is there already, be it under another name, counts as unchanged. A document that cannot be read is told on
    stderr, the others go on, and the exit code is 1 at the end.
    """
    from corpdb.cli.progress import show_progress
    from corpdb.models.vocabulary import LoadStatus
    from corpdb.pipeline.lexicon import open_project
    from corpdb.pipeline.load import load_paths
    from corpdb.pipeline.options import LoadOptions
    from corpdb.pipeline.trial import try_paths
    from corpdb.storage.engine import default_url

    run = try_paths if dry_run else load_paths
    options = LoadOptions(jobs, count_bytes(max_size), open_project(lexicon))
    with show_progress(wanted=not quiet) as progress:
        summary = run(database or default_url(), paths, options, progress)
    for error in summary.errors:
        tell(error.message)
    if summary.status is not LoadStatus.INTERRUPTED and not _count_documents(summary.counts):
        tell("no file that can be read was found there")
    if json:
        _print_json(summary)
    else:
        _print_text(summary, database)
    _end(summary)


def describe_summary(summary: "LoadSummary") -> str:
    """What a load did, for a person."""
    totals, counts = summary.totals, summary.counts
    lines = [f"documents      {_describe_documents(counts)}"]
    if summary.skipped:
        lines.append(f"skipped        {summary.skipped:,} files of formats that are not read")
    if unread := summary.unread:
        lines.append(f"not read       {_describe_languages(unread, 'not read')}: no facts taken")
    if starters := summary.starters:
        lines.append(
            f"hardly read    {_describe_languages(starters, 'read only as a starter')}: see docs/new-language.md"
        )
    lines += [
        f"organizations  {totals.organizations:,}{_describe_new(summary, counts.organizations_added)}",
        f"events         {totals.events:,}{_describe_new(summary, counts.events_added)}",
        *(f"  {family.value:<13}  {number:,}" for family, number in totals.events_by_type.items()),
        f"seconds        {summary.seconds:.1f}",
    ]
    return "\n".join(lines)


def _describe_languages(languages: dict[str, int], how: str) -> str:
    """How many documents are in languages that are read in some way, and which."""
    number = sum(languages.values())
    what = "document is in a language that is" if number == 1 else "documents are in languages that are"
    return f"{number:,} {what} {how} ({', '.join(sorted(languages))})"


def _describe_documents(counts: "LoadCounts") -> str:
    numbers = _list_numbers(counts)
    return f"{sum(numbers.values()):,}: " + ", ".join(f"{number:,} {what}" for what, number in numbers.items())


def _count_documents(counts: "LoadCounts") -> int:
    return sum(_list_numbers(counts).values())


def _list_numbers(counts: "LoadCounts") -> dict[str, int]:
    return {
        "new": counts.documents_added,
        "changed": counts.documents_changed,
        "unchanged": counts.documents_unchanged,
        "failed": counts.documents_failed,
    }


def _describe_new(summary: "LoadSummary", number: int) -> str:
    """How many of the database's are new; a trial has none to compare with."""
    return "" if summary.load_id is None else f" in the database, {number:,} of them new"


def _print_text(summary: "LoadSummary", database: str | None) -> None:
    typer.echo(describe_summary(summary))
    if summary.load_id is None:
        typer.echo("nothing was written; leave out --dry-run to load")
    elif summary.totals.events and _count_documents(summary.counts):
        from corpdb.storage.engine import default_url, parse_url, repeat_option

        typer.echo(f"next: corpdb report events{repeat_option(parse_url(database or default_url()))}")


def _print_json(summary: "LoadSummary") -> None:
    from corpdb.reports.renderers.objects import encode

    typer.echo(encode(summary))


def _end(summary: "LoadSummary") -> None:
    from corpdb.models.vocabulary import LoadStatus

    if summary.status == LoadStatus.INTERRUPTED:
        tell("interrupted; what is written stays, load again to go on")
        raise typer.Exit(INTERRUPTED)
    if summary.counts.documents_failed:
        raise typer.Exit(1)
