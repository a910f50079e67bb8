"""`corpdb db`: the state of the database's schema, and the steps between its versions."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import DATABASE_HELP, Database, list_examples
from corpdb.core.errors import UsageError

if TYPE_CHECKING:
    from corpdb.storage.copying.run import Content  # not when running: the command line starts without SQLAlchemy

db = typer.Typer(
    no_args_is_help=True,
    help="Look after the database's schema: make it, upgrade it, check it.",
    epilog=list_examples("corpdb db upgrade", "corpdb db check --database postgresql://reader@db.example/corpdb"),
)

Revision = Annotated[str, typer.Argument(help="A revision's identifier, or steps such as +1 and -1.")]


@db.command(epilog=list_examples("corpdb db upgrade", "corpdb db upgrade +1"))
def upgrade(revision: Revision = "head", database: Database = None) -> None:
    """Make the tables and views, or bring them up to this program's version; data stays."""
    from corpdb.storage.engine import default_url, open_database
    from corpdb.storage.schema import current_revision
    from corpdb.storage.schema import upgrade as upgrade_schema

    with open_database(database or default_url()) as engine:
        upgrade_schema(engine, revision)
        typer.echo(f"the schema is at {current_revision(engine)}")


@db.command(
    epilog=list_examples("corpdb db downgrade -1", "corpdb db downgrade base --yes"),
    context_settings={"ignore_unknown_options": True},  # `-1` is a revision
)
def downgrade(
    revision: Annotated[str, typer.Argument(help="A revision's identifier, steps such as -1, or base: no tables.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    database: Database = None,
) -> None:
    """Take the schema back; what later versions added is dropped, with the data in it."""
    from corpdb.storage.engine import mask_url, open_existing
    from corpdb.storage.schema import current_revision
    from corpdb.storage.schema import downgrade as downgrade_schema

    with open_existing(database) as engine:
        if not yes:
            _confirm(f"Take the schema of {mask_url(engine.url)} back to {revision} and lose what was added since?")
        downgrade_schema(engine, revision)
        typer.echo(f"the schema is at {current_revision(engine) or 'base: there are no tables'}")


@db.command(epilog=list_examples("corpdb db current"))
def current(database: Database = None) -> None:
    """Print the revision that the database stands at, and how it stands to this program's."""
    from corpdb.storage.engine import open_existing
    from corpdb.storage.schema import current_revision, read_state

    with open_existing(database) as engine:
        typer.echo(f"{current_revision(engine) or 'none'} ({read_state(engine).value})")


@db.command(epilog=list_examples("corpdb db history"))
def history(database: Database = None) -> None:
    """List the revisions that this program knows, newest first, and mark the one the database stands at."""
    from corpdb.storage.engine import open_existing
    from corpdb.storage.schema import list_history

    with open_existing(database) as engine:
        for step in list_history(engine):
            mark = "*" if step.is_current else " "
            typer.echo(f"{mark} {step.identifier}  {step.day or ' ' * 10}  {step.sentence}")


@db.command(epilog=list_examples("corpdb db check && echo ready"))
def check(database: Database = None) -> None:
    """Compare the database with this program's models, and every quote with its slice of the document's text.

    Each difference is printed, and so is each fact without a source; the exit code is then 1.
    """
    from corpdb.storage.check import list_differences
    from corpdb.storage.engine import open_existing

    with open_existing(database) as engine:
        differences = list_differences(engine)
    for difference in differences:
        typer.echo(difference)
    if differences:
        raise typer.Exit(1)
    typer.echo("no differences")


@db.command(epilog=list_examples("corpdb db copy sqlite:///corpdb.db postgresql://me@db.example/press"))
def copy(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help=DATABASE_HELP)],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="An empty database, or one that is to be made.")],
) -> None:
    """Copy a whole database into an empty one, of the same kind or the other, and prove that both hold the same.

    Each table is read again where it has arrived; its rows and the SHA-256 of their canonical form are printed. A copy
    that is interrupted leaves the target empty: run it again.
    """
    from corpdb.storage.copying.run import copy_database
    from corpdb.storage.engine import mask_url, parse_url

    contents: list[Content] = []

    def tell_table(content: "Content") -> None:
        contents.append(content)
        typer.echo(f"{content.table:<26}{content.rows:>12,}  {content.digest}")

    copy_database(source, target, tell_table)
    rows = sum(content.rows for content in contents)
    typer.echo(f"{len(contents)} tables and {rows:,} rows are the same in {mask_url(parse_url(target))}")


@db.command(epilog=list_examples("corpdb db url"))
def url(database: Database = None) -> None:
    """Print the address of the database that is meant, without its password."""
    from corpdb.storage.engine import default_url, mask_url, parse_url

    typer.echo(mask_url(parse_url(database or default_url())))


def _confirm(question: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError("this drops data and nobody can be asked; say that you mean it with --yes")
    if not typer.confirm(question, err=True):
        tell("nothing has been changed")
        raise typer.Exit(1)
