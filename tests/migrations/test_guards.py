"""What keeps the chain of revisions in order: its guard file, its template, its releases, and a test for each."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from alembic.util import template_to_file
from sqlalchemy import Engine, Inspector, inspect, text

from corpdb.core.version import __version__
from corpdb.models.search import is_words_index
from corpdb.models.terms import VOCABULARIES
from corpdb.storage.engine import make_engine, open_database
from corpdb.storage.schema.chain import BASE, Route, date_releases, list_history, read_releases, write_sql
from corpdb.storage.schema.revisions import VERSION_TABLE, read_revisions
from corpdb.storage.schema.state import upgrade

ROOT = Path(__file__).parents[2]
MIGRATIONS = ROOT / "migrations"
HISTORY = list_history()
MOVES_DATA = re.compile(rf"^(UPDATE|INSERT INTO|DELETE FROM) (?!{VERSION_TABLE}|dictionary_entry)", re.MULTILINE)
SAME_TYPES = {"BIGINT": "INTEGER", "DOUBLE PRECISION": "DOUBLE", "TIMESTAMP": "DATETIME"}


def test_the_guard_file_holds_the_newest_revision() -> None:
    head = read_revisions().head
    written = (MIGRATIONS / "HEAD").read_text("utf-8").strip()
    assert written == head, f"write {head} into migrations/HEAD: two branches with a revision each then collide"


def test_every_revision_is_told_in_a_sentence_with_its_day() -> None:
    for step in HISTORY:
        assert re.fullmatch(r"[A-Z].*\.", step.sentence), step.identifier
        assert isinstance(step.day, date), step.identifier


def test_days_do_not_go_backwards() -> None:
    days = [step.day for step in HISTORY if step.day]
    assert days == sorted(days)


def test_every_revision_that_moves_data_has_a_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    untested: list[str] = []
    for before, step in pairwise([None, *HISTORY]):
        assert step
        route = Route(before.identifier if before else BASE, step.identifier, (step,), goes_down=False)
        if MOVES_DATA.search(write_sql(route, "postgresql+psycopg://")) and step.identifier not in tests:
            untested.append(step.identifier)
    message = "name each in a module of tests/migrations/ that tests what becomes of rows"
    assert untested == [], message


def test_the_first_revision_fills_the_vocabularies(database_url: str) -> None:
    with open_database(database_url) as engine:
        upgrade(engine, "c1a1f3d0b001")
        with engine.connect() as connection:
            for name in inspect(connection).get_table_names():
                if name in VOCABULARIES:
                    assert connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() > 3


def test_a_release_brings_what_came_since_the_one_before() -> None:
    found = date_releases(["a", "b", "c", "d"], {"1.0.0": "b", "1.1.0": "c"})
    assert found == {"a": "1.0.0", "b": "1.0.0", "c": "1.1.0", "d": __version__}


def test_every_release_is_in_the_changelog_and_in_the_order_of_the_chain() -> None:
    releases = read_releases()
    places = [[step.identifier for step in HISTORY].index(revision) for revision in releases.values()]
    assert places == sorted(places)
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert all(f"## {release}" in changelog for release in {*releases, *(step.release for step in HISTORY)})


def test_the_template_makes_a_revision_that_the_program_reads(tmp_path: Path) -> None:
    values: dict[str, Any] = {"message": "Add x.", "up_revision": "b2", "down_revision": "b1", "comma": str}
    values |= dict.fromkeys(("create_date", "imports", "upgrades", "downgrades"), "")
    made = tmp_path / "made.py"
    template_to_file(str(MIGRATIONS / "script.py.mako"), str(made), "utf-8", **values)
    text = made.read_text("utf-8")
    assert text.startswith('"""Add x.\n')
    assert 'revision = "b2"\ndown_revision = "b1"\n' in text
    assert "Rules" not in text
    compile(text, "revision", "exec")


def test_the_schemas_of_both_databases_are_equal(migrated_sqlite_url: str, migrated_postgresql_url: str) -> None:
    one, other = (describe(make_engine(url)) for url in (migrated_sqlite_url, migrated_postgresql_url))
    assert one == other


def describe(engine: Engine) -> dict[str, object]:
    """The schema in words that are the same on both databases where it is."""
    inspector = inspect(engine)
    found: dict[str, object] = {
        table: describe_table(inspector, table) for table in inspector.get_table_names() if not is_words_index(table)
    }
    found |= {view: [column["name"] for column in inspector.get_columns(view)] for view in inspector.get_view_names()}
    engine.dispose()
    return found


def describe_table(inspector: Inspector, table: str) -> dict[str, object]:
    return {
        "columns": {column["name"]: describe_column(dict(column)) for column in inspector.get_columns(table)},
        "key": inspector.get_pk_constraint(table)["constrained_columns"],
        "references": sorted(
            (str(key["name"]), *key["constrained_columns"], key["referred_table"], str(key.get("options")))
            for key in inspector.get_foreign_keys(table)
        ),
        "uniques": sorted((str(one["name"]), *one["column_names"]) for one in inspector.get_unique_constraints(table)),
        "checks": sorted(str(check["name"]) for check in inspector.get_check_constraints(table)),
        "indexes": sorted(
            (str(index["name"]), bool(index["unique"]), *map(str, index["column_names"]))
            for index in inspector.get_indexes(table)
            if not index.get("duplicates_constraint") and not is_words_index(index["name"])
        ),
    }


def describe_column(column: dict[str, object]) -> tuple[object, ...]:
    default = column["default"]
    is_counted = isinstance(default, str) and default.startswith("nextval(")
    type_name = str(column["type"])
    plain = None if default is None or is_counted else str(default).partition("::")[0].strip("'")
    return SAME_TYPES.get(type_name, type_name), column["nullable"], plain
