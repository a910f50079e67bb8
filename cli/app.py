"""The commands, put together."""

from typing import Annotated

import typer

from corpdb.cli import evaluate, export, extract, forget, load, reload, review, search, sql
from corpdb.cli.bi import bi
from corpdb.cli.curate import curate
from corpdb.cli.db import db
from corpdb.cli.endings import Commands
from corpdb.cli.lexicon import lexicon
from corpdb.cli.options import Before, DatabaseBefore, SchemaBefore, list_examples
from corpdb.cli.report import report
from corpdb.cli.show import show

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=list_examples("corpdb load seeds/", "corpdb report restructurings", "corpdb show event 1"),
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from corpdb.core.version import __version__

        typer.echo(f"corpdb {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    database: DatabaseBefore = None,
    schema: SchemaBefore = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Corporate events out of documents, into an SQL database, and back out as reports."""
    del version  # its callback has printed it
    context.obj = Before(database, schema)


app.command(epilog=list_examples(*load.EXAMPLES))(load.load)
app.command(epilog=list_examples(*reload.EXAMPLES))(reload.reload)
app.command(epilog=list_examples(*forget.EXAMPLES))(forget.forget)
app.command(epilog=list_examples(*extract.EXAMPLES))(extract.extract)
app.command(epilog=list_examples(*evaluate.EXAMPLES))(evaluate.evaluate)
app.add_typer(report, name="report")
app.add_typer(show, name="show")
app.add_typer(curate, name="curate")
app.command(epilog=list_examples(*review.EXAMPLES))(review.review)
app.command(epilog=list_examples(*search.EXAMPLES))(search.search)
app.command(epilog=list_examples(*export.EXAMPLES))(export.export)
app.command(epilog=list_examples(*sql.EXAMPLES))(sql.sql)
app.add_typer(bi, name="bi")
app.add_typer(lexicon, name="lexicon")
app.add_typer(db, name="db")
