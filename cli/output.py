"""Where results go: to the screen, or to a file that is replaced only once it is written whole."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from corpdb.cli.endings import tell
from corpdb.core.errors import CorpdbError, UsageError
from corpdb.reports.formats import Format
from corpdb.reports.result import Result


def choose_format(format: Format | None, output: Path | None) -> Format:
    """The format that is asked for, else the one that the file's ending means, else a table."""
    if format is None and output is not None and not _is_stdout(output):
        return Format.of_file(output.name)
    return format or Format.TABLE


def print_result(result: Result, format: Format, output: Path | None) -> None:
    """Write the result; say on stderr if it is empty, or how much the file holds."""
    from corpdb.reports.renderers import RENDERERS

    with open_output(output) as stream:
        number = RENDERERS[format](result, stream)
    if not number:
        tell("nothing found")
    elif output is not None and not _is_stdout(output):
        tell(f"{number} {'row' if number == 1 else 'rows'} written to {output}")


@contextmanager
def open_output(output: Path | None) -> Generator[TextIO]:
    """A stream to write text to: a file's new content, or stdout where there is no file or it is `-`."""
    if output is None or _is_stdout(output):
        yield sys.stdout
        return
    try:
        with _replace_file(output) as stream:
            yield stream
    except OSError as error:
        raise CorpdbError(f"{output} cannot be written: {error.strerror}; name another file") from None


@contextmanager
def _replace_file(path: Path) -> Generator[TextIO]:
    if path.exists() and not path.is_file():  # a device or a named pipe is written to as it is
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it")
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    path = path.resolve()  # what a link leads to is replaced, and never the link: `/dev/stdout` is one
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_stdout(output: Path) -> bool:
    return str(output) == "-"
