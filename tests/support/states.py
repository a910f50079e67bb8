"""Databases of earlier schemas, kept as files: which there are, and how one comes to life again."""

import gzip
from pathlib import Path

from sqlalchemy import make_url

from corpdb.storage.engine import is_sqlite, open_database

STATES = Path(__file__).parents[1] / "migrations" / "states"
SQLITE_ENDING, POSTGRESQL_ENDING = ".sqlite.gz", ".postgresql.gz"


def list_states() -> list[str]:
    """The revisions whose schemas are kept, oldest first."""
    return sorted(path.name.removesuffix(SQLITE_ENDING) for path in STATES.glob(f"*{SQLITE_ENDING}"))


def restore_state(revision: str, url: str) -> None:
    """Let the empty database at `url` be what the file of `revision` keeps."""
    with open_database(url) as engine:
        if is_sqlite(engine):
            packed = STATES / f"{revision}{SQLITE_ENDING}"
            Path(make_url(url).database or "").write_bytes(gzip.decompress(packed.read_bytes()))
            return
        script = gzip.decompress((STATES / f"{revision}{POSTGRESQL_ENDING}").read_bytes())
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.autocommit = True
            raw.execute(script.decode())
