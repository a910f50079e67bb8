"""`corpdb load`: documents into the database."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import Database, Jobs, MaxSize, Paths, count_bytes

if TYPE_CHECKING:
    from corpdb.storage.summary import LoadSummary

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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read everything and write nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
    database: Database = None,
) -> None:
    """Load documents: read them, find their facts, and write both to the database.

    An SQLite database is made and upgraded by itself. Loading again changes nothing; a document whose text has
    changed replaces its own facts. A document that cannot be read is told on stderr, the others go on, and the exit
    code is 1 at the end.
    """
    from corpdb.pipeline.load import load_paths
    from corpdb.storage.engine import default_url

    with show_progress(wanted=not quiet) as progress:
        summary = load_paths(
            database or default_url(),
            paths,
            jobs=jobs,
            dry_run=dry_run,
            max_bytes=count_bytes(max_size),
            on_total=progress.set_total,
            on_outcome=progress.advance,
        )
    print_errors(summary)
    print_summary(summary, database, as_json=json)
    if summary.counts.documents_failed:
        raise typer.Exit(1)


class Progress:
    """A progress bar on stderr, or nothing where nobody looks."""
