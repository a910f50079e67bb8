"""Running commands for tests: in this process, or as the program that is installed; and an article for them."""

import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from corpdb.cli.app import app

ARTICLE = "date 2024-03-05\n\nOrcaline SA acquired Nordwind Energy for 20 million euros on 4 March 2024.\n"
PROGRAM = Path(sys.executable).with_name("corpdb")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin, prog_name="corpdb")


def run_on(url: str, *arguments: str, stdin: str | None = None) -> Result:
    return run(*arguments, "--database", url, stdin=stdin)


def run_program(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments], input=stdin, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
