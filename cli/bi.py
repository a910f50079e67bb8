"""`corpdb bi`: connect BI tools with the database, safely, and give them something to begin with."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.bi.tools import Client, Project
from corpdb.cli.endings import tell
from corpdb.cli.options import Database, list_examples
from corpdb.cli.terms import choose_among
from corpdb.core.errors import UsageError
from corpdb.core.wording import count_noun

if TYPE_CHECKING:  # not when running: the command line starts without SQLAlchemy
    from corpdb.bi.roles import Grant

bi = typer.Typer(
    no_args_is_help=True,
    help="Connect BI tools: a role that only reads, the settings of each tool, projects to begin with.",
    epilog=list_examples("corpdb bi grant bi_reader", "corpdb bi connect superset --user bi_reader"),
)
DEFAULT_SECONDS = 60
CONNECT_EXAMPLES = (
    "corpdb bi connect superset",
    "corpdb bi connect odbc --user bi_reader",
    "corpdb bi connect dbt > profiles.md",
)
EXPORT_EXAMPLES = (
    "corpdb bi export dbt corpdb_dbt",
    "corpdb bi export superset corpdb.zip --user bi_reader",
)

Role = Annotated[str, typer.Argument(metavar="ROLE", help="The role's name, as it is: Reader is not reader.")]
User = Annotated[
    str | None,
    typer.Option(
        "--user", metavar="ROLE", help="Who the tool connects as; by default the user of the database's address."
    ),
]


@bi.command(epilog=list_examples("corpdb bi grant bi_reader", "corpdb bi grant bi_reader --password-stdin < secret"))
def grant(
    role: Role,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the role's password from the first line of standard input.")
    ] = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Set no password: who may connect is settled on the server.")
    ] = False,
    timeout: Annotated[
        int, typer.Option(min=1, max=86_400, metavar="SECONDS", help="The longest that a query of the role may take.")
    ] = DEFAULT_SECONDS,
    database: Database = None,
) -> None:
    """Make a PostgreSQL role for BI tools, or narrow the one of that name: it reads the bi_ views and nothing else.

    A new role's password is asked for; one that is there keeps its own unless --password-stdin gives another. What
    such a role was granted on other objects of this schema is taken away, and listed; one that is more than a reader
    (a superuser, a member of others, an owner) is refused. What everybody may do on this server is not changed but
    told, with the statement that forbids it. Run it again whenever it should see views that an upgrade has added.
    """
    from corpdb.bi.roles import find_role, grant_reading
    from corpdb.models.views import VIEWS
    from corpdb.storage.engine import mask_url, open_existing

    if password_stdin and no_password:
        raise UsageError("--password-stdin and --no-password exclude each other; name one of them")
    with open_existing(database) as engine:
        is_new = not find_role(engine, role).exists
        password = _read_password() if password_stdin else None if no_password or not is_new else _ask_password(role)
        done = grant_reading(engine, role, password, timeout)
        typer.echo(
            f"the role {role} {'is made' if done.is_new else 'was there'}: it reads the {len(VIEWS)} bi_ views of"
            f" {mask_url(engine.url)}, for {timeout} s a query"
        )
    _tell_rights(done)


@bi.command(epilog=list_examples("corpdb bi revoke bi_reader"))
def revoke(role: Role, database: Database = None) -> None:
    """Take away what a role was granted in this schema; the role itself stays, and DROP ROLE can then end it."""
    from corpdb.bi.roles import revoke_reading
    from corpdb.storage.engine import open_existing

    with open_existing(database) as engine:
        number = revoke_reading(engine, role)
    typer.echo(f"the role {role} has lost its rights on {count_noun(number, 'object')}")


@bi.command(epilog=list_examples(*CONNECT_EXAMPLES))
def connect(
    client: Annotated[
        Client, typer.Argument(parser=choose_among(Client), metavar="TOOL", help=f"One of {', '.join(Client)}.")
    ],
    user: User = None,
    database: Database = None,
) -> None:
    """Print how a tool is connected with this database: what to click and type there, filled in, and what to mind.

    A password is never printed: PASSWORD stands in its place.
    """
    from corpdb.bi.connect import describe_client
    from corpdb.bi.settings import read_settings
    from corpdb.storage.engine import open_existing

    with open_existing(database, read_only=True) as engine:
        typer.echo(describe_client(client, read_settings(engine, user)), nl=False)


@bi.command(epilog=list_examples(*EXPORT_EXAMPLES))
def export(
    project: Annotated[
        Project, typer.Argument(parser=choose_among(Project), metavar="TOOL", help=f"One of {', '.join(Project)}.")
    ],
    target: Annotated[
        Path, typer.Argument(metavar="PATH", help="A new folder for dbt, a .zip file for Superset.", show_default=False)
    ],
    user: User = None,
    database: Database = None,
) -> None:
    """Write something to begin with in a tool.

    dbt is a project: the views as sources with their descriptions and tests, two models, a profile of this database.
    superset is a bundle for superset import-dashboards: this database, a dataset of each view with descriptions and
    metrics, charts, and a dashboard of them. No password is written: PASSWORD stands in its place.
    """
    from corpdb.bi.bundle import make_bundle
    from corpdb.bi.project import write_project
    from corpdb.bi.settings import read_settings
    from corpdb.cli.output import open_binary
    from corpdb.storage.engine import open_existing

    with open_existing(database, read_only=True) as engine:
        settings = read_settings(engine, user)
    if project is Project.DBT:
        if str(target) == "-":
            raise UsageError("a dbt project is several files; name a folder for them")
        number = write_project(target, settings)
        next_step = f"cd {shlex.quote(str(target))} && dbt build --profiles-dir ."
        tell(f"{number} files written to {target}; next: {next_step}")
        return
    with open_binary(target, project) as stream:
        stream.write(make_bundle(settings))
    if str(target) == "-":
        return
    next_step = f"superset import-dashboards --path {shlex.quote(str(target))} --username admin"
    tell(f"the bundle is written to {target}; next: {next_step}")


def _tell_rights(done: "Grant") -> None:
    for lost in done.removed:
        typer.echo(f"taken away: {lost.rights} on {lost.kind.lower()} {lost.name}")
    if done.still_open:
        typer.echo("it can do this too, as everybody or by another's grant; who owns it can forbid it:")
    for statement in done.still_open:
        typer.echo(f"  {statement};")


def _ask_password(role: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(
            f"nobody can be asked for the password of {role}; give it by --password-stdin, or say --no-password"
        )
    return _check_password(typer.prompt(f"Password of {role}", hide_input=True, confirmation_prompt=True, err=True))


def _read_password() -> str:
    return _check_password(sys.stdin.readline().rstrip("\r\n"))


def _check_password(password: str) -> str:
    if not password or "\0" in password:
        raise UsageError("the password is empty or cannot be written; give another one")
    return password
