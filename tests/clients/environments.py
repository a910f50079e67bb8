"""Environments of clients that do not go together with ours, made once and kept under `build/clients`."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "build" / "clients"
# The versions that were seen to work; the notes say why others do not.
REQUIREMENTS = {
    # 6.1.0 forgets to ask for rich and cachetools, and breaks with a newer Flask-Caching.
    "superset": ("apache-superset==6.1.0", "rich", "cachetools", "flask-caching<2.4", "psycopg2-binary"),
    # dbt-core 1.12 fetches a program while it is built; each adapter holds another version of what they share.
    "dbt-postgres": ("dbt-core<1.12", "dbt-postgres==1.11.0"),
    "dbt-sqlite": ("dbt-core<1.12", "dbt-sqlite==1.10.0"),
    # DuckDB's extensions are packages up to this version.
    "frames": (
        *("pandas==3.1.1", "sqlalchemy>=2.1,<3", "psycopg[binary]>=3.2", "polars==2.1.0", "pyarrow", "pytz"),
        *("adbc-driver-postgresql", "adbc-driver-sqlite", "connectorx", "duckdb==1.5.5", "duckdb-extensions==1.5.5"),
        *("duckdb-extension-sqlite-scanner==1.5.5", "duckdb-extension-postgres-scanner==1.5.5"),
    ),
    "datasette": ("datasette==0.65.5",),
    "drivers": ("pyodbc==5.5.0", "jaydebeapi>=1.2.3"),
}


def prepare(name: str) -> Path:
    """The programs of the environment of that name; made if its requirements have changed, skipped if it cannot be."""
    place = _find_place(name)
    if not (place / "whole").exists() and (reason := _make(name)):
        pytest.skip(f"the environment {name} cannot be made: {reason}")
    return place / "bin"


def _find_place(name: str) -> Path:
    return FOLDER / f"{name}-{hashlib.sha256(' '.join(REQUIREMENTS[name]).encode()).hexdigest()[:12]}"


@cache  # what cannot be fetched is not asked for again by each test
def _make(name: str) -> str:
    """Why the environment could not be made, as the network is away; nothing if it could."""
    place = _find_place(name)
    uv = os.environ.get("UV") or shutil.which("uv") or "uv"
    elsewhere = Path("/")  # where the versions that we are pinned to are not asked for
    try:
        run(uv, "venv", "--quiet", "--clear", "--python", "3.11", place)
        run(uv, "pip", "install", "--quiet", "--python", place / "bin" / "python", *REQUIREMENTS[name], cwd=elsewhere)
    except AssertionError as error:
        return str(error).strip().splitlines()[-1].strip()
    (place / "whole").touch()
    return ""


def run(*command: str | Path, variables: Mapping[str, str] | None = None, cwd: Path | None = None) -> str:
    """What the command prints; its messages if it fails."""
    left = {"VIRTUAL_ENV", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in left} | dict(variables or {})
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-5000:]}\n{done.stderr[-5000:]}"
    return done.stdout
