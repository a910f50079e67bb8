"""How a command ends: the one place where errors become a sentence and an exit code."""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from corpdb.core.errors import CorpdbError

INTERRUPTED = 130  # as shells tell of Ctrl-C: 128 and the signal's number
PIPE_CLOSED = 141
_signals: list[int] = []  # that have come; a lock, such as an `Event` has, would be in the way of the next one
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_OUT_OF_REACH = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG, errno.ENOTDIR, errno.ELOOP}


class Commands(TyperGroup):
    """The group of all commands; what goes wrong in any of them ends here."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Read the command line, or print the help that it asks for."""
        with errors_told():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with errors_told():
            return super().invoke(ctx)


def interrupt(number: int, _frame: object) -> NoReturn:
    """Take a signal as Ctrl-C.

    It is remembered: what is raised in a function that the database calls is lost, and an error of its own follows.
    """
    _signals.append(number)
    raise KeyboardInterrupt


@contextmanager
def errors_told() -> Generator[None]:
    """Turn what the user can mend into one line on stderr and an exit code; the unexpected keeps its traceback.

    The last character that the block writes to stdout is written, or told, when it ends.
    """
    try:
        with _flushing(), _interruption_kept():
            yield
    except CorpdbError as error:
        tell(str(error))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        tell("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _silence_stdout()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        sentence = _explain(error)
        if sentence is None:
            raise
        tell(sentence)
        raise typer.Exit(1) from None


def _explain(error: OSError) -> str | None:
    """What the user can do about it, if that is known."""
    if error.errno in _FULL:
        _silence_stdout()
        return f"the output cannot be written: {error.strerror}; free some space, or write to another place"
    if error.errno in _OUT_OF_REACH and error.filename:
        return f"{error.filename} cannot be reached: {error.strerror}; name another place, or ask its owner"
    return None


@contextmanager
def _interruption_kept() -> Generator[None]:
    """Let an error that follows Ctrl-C be Ctrl-C."""
    try:
        yield
    except CorpdbError as error:
        if _signals:
            raise KeyboardInterrupt from error
        raise


@contextmanager
def _flushing() -> Generator[None]:
    """Write at the end what waits to be; also after help, which ends the command early."""
    try:
        yield
    except typer.Exit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def tell(sentence: str) -> None:
    """Say something to the user, on stderr, beside the results."""
    typer.echo(f"corpdb: {sentence}", err=True)


def _silence_stdout() -> None:
    """Send what is still to be written nowhere: whoever read it has gone, as `head` does, or has no room for it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
