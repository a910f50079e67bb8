"""Questions that a command asks before it drops data."""

import sys

import typer

from corpdb.cli.endings import tell
from corpdb.core.errors import UsageError


def require_yes(question: str) -> None:
    """End the command unless the user says yes; a `UsageError` where nobody can be asked."""
    if not sys.stdin.isatty():
        raise UsageError("this drops data and nobody can be asked; say that you mean it with --yes")
    if not typer.confirm(question, err=True):
        tell("nothing has been changed")
        raise typer.Exit(1)
