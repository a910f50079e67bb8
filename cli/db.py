"""`corpdb db`: the state of the database's schema, and the steps between its versions."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import DATABASE_HELP, Database, list_examples
from corpdb.cli.plan import describe_plan
from corpdb.cli.questions import require_yes

if TYPE_CHECKING:  # not when running: the command line starts without SQLAlchemy
    from corpdb.storage.copying.run import Content
    from corpdb.storage.schema.plan import Plan

db = typer.Typer(
    no_args_is_help=True,
    help="Look after the database's schema: make it, upgrade it, check it.",
    epilog=list_examples("corpdb db upgrade", "corpdb db check --database postgresql://reader@db.example/corpdb"),
)

Revision = Annotated[str, typer.Argument(help="A revision's identifier, head, or steps such as +1.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Sql = Annotated[bool, typer.Option("--sql", help="Print the SQL that does it, and do nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
NoBackup = Annotated[bool, typer.Option("--no-backup", help="Make no copy of the SQLite file first.")]
LONG_SECONDS = 60  # who starts an upgrade that takes longer is asked


@db.command(
    epilog=list_examples("corpdb db upgrade", "corpdb db upgrade --dry-run", "corpdb db upgrade +1 --no-backup")
)
def upgrade(
    revision: Revision = "head",
    dry_run: DryRun = False,
    sql: Sql = False,
    yes: Yes = False,
    no_backup: NoBackup = False,
    database: Database = None,
) -> None:
    """Make the tables and views, or bring them up to this program's version; data stays.

    What will be done is said first. An SQLite file is copied beside itself before it is changed. Where the rules of
    which names are one organization and which reports one event are new, they are applied at once.
    """
    wish = Wish(revision, goes_down=False, dry_run=dry_run, sql=sql, yes=yes, backup=not no_backup)
    _migrate(database, wish)


@db.command(
    epilog=list_examples("corpdb db downgrade -1 --dry-run", "corpdb db downgrade base --yes"),
    context_settings={"ignore_unknown_options": True},  # `-1` is a revision
)
def downgrade(
    revision: Annotated[str, typer.Argument(help="A revision's identifier, steps such as -1, or base: no tables.")],
    dry_run: DryRun = False,
    sql: Sql = False,
    yes: Yes = False,
    no_backup: NoBackup = False,
    database: Database = None,
) -> None:
    """Take the schema back; what later versions added goes, with the data in it.

    What would be lost is listed first, and has to be confirmed. An SQLite file is copied beside itself before.
    """
    wish = Wish(revision, goes_down=True, dry_run=dry_run, sql=sql, yes=yes, backup=not no_backup)
    _migrate(database, wish)


@db.command(epilog=list_examples("corpdb db current"))
def current(database: Database = None) -> None:
    """Print the revision that the database stands at, and how it stands to this program's."""
    from corpdb.storage.engine import open_existing
    from corpdb.storage.schema.state import current_revision, read_state

    with open_existing(database) as engine:
        typer.echo(f"{current_revision(engine) or 'none'} ({read_state(engine).value})")


@db.command(epilog=list_examples("corpdb db history"))
def history(database: Database = None) -> None:
    """List the revisions that this program knows, newest first, and mark the one the database stands at.

    Each has its day, the version of corpdb that brought it, and what it does.
    """
    from corpdb.storage.engine import open_existing
    from corpdb.storage.schema.chain import list_history
    from corpdb.storage.schema.state import current_revision

    with open_existing(database) as engine:
        current = current_revision(engine)
    for step in reversed(list_history()):
        mark = "*" if step.identifier == current else " "
        typer.echo(f"{mark} {step.identifier}  {step.day or ' ' * 10}  {step.release:<8}{step.sentence}")


@db.command(epilog=list_examples("corpdb db check && echo ready"))
def check(database: Database = None) -> None:
    """Compare the database with this program's models, and every quote with its slice of the document's text.

    Each difference is printed, and so is each fact without a source; the exit code is then 1.
    """
    from corpdb.storage.checking.check import list_differences
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


@dataclass(frozen=True, slots=True)
class Wish:
    """How a change of the schema is wanted."""

    revision: str
    goes_down: bool
    dry_run: bool
    sql: bool
    yes: bool
    backup: bool


def _migrate(database: str | None, wish: Wish) -> None:
    from corpdb.bi.roles import describe_outdated
    from corpdb.cli.progress import show_progress
    from corpdb.storage.engine import default_url, open_database, open_existing
    from corpdb.storage.loading.run import count_unsettled, settle_all
    from corpdb.storage.schema.chain import write_sql
    from corpdb.storage.schema.plan import make_plan
    from corpdb.storage.schema.state import SchemaState, current_revision, migrate, read_state

    with open_existing(database) if wish.goes_down else open_database(database or default_url()) as engine:
        plan = make_plan(engine, wish.revision, goes_down=wish.goes_down)
        if wish.sql:
            typer.echo(write_sql(plan.route, str(engine.url)), nl=False)
            return
        for line in describe_plan(plan):
            typer.echo(line, err=not wish.dry_run)
        if wish.dry_run:
            return
        if not wish.yes:
            _confirm(plan)
        migrate(engine, plan.route, backup=wish.backup, tell=tell)
        if read_state(engine) is SchemaState.CURRENT and (number := count_unsettled(engine)):
            with show_progress(wanted=True, doing="settling") as progress:
                progress.tell_total(number)
                settle_all(engine, lambda left: progress.tell_place(number - left))
            what = "names, reports of events, documents and places"
            typer.echo(f"{number:,} {what} were settled by the rules of this version")
        for sentence in describe_outdated(engine):
            tell(sentence)
        typer.echo(f"the schema is at {current_revision(engine) or 'base: there are no tables'}")


def _confirm(plan: "Plan") -> None:
    """Ask before data is lost, and, where somebody can be asked, before what takes long."""
    is_long = plan.seconds > LONG_SECONDS and sys.stdin.isatty()
    if plan.losses or is_long:
        require_yes("Go on?")
