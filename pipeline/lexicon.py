"""A user's additions to the language data, from their file."""

from pathlib import Path

from corpdb.core.errors import UsageError
from corpdb.extraction.lexicon.overlay import read_project
from corpdb.extraction.lexicon.project import NO_PROJECT, Project
from corpdb.loaders.paths import show_path
from corpdb.loaders.source import explain_error


def open_project(path: str | None) -> Project:
    """The additions in the file at `path`, none without one; what is wrong with it is a `CorpdbError`."""
    if path is None:
        return NO_PROJECT
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{show_path(path)} does not exist: check the path given with --lexicon.") from None
    except OSError as error:
        raise UsageError(f"{show_path(path)} cannot be read: {explain_error(error)}.") from None
    return read_project(data, show_path(path))
