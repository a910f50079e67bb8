"""The check names whatever a database has lost or gained."""

import pytest
from sqlalchemy import Engine

from corpdb.storage.check import list_differences
from corpdb.storage.engine import open_database
from corpdb.storage.run import LoadRun
from tests.support.stories import Named, close_lab, make_document

DAMAGES = {
    "DROP INDEX ix_event_first_day": "index missing from the database: event.ix_event_first_day",
    "CREATE TABLE extra (id INTEGER)": "table unknown to the models: extra",
    "ALTER TABLE load ADD COLUMN extra TEXT": "column unknown to the models: load.extra",
    "DROP VIEW bi_labs": "view missing from the database: bi_labs",
    "CREATE VIEW bi_mine AS SELECT 1 AS one": "view unknown to the models: bi_mine",
    "DELETE FROM role WHERE code = 'seller'": "term missing from role: seller",
    "INSERT INTO role VALUES ('x', 'X', 'X', 99)": "term of role unknown to the models: x",
    "UPDATE role SET label_fr = 'x' WHERE code = 'seller'": "term of role differs from the models: seller",
}
POSTGRESQL_DAMAGES = {
    "ALTER TABLE load_error DROP COLUMN message": "column missing from the database: load_error.message",
    "ALTER TABLE event DROP CONSTRAINT ck_event_days_in_order": (
        "check constraint missing from the database: event.ck_event_days_in_order"
    ),
    "ALTER TABLE event ALTER COLUMN kind DROP NOT NULL": (
        "nullable of event.kind differs: True in the database, False in the models"
    ),
    "COMMENT ON COLUMN load.paths IS 'x'": (
        "comment of load.paths differs: 'x' in the database,"
        " 'The files and folders that were asked for, as typed.' in the models"
    ),
    "COMMENT ON COLUMN bi_labs.name IS NULL": "comment of bi_labs.name differs from the models",
    "COMMENT ON VIEW bi_labs IS 'x'": "comment of bi_labs differs from the models",
}


def damage(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize("statement", DAMAGES)
def test_a_difference_is_named(engine: Engine, statement: str) -> None:
    damage(engine, statement)
    assert list_differences(engine) == [DAMAGES[statement]]


@pytest.mark.parametrize("statement", POSTGRESQL_DAMAGES)
def test_a_difference_is_named_on_postgresql(migrated_postgresql_url: str, statement: str) -> None:
    with open_database(migrated_postgresql_url) as engine:
        damage(engine, statement)
        assert list_differences(engine) == [POSTGRESQL_DAMAGES[statement]]


def test_a_lost_column_and_check_are_named_on_sqlite(migrated_sqlite_url: str) -> None:
    columns = "id INTEGER NOT NULL, load_id INTEGER NOT NULL, address TEXT NOT NULL"
    with open_database(migrated_sqlite_url) as engine:
        damage(engine, "DROP TABLE load_error", f"CREATE TABLE load_error ({columns})")
        assert "column missing from the database: load_error.message" in list_differences(engine)


def test_a_changed_view_is_named(engine: Engine) -> None:
    damage(engine, "DROP VIEW bi_aliases", "CREATE VIEW bi_aliases AS SELECT id AS organization_id FROM organization")
    assert "view differs from the models: bi_aliases" in list_differences(engine)


BROKEN_FACTS = {
    "UPDATE mention SET quote = replace(quote, 'A', 'B')": "mention whose quote is not its slice",
    "UPDATE organization_mention SET start_char = start_char + 1, end_char = end_char + 1": (
        "organization_mention whose quote is not its slice"
    ),
    "DELETE FROM mention": "telling without a mention: 1 rows",
    "UPDATE telling SET event_id = NULL": "event without a telling: 1 rows",
    "UPDATE telling SET documents = 2": "telling with a wrong number of documents: 1 rows",
    "DELETE FROM event_number": "event without its number: 1 rows",
    "DELETE FROM mention_participant": "participation that no mention tells: 1 rows",
    "UPDATE mention_participant SET role = 'target'": "participation that no mention tells",
    "DELETE FROM restructuring_event": "event without its row of restructuring_event",
    "DELETE FROM organization_mention": "organization_name without a mention: 2 rows, the first has the id 1",
    "UPDATE organization_name SET organization_id = 1": "organization without a name: 1 rows, the first has the id 2",
    "UPDATE organization_name SET organization_id = NULL": "organization_name without an organization: 2 rows",
    "DELETE FROM organization_number": "organization without its number: 2 rows",
    "UPDATE organization_saying SET documents = 2": "organization_saying with a wrong number of documents: 2 rows",
    "UPDATE organization_alias SET documents = 2": "organization_alias with a wrong number of documents: 2 rows",
    "UPDATE organization SET parent_id = 3 - id": "organization that is part of itself: 2 rows, the first has the id 1",
    "DELETE FROM document_address": "document without an address",
    "DELETE FROM event_version": "event without a history: 1 rows",
    "UPDATE event_version SET step = 2": "event_version that does not begin where the last one ends: 1 rows",
    "UPDATE event_version SET known_until = '2024-01-01'": "event_version that ends without another",
    "UPDATE event_version SET known_from = '2020-01-01'": "event_version that is known before its document came out",
    "UPDATE event_version SET status = 'cancelled'": "event whose history ends otherwise: 1 rows",
    "INSERT INTO person (name, key) VALUES ('Ada', 'ada')": "person without a mention",
}


@pytest.mark.parametrize("statement", BROKEN_FACTS)
def test_a_broken_guarantee_is_named(engine: Engine, statement: str) -> None:
    lab = Named("😀 Laböratoire")
    LoadRun.start(engine, ["x"]).write([make_document(close_lab(), published="2023-11-21", named=(lab,))])
    assert list_differences(engine) == []
    damage(engine, statement)
    assert any(difference.startswith(BROKEN_FACTS[statement]) for difference in list_differences(engine))
