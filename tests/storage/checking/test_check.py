"""The check names whatever a database has lost or gained."""

import sqlite3
from contextlib import closing

from sqlalchemy import Connection, Engine, make_url

from corpdb.storage.checking.check import list_broken_facts, list_differences
from corpdb.storage.engine import open_database
from corpdb.storage.loading.run import LoadRun
from tests.support.database import execute, find_faults
from tests.support.stories import Named, close_lab, make_document

TABLE_DAMAGES = {
    "DROP INDEX ix_event_location": "index missing from the database: event.ix_event_location",
    "CREATE TABLE extra (id INTEGER)": "table unknown to the models: extra",
    "ALTER TABLE load ADD COLUMN extra TEXT": "column unknown to the models: load.extra",
}
OTHER_DAMAGES = {
    "DROP VIEW bi_labs": "view missing from the database: bi_labs",
    "CREATE VIEW bi_mine AS SELECT 1 AS one": "view unknown to the models: bi_mine",
    "DROP VIEW bi_aliases; CREATE VIEW bi_aliases AS SELECT id AS organization_id FROM organization": (
        "view differs from the models: bi_aliases"
    ),
    "DELETE FROM role WHERE code = 'seller'": "term missing from role: seller",
    "INSERT INTO role VALUES ('x', 'X', 'X', 99)": "term of role unknown to the models: x",
    "UPDATE role SET label_fr = 'x' WHERE code = 'buyer'": "term of role differs from the models: buyer",
}
POSTGRESQL_TABLE_DAMAGES = {
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
    "ALTER TABLE load ALTER COLUMN documents_added DROP DEFAULT": (
        "default of load.documents_added differs: None in the database, '0' in the models"
    ),
    "ALTER TABLE load ALTER COLUMN documents_failed SET DEFAULT 5": (
        "default of load.documents_failed differs: 5 in the database, '0' in the models"
    ),
    "ALTER TABLE load ALTER COLUMN documents_changed TYPE integer": (
        "type of load.documents_changed differs: INTEGER() in the database, BigInteger() in the models"
    ),
    "ALTER TABLE participation DROP CONSTRAINT uq_participation_event_id_role_rank": (
        "constraint missing from the database: participation.uq_participation_event_id_role_rank"
    ),
    "ALTER TABLE participation DROP CONSTRAINT fk_participation_role": (
        "fk missing from the database: participation.fk_participation_role"
    ),
    "ALTER TABLE mention_participant RENAME CONSTRAINT fk_mention_participant_role TO mine": (
        "name of the reference mention_participant (role) differs: 'mine' in the database,"
        " 'fk_mention_participant_role' in the models"
    ),
    "ALTER TABLE load_error DROP CONSTRAINT pk_load_error": (
        "primary key of load_error differs: [] in the database, ['id'] in the models"
    ),
    "ALTER TABLE load_error DROP CONSTRAINT fk_load_error_load_id; ALTER TABLE load_error ADD CONSTRAINT"
    " fk_load_error_load_id FOREIGN KEY (load_id) REFERENCES load (id) ON DELETE CASCADE NOT VALID": (
        "constraint load_error.fk_load_error_load_id was left unfinished; take it away and make it again"
    ),
}
POSTGRESQL_OTHER_DAMAGES = {
    "COMMENT ON COLUMN bi_organizations.name IS NULL": "comment of bi_organizations.name differs from the models",
    "COMMENT ON VIEW bi_organizations IS 'x'": "comment of bi_organizations differs from the models",
}
SQLITE_DAMAGES = {
    ("load", "documents_added BIGINT DEFAULT '0'", "documents_added BIGINT"): (
        "default of load.documents_added differs: None in the database, '0' in the models"
    ),
    ("event", "AUTOINCREMENT", ""): "event may give the number of a deleted row to another",
    ("event", "headcount BIGINT", "headcount TEXT"): (
        "type of event.headcount differs: TEXT() in the database, BigInteger() in the models"
    ),
    ("mention_participant", "CONSTRAINT fk_mention_participant_role ", ""): (
        "name of the reference mention_participant (role) differs: None in the database,"
        " 'fk_mention_participant_role' in the models"
    ),
    ("participation", " ON DELETE CASCADE", ""): "fk unknown to the models: participation.fk_participation_event_id",
}


def damage(connection: Connection, *statements: str) -> None:
    for statement in statements:
        for one in statement.split("; "):
            connection.exec_driver_sql(one)


