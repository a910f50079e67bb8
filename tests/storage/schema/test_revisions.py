from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from corpdb.storage.schema.revisions import read_current, read_revisions


def test_the_files_tell_what_alembic_tells() -> None:
    scripts = ScriptDirectory.from_config(Config("alembic.ini"))
    revisions = read_revisions()
    assert [revisions.head] == scripts.get_heads()
    assert revisions.known == {script.revision for script in scripts.walk_revisions()}


def test_a_migrated_database_stands_at_the_head(engine: Engine) -> None:
    with engine.connect() as connection:
        assert read_current(connection) == read_revisions().head
