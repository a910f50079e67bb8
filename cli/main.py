"""The command line's entry point."""

import io
import sys

from corpdb.cli.app import app


def run() -> None:
    """Run the command line; results leave in UTF-8, also where the system's own encoding is another."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    app(prog_name="corpdb")
