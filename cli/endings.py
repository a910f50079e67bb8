"""How a command ends: the one place where errors become a sentence and an exit code."""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from corpdb.core.errors import CorpdbError

INTERRUPTED = 130  # as shells tell of Ctrl-C: 128 and the signal's number
PIPE_CLOSED = 141
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Commands(TyperGroup):
    """The group of all commands; what goes wrong in any of them ends here."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for, up to the last character that it writes."""
        with errors_told():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


@contextmanager
def errors_told() -> Generator[None]:
    """Turn what the user can mend into one line on stderr and an exit code; the unexpected keeps its traceback."""
    try:
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
        if error.errno not in _FULL:
            raise
        _silence_stdout()
        tell(f"the output cannot be written: {error.strerror}; free some space, or write to another place")
        raise typer.Exit(1) from None


def tell(sentence: str) -> None:
    """Say something to the user, on stderr, beside the results."""
    typer.echo(f"corpdb: {sentence}", err=True)


def _silence_stdout() -> None:
    """Send what is still to be written nowhere: whoever read it has gone, as `head` does, or has no room for it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