def test_each_difference_is_named(engine: Engine) -> None:
    # Tables come last: of a database whose tables differ nothing else is told.
    rounds = [OTHER_DAMAGES, TABLE_DAMAGES]
    if engine.dialect.name == "postgresql":
        rounds = [OTHER_DAMAGES | POSTGRESQL_OTHER_DAMAGES, TABLE_DAMAGES | POSTGRESQL_TABLE_DAMAGES]
    for damages in rounds:
        with engine.begin() as connection:
            damage(connection, *damages)
        assert sorted(list_differences(engine)) == sorted(damages.values())


def test_each_difference_of_an_sqlite_table_is_named(migrated_sqlite_url: str) -> None:
    query = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?"
    with closing(sqlite3.connect(make_url(migrated_sqlite_url).database or "")) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany(query, [(before, after, table) for table, before, after in SQLITE_DAMAGES])
        connection.commit()
    with open_database(migrated_sqlite_url) as engine:
        assert set(SQLITE_DAMAGES.values()) <= set(list_differences(engine))


def test_a_number_that_would_be_given_twice_is_named(migrated_url: str) -> None:
    with open_database(migrated_url) as engine:
        LoadRun.start(engine, ["x"])
        is_sqlite = engine.dialect.name == "sqlite"
        execute(engine, "UPDATE sqlite_sequence SET seq = 0" if is_sqlite else "SELECT setval('load_id_seq', 1, false)")
        assert "load would give the number 1 next, but its rows have numbers up to 1" in list_differences(engine)


def test_a_reference_that_leads_nowhere_is_named(migrated_sqlite_url: str) -> None:
    with open_database(migrated_sqlite_url) as engine:
        LoadRun.start(engine, ["x"]).write([make_document(close_lab())])
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute("UPDATE participation SET role = 'nobody'")
        expected = "participation whose role leads nowhere: 1 rows, the first of them to nobody"
        assert expected in list_differences(engine)


def test_a_lost_column_and_check_are_named_on_sqlite(migrated_sqlite_url: str) -> None:
    columns = "id INTEGER NOT NULL, load_id INTEGER NOT NULL, address TEXT NOT NULL"
    with open_database(migrated_sqlite_url) as engine:
        execute(engine, "DROP TABLE load_error", f"CREATE TABLE load_error ({columns})")
        assert "column missing from the database: load_error.message" in list_differences(engine)


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
    "DELETE FROM best_mention": "event whose best mention is another: 1 rows",
    "DELETE FROM organization_activity WHERE type = 'any'": (
        "participation that is not counted among the events of every type: 1 rows"
    ),
    "DELETE FROM organization_activity WHERE type <> 'any'": (
        "participation that is not counted among the events of its type: 1 rows"
    ),
    "UPDATE organization_activity SET events = 2": "organization_activity with a wrong number of events: 2 rows",
    "UPDATE organization_activity SET kind = 'lab'": "organization_activity of another kind than its organization: 2",
    "DELETE FROM event_version": "event without a history: 1 rows",
    "UPDATE event_version SET step = 2": "event_version that does not begin where the last one ends: 1 rows",
    "UPDATE event_version SET known_until = '2024-01-01'": "event_version that ends without another",
    "UPDATE event_version SET known_from = '2020-01-01'": "event_version that is known before its document came out",
    "UPDATE event_version SET status = 'cancelled'": "event whose history ends otherwise: 1 rows",
    "INSERT INTO person (name, key) VALUES ('Ada', 'ada')": "person without a mention",
    "DELETE FROM participation": "event without a participant: 1 rows",
    "UPDATE mention SET first_day = '2024-01-01'": "mention whose first_day is after its last_day: 1 rows",
}


def test_each_broken_guarantee_is_named(engine: Engine) -> None:
    lab = Named("😀 Laböratoire")
    LoadRun.start(engine, ["x"]).write([make_document(close_lab(), published="2023-11-21", named=(lab,))])
    assert find_faults(engine) == []
    unnamed: dict[str, list[str]] = {}
    for statement, fault in BROKEN_FACTS.items():
        with engine.execution_options(writing=True).connect() as connection:  # which takes it back in the end
            damage(connection, statement)
            found = list_broken_facts(connection)
        if not any(one.startswith(fault) for one in found):
            unnamed[statement] = found
    assert unnamed == {}
