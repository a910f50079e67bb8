"""The command line's entry point."""

import io
import os
import signal
import sys

from corpdb.cli.app import app
from corpdb.cli.endings import interrupt

# Sentences make small matrices: to share one between threads takes longer than to multiply it, and the processes that
# read side by side would wait for one another. The library behind NumPy reads this when it is loaded.
_MATRIX_THREADS = "OPENBLAS_NUM_THREADS"


def run() -> None:
    """Run the command line; results leave in UTF-8, also where the system's own encoding is another.

    A request to end, as service managers send it, is taken as Ctrl-C.
    """
    os.environ.setdefault(_MATRIX_THREADS, "1")
    _open_missing_streams()
    signal.signal(signal.SIGTERM, interrupt)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # it may be ignored, as in the background
        signal.signal(signal.SIGINT, interrupt)
    stdout: object = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(encoding="utf-8")
    app(prog_name="corpdb")


def _open_missing_streams() -> None:
    """Let a standard stream that was closed lead nowhere, lest a file that is opened take its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - it stays open to the end
