"""A database as of a day answers as one would that holds only the documents which had come out by then."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine, QueuePool, make_url, text

from corpdb.core.errors import DatabaseError
from corpdb.models.schema import metadata
from corpdb.models.views import VIEWS
from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.asof import open_as_of
from corpdb.storage.engine import open_database
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.query import run_query
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.stories import Named, Told, close_lab, make_document

LAB = OrganizationKind.LAB
ALLIANCE = Told(EventKind.ALLIANCE, {Role.PARTNER: ("Beta", "Acme")}, "Beta and Acme work together.", date="2023-03")
WIDER = Told(EventKind.ALLIANCE, {Role.PARTNER: ("Acme", "Beta", "Zeta")}, "Acme, Beta and Zeta ally.", date="2023-03")
BOUGHT = Told(EventKind.ACQUISITION, {Role.BUYER: ("Zeta",), Role.TARGET: ("Beta",)}, "Zeta buys Beta.", date="2023")
HIRED = Told(EventKind.APPOINTMENT, {Role.SUBJECT: ("Acme",), Role.PERSON: ("Ada",)}, "Acme names Ada.", date="2023")
DOCUMENTS = (
    make_document(
        close_lab(), ALLIANCE, published="2023-11-01", address="file:///a", named=(Named("DAMO"), Named("Eta"))
    ),
    make_document(
        close_lab(date="2023-11-20", status=EventStatus.CANCELLED),
        published="2023-11-28",
        address="file:///b",
        named=(Named("DAMO", LAB, parent="Acme"), Named("Acme")),
    ),
    make_document(WIDER, BOUGHT, published="2023-11", address="file:///c", named=(Named("DAMO", LAB, parent="Beta"),)),
    make_document(
        HIRED, published="2024-02-01", address="file:///d", named=(Named("DAMO", LAB, parent="Beta"), Named("Beta"))
    ),
    make_document(
        close_lab("Omega"), published="2024-02-01", address="file:///f", named=(Named("Eta", parent="Omega"),)
    ),
    make_document(close_lab("Omega"), address="file:///e"),
    make_document(
        published="2023-12-01", address="file:///g", named=(Named("Kappa", aliases=("Zeta",), before="Zeta"),)
    ),
)
DAYS = ("2023-10-31", "2023-11-01", "2023-11-28", "2023-11-30", "2023-12-01", "2024-02-01", "2100-01-01")
QUESTIONS = (
    "SELECT name, kind, parent FROM bi_organizations ORDER BY 1",
    "SELECT kind, status, date_text, confidence FROM bi_events ORDER BY 1, 2",
    "SELECT subject, target FROM bi_restructurings ORDER BY 1, 2",
    "SELECT role, rank, organization, person FROM bi_participants ORDER BY role, rank, organization",
    "SELECT address, published_text FROM bi_documents ORDER BY 1",
    "SELECT quote, status FROM bi_mentions ORDER BY 1",
    "SELECT alias FROM bi_aliases ORDER BY 1",
    "SELECT name, other_name FROM bi_merges ORDER BY 1, 2",
    "SELECT step, known_from, known_until, kind, status, quote FROM bi_event_history ORDER BY kind, step",
    "SELECT value, change, before, after, organization, quote FROM bi_event_changes ORDER BY 6, 1, 5",
    "SELECT value, quote FROM bi_event_choices c JOIN bi_mentions m ON m.mention_id = c.mention_id ORDER BY 2, 1",
    "SELECT name FROM person ORDER BY 1",
    "SELECT organization, name, published_last_day, used_until FROM bi_organization_names ORDER BY 1, 2",
    "SELECT organization, organization_kind, events FROM bi_organization_activity ORDER BY 1",
    "SELECT organization, organization_kind, type, events FROM bi_organization_types ORDER BY 1, 3",
    "SELECT role, rank, organization_id IS NULL FROM bi_event_organizations ORDER BY 1, 2, 3",
    "SELECT source, language, documents FROM bi_sources ORDER BY 1, 2",
    "SELECT organization, step, other, name_before, status, quote FROM bi_organization_history ORDER BY 1, 2, 3",
)


@pytest.fixture
def loaded_url(migrated_url: str) -> str:
    with open_database(migrated_url) as engine:
        LoadRun.start(engine, ["x"]).write(DOCUMENTS)
    return migrated_url


def ask(engine: Engine) -> list[list[list[object]]]:
    with engine.connect() as connection:
        return [[plain(row) for row in connection.execute(text(question))] for question in QUESTIONS]


def plain(row: Iterable[object]) -> list[object]:
    """A row with its dates as text, as SQLite has them."""
    return [str(value) if isinstance(value, date) else value for value in row]


@contextmanager
def load_by(template: Path, folder: Path, day: str) -> Generator[Engine]:
    """A database of the documents that are out by that day."""
    path = folder / f"{day}.db"
    path.write_bytes(template.read_bytes())
    known = [one for one in DOCUMENTS if one.facts.published and one.facts.published.last <= date.fromisoformat(day)]
    with open_database(f"sqlite:///{path}") as engine:
        LoadRun.start(engine, ["x"]).write(known)
        yield engine


def test_as_of_a_day_is_as_if_nothing_else_had_been_loaded(
    loaded_url: str, sqlite_template: Path, tmp_path: Path
) -> None:
    for day in DAYS:
        with (
            open_as_of(loaded_url, date.fromisoformat(day)) as known,
            load_by(sqlite_template, tmp_path, day) as then,
        ):
            assert known.undated == 1
            for question, found, expected in zip(QUESTIONS, ask(known.engine), ask(then), strict=True):
                assert found == expected, (day, question)


def test_what_is_known_has_the_columns_of_the_tables(loaded_url: str) -> None:
    with open_as_of(loaded_url, date(2023, 11, 30)) as known, known.engine.connect() as connection:
        for name in (*metadata.tables, *(view.name for view in VIEWS)):
            columns = connection.execute(text(f"SELECT * FROM {name} WHERE 1 = 0")).keys()
            if name in metadata.tables:
                assert sorted(columns) == sorted(column.name for column in metadata.tables[name].columns), name


def test_a_connection_as_of_a_day_only_reads(loaded_url: str) -> None:
    with open_as_of(loaded_url, date(2023, 11, 30)) as known:
        for statement in ("DROP VIEW event", "DELETE FROM organization", "CREATE TEMPORARY TABLE x (a INTEGER)"):
            with pytest.raises(DatabaseError, match="corpdb sql only reads"), run_query(known.engine, statement):
                pass


def test_every_connection_is_as_of_the_day(loaded_url: str) -> None:
    query = text("SELECT count(*) FROM bi_documents")
    with open_as_of(loaded_url, date(2023, 11, 1)) as known:
        with known.engine.connect() as one, known.engine.connect() as other:
            assert [one.scalar(query), other.scalar(query)] == [1, 1]
        with known.present.connect() as present:
            assert present.scalar(query) == len(DOCUMENTS)


def test_a_database_whose_histories_are_not_written_says_what_to_type(loaded_url: str) -> None:
    with open_database(loaded_url) as engine:
        downgrade(engine, "c1a1f3d0b012")
        upgrade(engine)
    refused = pytest.raises(DatabaseError, match=r"history of 5 events is not written yet.*corpdb load PATH")
    with refused, open_as_of(loaded_url, date(2023, 11, 1)):
        pass


def test_a_schema_of_another_name_is_found(postgresql_url: str) -> None:
    with open_database(postgresql_url) as engine, engine.begin() as connection:
        connection.execute(text('CREATE SCHEMA "Press"'))
    url = make_url(postgresql_url).update_query_dict({"options": '-csearch_path="Press",public'})
    own = url.render_as_string(hide_password=False)
    with open_database(own) as engine:
        upgrade(engine)
        LoadRun.start(engine, ["x"]).write(DOCUMENTS)
    with open_as_of(own, date(2023, 11, 1)) as known, known.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM bi_documents")) == 1


def test_a_user_who_may_make_nothing_temporary_is_told(migrated_postgresql_url: str) -> None:
    url = make_url(migrated_postgresql_url)
    revoke = f'REVOKE TEMPORARY ON DATABASE "{url.database}" FROM PUBLIC, "{url.username}"'
    with open_database(migrated_postgresql_url) as engine, engine.begin() as connection:
        connection.execute(text(revoke))
    with open_as_of(migrated_postgresql_url, date(2023, 11, 1)) as known:
        for _ in range(2):
            with pytest.raises(DatabaseError, match="the right TEMPORARY"):
                known.engine.connect()
        pool = cast("QueuePool", known.engine.pool)
        assert pool.checkedout() == 0, "a connection that was refused is held"
