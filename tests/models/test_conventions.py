"""Every table keeps the rules: constraints named by the convention, columns described, references enforced."""

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from corpdb.models.schema import metadata
from corpdb.storage.engine import open_database
from corpdb.storage.schema.state import downgrade, upgrade

TABLES = metadata.sorted_tables
PREFIXES = ("pk_", "fk_", "uq_", "ck_", "ix_")


def test_every_column_is_described() -> None:
    columns = [column for table in TABLES for column in table.columns]
    assert [str(column) for column in columns if not (column.comment or "").endswith(".")] == []


def test_every_constraint_is_named_by_the_convention() -> None:
    names = [(table.name, str(one.name)) for table in TABLES for one in (*table.constraints, *table.indexes)]
    assert [
        (table, name) for table, name in names if not name.startswith(tuple(f"{one}{table}" for one in PREFIXES))
    ] == []


def test_the_database_has_the_constraints_under_these_names(engine: Engine) -> None:
    inspector = inspect(engine)
    for table in TABLES:
        # SQLite names no key that counts itself.
        found = {inspector.get_pk_constraint(table.name)["name"] or f"pk_{table.name}"}
        for constraints in (
            inspector.get_foreign_keys(table.name),
            inspector.get_unique_constraints(table.name),
            inspector.get_check_constraints(table.name),
        ):
            found |= {constraint["name"] for constraint in constraints}
        assert found == {constraint.name for constraint in table.constraints}


def test_names_fit_into_postgresql() -> None:
    names = [str(one.name) for table in TABLES for one in (*table.constraints, *table.indexes)]
    assert max(map(len, names)) <= 63


def test_a_reference_to_nothing_is_refused(engine: Engine) -> None:
    statement = text("INSERT INTO organization_alias (name_id, name, documents) VALUES (99, 'x', 1)")
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(statement)


def test_a_kind_belongs_to_its_type(engine: Engine) -> None:
    statement = text(
        "INSERT INTO event (type, kind, status, confidence) VALUES ('leadership', 'split', 'announced', 1)"
    )
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(statement)


def test_foreign_keys_are_enforced_again_after_an_upgrade(migrated_sqlite_url: str) -> None:
    with open_database(migrated_sqlite_url) as engine:
        downgrade(engine, "-1")
        upgrade(engine)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
