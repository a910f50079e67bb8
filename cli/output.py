"""Where results go: to the screen, or to a file that is replaced only once it is written whole."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from corpdb.cli.endings import tell
from corpdb.core.errors import CorpdbError, UsageError
from corpdb.core.wording import count_noun
from corpdb.reports.formats import Format
from corpdb.reports.result import Result


def choose_format(format: Format | None, output: Path | None) -> Format:
    """The format that is asked for, else the one that the file's ending means, else a table."""
    if format is None and output is not None and not _is_stdout(output):
        _refuse_folder(output)
        return Format.of_file(output.name)
    return format or Format.TABLE


def print_result(result: Result, format: Format, output: Path | None) -> None:
    """Write the result; say on stderr if it is empty, or how much the file holds."""
    from corpdb.reports.renderers import BINARY_RENDERERS, RENDERERS

    if format.is_for_people:
        result = result.show_people()
    if format.is_binary:
        with open_binary(output, format) as stream:
            number = BINARY_RENDERERS[format](result, stream)
    else:
        with open_output(output) as stream:
            number = RENDERERS[format](result, stream)
    if not number:
        tell("nothing found")
    elif output is not None and not _is_stdout(output):
        tell(f"{count_noun(number, 'row')} written to {output}")


@contextmanager
def open_output(output: Path | None) -> Generator[TextIO]:
    """A stream to write text to: a file's new content, or stdout where there is no file or it is `-`."""
    if output is None or _is_stdout(output):
        yield sys.stdout
        return
    with _replace_file(output) as stream, TextIOWrapper(stream, encoding="utf-8", newline="") as text:
        yield text


@contextmanager
def open_binary(output: Path | None, format: str) -> Generator[BinaryIO]:
    """A stream to write bytes of the format to; a `UsageError` if that would be a terminal."""
    if output is not None and not _is_stdout(output):
        with _replace_file(output) as stream:
            yield stream
    elif sys.stdout.isatty():
        raise UsageError(f"a terminal cannot show {format}; name a file with --output")
    else:
        yield sys.stdout.buffer


@contextmanager
def _replace_file(output: Path) -> Generator[BinaryIO]:
    """A file's new content, which takes its place once it is whole; a `CorpdbError` if it cannot be written."""
    try:
        with _open_unfinished(output) as stream:
            yield stream
    except OSError as error:
        raise CorpdbError(f"{output} cannot be written: {error.strerror}; name another file") from None


@contextmanager
def _open_unfinished(path: Path) -> Generator[BinaryIO]:
    if path.exists() and not path.is_file():  # a device or a named pipe is written to as it is
        _refuse_folder(path)
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()  # what a link leads to is replaced, and never the link: `/dev/stdout` is one
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")


def _is_stdout(output: Path) -> bool:
    return str(output) == "-"
