"""`corpdb lexicon`: the language data, and what a user adds to them."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import list_examples

if TYPE_CHECKING:
    from corpdb.extraction.lexicon.project import Project

lexicon = typer.Typer(
    no_args_is_help=True,
    help="Check the language data, and a file of your own that adds to them.",
    epilog=list_examples("corpdb lexicon check", "corpdb lexicon check our-companies.toml"),
)


@lexicon.callback()
def start() -> None:
    """Check the language data, and a file of your own that adds to them."""


@lexicon.command(epilog=list_examples("corpdb lexicon check", "corpdb lexicon check our-companies.toml"))
def check(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            envvar="CORPDB_LEXICON",
            help="A TOML file of organizations, triggers and stop names.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check that the data of every language can be used, and so can a file that adds to them.

    The file is what corpdb load, extract and evaluate take with --lexicon. Whatever is wrong is told with its place
    and what to do, and the exit code is 1.
    """
    from corpdb.core.errors import CorpdbError
    from corpdb.extraction.lexicon.knowledge import load_lexicon
    from corpdb.extraction.lexicon.tables import supported_languages
    from corpdb.pipeline.lexicon import open_project

    failed = False
    for code in sorted(supported_languages()):
        try:
            frames = load_lexicon(code).frames
        except CorpdbError as error:
            failed = True
            tell(str(error))
        else:
            typer.echo(f"{code}: the language data are right, with {len(frames)} frames")
    if not failed and path is not None:
        typer.echo(_describe(open_project(path)))
    if failed:
        raise typer.Exit(1)


def _describe(project: "Project") -> str:
    numbers = (
        (len(project.organizations), "organizations"),
        (len(project.triggers), "triggers"),
        (len(project.stop_names), "stop names"),
    )
    return f"{project.name}: right, with " + ", ".join(f"{number:,} {what}" for number, what in numbers)
