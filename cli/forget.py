"""`corpdb forget`: documents go, with all that only they say."""

from typing import Annotated

import typer

from corpdb.cli.options import Database
from corpdb.cli.questions import require_yes
from corpdb.core.errors import UsageError
from corpdb.core.numbers import parse_row_number
from corpdb.core.wording import count_noun

EXAMPLES = ("corpdb forget articles/old.txt", "corpdb forget 12 15 --yes", "corpdb forget articles/2019 --yes")


def forget(
    which: Annotated[
        list[str],
        typer.Argument(
            metavar="WHICH",
            help="Documents by number, or the files and folders that they were loaded from, which may be gone.",
            show_default=False,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    database: Database = None,
) -> None:
    """Forget documents: they go with all that only they say, as if they had never been loaded.

    What other documents say too stays, with its number. A document that also lies elsewhere stays if only one of its
    places is named. Loading a file again brings its document back, under a new number.
    """
    from corpdb.loaders.paths import locate
    from corpdb.storage.engine import mask_url, open_existing
    from corpdb.storage.loading.forgetting import Wanted, find_farewell, forget_documents
    from corpdb.storage.schema.state import require_current

    if not all(one.strip() for one in which):
        raise UsageError("a name is empty; give a document's number, or the file or folder that it was loaded from")
    wanted = [Wanted(one, parse_row_number(one), locate(one)) for one in which]
    with open_existing(database) as engine:
        require_current(engine)
        with engine.connect() as connection:
            farewell = find_farewell(connection, wanted)
        what = _describe(len(farewell.documents), len(farewell.places))
        if not yes:
            require_yes(f"Forget {what} in {mask_url(engine.url)}?")
        forget_documents(engine, farewell, which)
    typer.echo(f"forgotten: {what}")


def _describe(documents: int, places: int) -> str:
    parts = [f"{count_noun(documents, 'document')} with all that only they say"]
    if places:
        parts.append(f"{count_noun(places, 'place')} of documents that also lie elsewhere")
    return " and ".join(parts)
