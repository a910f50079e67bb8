"""The command line's entry point."""

import io
import signal
import sys

from corpdb.cli.app import app


def run() -> None:
    """Run the command line; results leave in UTF-8, also where the system's own encoding is another.

    A request to end, as service managers send it, is taken as Ctrl-C.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    stdout: object = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(encoding="utf-8")
    app(prog_name="corpdb")
