"""From what the user names to the documents there: files, folders with all that is in them, standard input."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpdb.core.errors import UsageError
from corpdb.loaders.contract import STDIN_NAME
from corpdb.loaders.registry import SUFFIXES
from corpdb.loaders.source import DEFAULT_MAX_SIZE, Source, explain_error


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that is passed over, since no loader reads files of its suffix."""

    name: str

    @property
    def message(self) -> str:
        """What to tell the user."""
        known = ", ".join(sorted(SUFFIXES))
        return f"{self.name} is skipped: files are read that end in {known}."


Found = Source | Skipped


def find_files(paths: Sequence[str], *, max_size: int = DEFAULT_MAX_SIZE) -> Iterator[Found]:
    """The documents at the paths, one after another, each folder's in the order of their names, folders last.

    A file is found once, however many paths or links lead to it. Hidden files and folders inside a folder are left
    out, and so is its README, which tells of the folder. `-` is standard input, of which at most `max_size` bytes
    and one more are held. A path that does not exist is a `UsageError`, raised before anything is read; a folder that
    cannot be listed is a source that cannot be read.
    """
    for path in paths:
        _require_path(path)
    return _find_all(paths, max_size)


def count_files(paths: Sequence[str]) -> int:
    """How many sources `find_files` finds at the paths, without reading any of them."""
    listed = [path for path in paths if path != "-"]
    walk = _Walk()
    found = sum(isinstance(entry, Source) for path in listed for entry in walk.find(path))
    return found + (len(listed) < len(paths))


def _require_path(path: str) -> None:
    try:
        if path != "-":
            os.stat(path)  # noqa: PTH116, a `Path` would drop what the user typed: `./a`, `a/`
    except (FileNotFoundError, NotADirectoryError):
        shown = show_path(path)
        raise UsageError(f"{shown} does not exist: check the path, nothing has been read.") from None
    except OSError:
        return  # It is there but cannot be looked at: reading it will say why.


def _find_all(paths: Sequence[str], max_size: int) -> Iterator[Found]:
    walk = _Walk()
    for path in paths:
        if path == "-":
            yield from walk.claim("-", Source(STDIN_NAME, data=sys.stdin.buffer.read(max_size + 1)))
        else:
            yield from walk.find(path)


@dataclass(slots=True)
class _Walk:
    """A walk through several trees that visits each real file and folder once."""

    visited: set[str] = field(default_factory=set[str])

    def claim(self, place: str, source: Source) -> Iterator[Source]:
        """The source, if its place is new."""
        if place not in self.visited:
            self.visited.add(place)
            yield source

    def find(self, path: str) -> Iterator[Found]:
        """What is at a path that the user names: a folder's documents, or the file whatever its suffix."""
        real = os.path.realpath(path)
        if os.path.isdir(real):  # noqa: PTH112
            yield from self._find_inside(path, real)
        else:
            yield from self.claim(real, Source(show_path(path), path=real))

    def _find_inside(self, folder: str, real: str) -> Iterator[Found]:
        if real in self.visited:
            return
        self.visited.add(real)
        try:
            with os.scandir(real) as listing:
                entries = sorted((entry for entry in listing if not _is_left_out(entry.name)), key=_order)
        except OSError as error:
            yield Source(show_path(folder), path=real, problem=f"cannot be listed: {explain_error(error)}.")
            return
        for entry in entries:
            shown = os.path.join(folder, entry.name)  # noqa: PTH118
            place = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
            if _is_folder(entry):
                yield from self._find_inside(shown, place)
            elif os.path.splitext(entry.name)[1].lower() in SUFFIXES:  # noqa: PTH122, a `Path` is slow to make
                yield from self.claim(place, Source(show_path(shown), path=place))
            else:
                yield Skipped(show_path(shown))


def _is_left_out(name: str) -> bool:
    """Whether a file or folder of this name, inside a folder, is no document: a hidden one, or one about its folder."""
    return name.startswith(".") or name.partition(".")[0].upper() == "README"


def _order(entry: os.DirEntry[str]) -> tuple[bool, str]:
    """Files before folders, each by name, in the order of code points."""
    return _is_folder(entry), entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # A link that leads round to itself: reading it will say so.


def show_path(path: str) -> str:
    """The path as text that can be printed and stored, also where its bytes are not in the file system's encoding."""
    return os.fsencode(path).decode("utf-8", "replace")


def locate(path: str) -> str:
    """The address of the file or folder at `path`, which may be gone; an address is one already."""
    return path if "://" in path else Path(os.path.realpath(path)).as_uri()
