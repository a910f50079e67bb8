import logging

from corpdb.storage.engine import open_database
from corpdb.storage.schema.state import upgrade


def test_an_upgrade_leaves_the_logging_of_the_program_around_it_alone(sqlite_url: str) -> None:
    mine = logging.getLogger("mine")
    before = (list(logging.root.handlers), logging.root.level, mine.disabled, logging.getLogger("alembic").handlers)
    with open_database(sqlite_url) as engine:
        upgrade(engine)
    after = (list(logging.root.handlers), logging.root.level, mine.disabled, logging.getLogger("alembic").handlers)
    assert after == before
