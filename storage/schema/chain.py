"""The chain of revisions as Alembic reads it: what each does, since which release, and the way from one to another."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from corpdb.core.errors import UsageError
from corpdb.core.version import __version__
from corpdb.storage.engine import repeat_option
from corpdb.storage.schema.revisions import read_current

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import Script

BASE = "base"
RELEASES = "releases.toml"


@dataclass(frozen=True, slots=True)
class Revision:
    """A step of the schema: its identifier, its day, its sentence and the release that brought it."""

    identifier: str
    day: date | None
    sentence: str
    release: str


@dataclass(frozen=True, slots=True)
class Route:
    """The steps from the revision `start` to `end` in the order in which they are taken, or taken back if it goes down.

    `base` stands for no tables at all.
    """

    start: str
    end: str
    steps: tuple[Revision, ...]
    goes_down: bool


def make_config() -> "Config":
    """Alembic's settings: where the revisions are."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("corpdb.migrations")).replace("%", "%%"))
    return config


def list_history() -> list[Revision]:
    """Every revision that this program knows, oldest first."""
    from alembic.script import ScriptDirectory

    scripts = list(ScriptDirectory.from_config(make_config()).walk_revisions())[::-1]
    releases = date_releases([script.revision for script in scripts], read_releases())
    return [_describe(script, releases[script.revision]) for script in scripts]


def read_releases() -> dict[str, str]:
    """The newest revision of each release, oldest release first."""
    text = (files("corpdb.migrations") / RELEASES).read_text(encoding="utf-8")
    return tomllib.loads(text).get("releases", {})


def date_releases(revisions: Iterable[str], releases: Mapping[str, str]) -> dict[str, str]:
    """The release that brought each of `revisions`, which come oldest first; what no release has yet is of this one."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    newest = {revision: release for release, revision in releases.items()}
    for revision in revisions:
        waiting.append(revision)
        if revision in newest:
            found |= dict.fromkeys(waiting, newest[revision])
            waiting.clear()
    return found | dict.fromkeys(waiting, __version__)


def find_route(engine: Engine, revision: str, *, goes_down: bool) -> Route:
    """The steps that lead to `revision`: an identifier, the beginning of one, `head`, `base`, or steps such as +1, -1.

    A `UsageError` says that there is no such revision, or that it lies the other way.
    """
    history = list_history()
    places = [BASE, *(step.identifier for step in history)]
    with engine.connect() as connection:
        here = places.index(read_current(connection) or BASE)
    option = repeat_option(engine.url)
    there = _find_place(places, here, revision, f"corpdb db history{option}")
    if (there < here) != goes_down and there != here:
        raise UsageError(
            f"the database stands at {places[here]}, and {revision} lies {'after' if goes_down else 'before'} it; "
            f"go there with corpdb db {'upgrade' if goes_down else 'downgrade'}{option}"
        )
    steps = history[there:here][::-1] if goes_down else history[here:there]
    return Route(places[here], places[there], tuple(steps), goes_down)


def write_sql(route: Route, url: str) -> str:
    """The SQL of the steps, for a database as `url` names it, as Alembic would run it; no connection is made."""
    from alembic import command

    if not route.steps:
        return ""
    config = make_config()
    config.output_buffer = StringIO()
    config.attributes["url"] = url
    move = command.downgrade if route.goes_down else command.upgrade
    move(config, f"{route.start}:{route.end}", sql=True)
    return config.output_buffer.getvalue()


def _find_place(places: list[str], here: int, revision: str, listing: str) -> int:
    if revision in {"head", "heads"}:
        return len(places) - 1
    if revision[:1] in {"+", "-"} and revision[1:].isdecimal():
        there = here + int(revision)
        if not 0 <= there < len(places):
            raise UsageError(f"there are not so many revisions as {revision}; {listing} lists them")
        return there
    found = [place for place, name in enumerate(places) if name.startswith(revision)] if revision else []
    exact = [place for place in found if places[place] == revision]
    if len(exact or found) != 1:
        raise UsageError(f"{revision!r} is not one of the revisions; {listing} lists the revisions")
    return (exact or found)[0]


def _describe(script: "Script", release: str) -> Revision:
    created = next((line for line in script.longdoc.splitlines() if line.startswith("Create date: ")), "")
    day = date.fromisoformat(created.removeprefix("Create date: ")[:10]) if created else None
    return Revision(script.revision, day, script.doc, release)
