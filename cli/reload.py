"""`corpdb reload`: stored documents are read again, or what would come of it is told."""

from typing import Annotated

import typer

from corpdb.cli.differences import DiffFormat, Teller
from corpdb.cli.endings import INTERRUPTED, tell
from corpdb.cli.load import describe_summary
from corpdb.cli.options import Database, Jobs, LexiconOption, OutputOption
from corpdb.cli.output import open_output
from corpdb.core.errors import UsageError

EXAMPLES = (
    "corpdb reload --diff",
    "corpdb reload",
    "corpdb reload --all --diff --format json -o differences.jsonl",
    "corpdb reload --document 12 --document press/2023",
)


def reload(
    diff: Annotated[
        bool, typer.Option("--diff", help="Tell what would appear, vanish and change, with quotes; write nothing.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the documents that this version and lexicon have read.")
    ] = False,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="WHICH",
            help="Only the document of this number, or those with this in their address, where * stands for anything."
            " May be repeated.",
        ),
    ] = None,
    jobs: Jobs = None,
    lexicon: LexiconOption = None,
    format: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="How --diff writes: text, or a line of JSON a difference.")
    ] = DiffFormat.TEXT,
    output: OutputOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar.")] = False,
    database: Database = None,
) -> None:
    """Read the stored documents again and write their facts anew; the files are not needed.

    Only documents that another version of the program or another lexicon has read are read, unless --all is given.
    Events and organizations that are still told keep their numbers, be they told otherwise. With --diff everything is
    tried and undone; others who write to the database wait meanwhile. A document that cannot be read keeps what it has,
    is told on stderr, and the exit code is 1 at the end; differences alone do not change it.
    """
    from corpdb.cli.progress import show_progress
    from corpdb.models.vocabulary import LoadStatus
    from corpdb.pipeline.lexicon import open_project
    from corpdb.pipeline.options import LoadOptions
    from corpdb.pipeline.reload import Selection, rehearse_reload, reload_documents

    if not diff and (output is not None or format is not DiffFormat.TEXT):
        raise UsageError("--format and --output are of --diff: add it, or leave them out")
    selection = Selection(everything, tuple(document or ()))
    options = LoadOptions(jobs, project=open_project(lexicon))
    with show_progress(wanted=not quiet, doing="reading") as progress:
        if diff:
            with open_output(output) as stream:
                teller = Teller(stream, format)
                summary = rehearse_reload(database, teller.tell, selection, options, progress)
                teller.sum_up(summary)
        else:
            summary = reload_documents(database, selection, options, progress)
            typer.echo(describe_summary(summary))
            if summary.status is LoadStatus.COMPLETED and not summary.counts.documents_changed:
                tell("there is nothing that this version and lexicon have not read; --all reads every document again")
    for error in summary.errors:
        tell(error.message)
    if summary.status is LoadStatus.INTERRUPTED:
        tell("interrupted; what is written stays, reload again to go on")
        raise typer.Exit(INTERRUPTED)
    if summary.counts.documents_failed:
        raise typer.Exit(1)
