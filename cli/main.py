"""The command line's entry point."""

import io
import sys

from corpdb.cli.app import app


def run() -> None:
    """Run the command line; results leave in UTF-8, also where the system's own encoding is another."""
    stdout: object = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(encoding="utf-8")
    app(prog_name="corpdb")
