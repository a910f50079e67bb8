"""The role that reads on PostgreSQL: what it may see, and that it gets nowhere else, on a real server."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from corpdb.models.views import BI_LABS, VIEWS
from corpdb.reports.catalog import REPORTS
from corpdb.storage.engine import name_schema, open_database
from tests.cli.running import run_on
from tests.sample import fill_sample
from tests.support.database import execute
from tests.support.server import ADMINISTRATOR, Server

ODD = 'Le lecteur "é": %s'
PASSWORD = "p:%s'é"
SWITCHES = ("default_transaction_read_only = off", "statement_timeout = 0", "search_path = press, public, pg_catalog")
WAYS_OUT = """
SELECT * FROM event
SELECT text FROM document
SELECT content_hash FROM press.document LIMIT 1
SELECT version_num FROM corpdb_schema_version
DO $$ BEGIN EXECUTE 'SELECT * FROM event'; END $$
UPDATE organization SET name = 'x'
DELETE FROM load
TRUNCATE event
INSERT INTO bi_dictionary (view_name, place, description) VALUES ('x', 0, 'x')
UPDATE bi_dictionary SET description = 'x'
SELECT * FROM bi_dictionary FOR UPDATE
CREATE VIEW press.mine AS SELECT * FROM bi_events
CREATE TABLE press.mine (a int)
CREATE TABLE public.mine (a int)
CREATE TEMPORARY TABLE mine (a int)
CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE SCHEMA mine
CREATE FOREIGN DATA WRAPPER mine
SELECT * FROM public.theirs
SELECT * FROM elsewhere.theirs
SELECT public.theirs_as_owner()
SELECT nextval('public.theirs_number')
SELECT pg_read_file('postgresql.conf')
SELECT pg_read_binary_file('/etc/passwd')
SELECT pg_ls_dir('.')
SELECT lo_import('/etc/passwd')
SELECT lo_create(0)
SELECT lo_creat(-1)
SELECT lo_from_bytea(0, 'x')
COPY (SELECT 1) TO '/tmp/corpdb-way-out'
COPY (SELECT 1) TO PROGRAM 'true'
SELECT rolpassword FROM pg_authid
SELECT * FROM pg_statistic
SELECT pg_reload_conf()
SET ROLE corpdb
SET SESSION AUTHORIZATION postgres
CREATE ROLE mine
GRANT corpdb TO CURRENT_USER
ALTER ROLE CURRENT_USER CREATEDB
""".strip().splitlines()
THEIRS = (
    "CREATE TABLE public.theirs (a int)",
    "GRANT SELECT ON public.theirs TO PUBLIC",
    "CREATE SEQUENCE public.theirs_number",
    "GRANT USAGE ON SEQUENCE public.theirs_number TO PUBLIC",
    "CREATE SCHEMA elsewhere",
    "GRANT USAGE ON SCHEMA elsewhere TO PUBLIC",
    "CREATE TABLE elsewhere.theirs (a int, b int)",
    "GRANT SELECT (a) ON elsewhere.theirs TO PUBLIC",
    "GRANT CREATE ON SCHEMA public TO PUBLIC",
    "CREATE FUNCTION public.theirs_as_owner() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
)


OPEN = (
    "CREATE, TEMPORARY ON DATABASE",
    "CREATE ON SCHEMA public",
    "TABLE public.theirs FROM PUBLIC",
    "TABLE elsewhere.theirs",
    "SEQUENCE public.theirs_number",
    "ROUTINE public.theirs_as_owner()",
    "ROUTINE pg_catalog.lo_create(oid)",
)


@dataclass(frozen=True)
class Press:
    """A database in whose schema `press` the sample stands, whose owner may make roles; others' objects lie beside."""

    server: Server
    url: str
    role: str

    def grant(self, *options: str, role: str | None = None, stdin: str | None = None) -> str:
        done = run_on(self.url, "bi", "grant", role or self.role, *options, stdin=stdin)
        assert done.exit_code == 0, done.output
        return done.stdout

    def connect(self, role: str, password: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.server.port,
            dbname=make_url(self.url).database,
            user=role,
            password=password,
            autocommit=True,
        )


@pytest.fixture(scope="module")
def press(postgresql_server: Server) -> Iterator[Press]:
    owner = sql.Identifier(postgresql_server.user)
    postgresql_server.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(owner))
    with postgresql_server.database() as postgresql_url:
        url = name_schema(postgresql_url, "press")
        fill_sample(url)
        with open_database(postgresql_url) as engine:
            execute(engine, *THEIRS)
        yield Press(postgresql_server, url, f"{ODD} {secrets.token_hex(4)}")
    postgresql_server.execute(sql.SQL("ALTER ROLE {} NOCREATEROLE").format(owner))


def refuses(connection: psycopg.Connection[tuple[object, ...]], statement: str) -> bool:
    try:
        connection.execute(statement.encode())
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


def test_the_role_reads_the_views_and_gets_nowhere_else(press: Press) -> None:
    told = press.grant("--password-stdin", stdin=f"{PASSWORD}\n")
    assert f"the role {press.role} is made" in told
    assert PASSWORD not in told
    assert [part for part in OPEN if part not in told] == []
    assert "bi_" not in told.partition("forbid it:")[2]
    with press.connect(ADMINISTRATOR, press.server.password) as administrator:
        forbidding = [line.strip() for line in told.splitlines() if line.startswith("  REVOKE ")]
        for statement in forbidding:
            administrator.execute(statement.encode())
    assert "REVOKE" not in press.grant("--timeout", "7")
    with press.connect(press.role, PASSWORD) as reader:
        assert [name for view in VIEWS for name in [view.name] if not reader.execute(f"TABLE {name}".encode())] == []
        assert reader.execute("TABLE bi_events").rowcount == 4
        assert reader.execute("SHOW statement_timeout").fetchone() == ("7s",)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            reader.execute("CREATE TEMPORARY TABLE mine (a int)")
        for switch in SWITCHES:
            reader.execute(f"SET {switch}".encode())
        assert [statement for statement in WAYS_OUT if not refuses(reader, statement)] == []


def test_a_role_that_is_there_is_narrowed_and_revoked(press: Press) -> None:
    role = f"{press.role} before"
    name = '"' + role.replace('"', '""') + '"'
    with open_database(press.url) as engine:
        execute(
            engine,
            f"CREATE ROLE {name}".replace(":", "\\:"),
            *(
                f"GRANT {what} TO {name}".replace(":", "\\:")
                for what in ("SELECT, INSERT ON event", "SELECT (text) ON document", "CREATE ON SCHEMA press")
            ),
            f"GRANT SELECT, UPDATE ON bi_labs TO {name} WITH GRANT OPTION".replace(":", "\\:"),
        )
    lines = press.grant(role=role).splitlines()
    assert "was there" in lines[0]
    assert [line for line in lines if line.startswith("taken away")] == [
        "taken away: CREATE on schema press",
        "taken away: SELECT, UPDATE on table bi_labs",
        "taken away: SELECT (text) on table document",
        "taken away: INSERT, SELECT on table event",
    ]
    assert "taken away" not in press.grant(role=role)
    done = run_on(press.url, "bi", "revoke", role)
    assert f"has lost its rights on {len(VIEWS)} objects" in done.stdout
    with open_database(press.url) as engine:
        execute(engine, f"DROP ROLE {name}".replace(":", "\\:"))
    assert run_on(press.url, "bi", "revoke", role).exit_code == 1


def test_the_owner_of_the_views_loses_nothing(press: Press) -> None:
    press.grant("--no-password", role="bi_reader")
    done = run_on(press.url, "bi", "revoke", press.server.user)
    assert (done.exit_code, "the views belong to the role corpdb" in done.stderr) == (2, True)
    assert run_on(press.url, "report", "labs").exit_code == 0


def test_a_reader_who_may_see_the_version_of_the_schema_prints_reports(press: Press) -> None:
    role = f"reports_{secrets.token_hex(4)}"
    press.grant("--password-stdin", role=role, stdin=f"{PASSWORD}\n")
    with open_database(press.url) as engine:
        execute(engine, f"GRANT SELECT ON corpdb_schema_version TO {role}")
    url = make_url(press.url).set(username=role, password=PASSWORD).render_as_string(hide_password=False)
    named = REPORTS.keys() - {"timeline"}  # an organization is looked up by keys that no view shows
    for arguments in (
        *sorted([name] for name in named),
        ["companies", "--limit", "3"],
        ["labs", "--limit", "3", "--type", "transaction"],
    ):
        done = run_on(url, "report", *arguments)
        assert done.exit_code == 0, (arguments, done.stderr)


def test_an_upgrade_tells_whose_views_are_new(press: Press) -> None:
    press.grant("--no-password", role="bi_reader")
    with open_database(press.url) as engine:
        execute(engine, "DROP VIEW bi_labs", BI_LABS.create_on("postgresql"))
    told = run_on(press.url, "db", "upgrade").stderr
    assert "the role bi_reader may not read all views that there are now; grant them with: corpdb bi grant" in told
    press.grant("--no-password", role="bi_reader")
    assert "bi_reader" not in run_on(press.url, "db", "upgrade").stderr


def test_what_can_be_no_reader_is_refused_in_a_sentence(press: Press) -> None:
    group = f"member_{secrets.token_hex(4)}"
    press.server.execute(sql.SQL("CREATE ROLE {} CREATEDB").format(sql.Identifier(group)))
    press.server.execute(sql.SQL("CREATE ROLE {} ROLE {}").format(sql.Identifier(f"in_{group}"), sql.Identifier(group)))
    for role, options, code, sentence in (
        ("corpdb", (), 2, "is who you are connected as"),
        (ADMINISTRATOR, (), 2, "is a superuser"),
        (group, (), 2, f"may make databases, belongs to in_{group}"),
        ("pg_monitor", (), 2, "for itself"),
        ("public", (), 2, "for itself"),
        ("", (), 2, "empty"),
        ("x" * 64, (), 2, "63 bytes"),
        ("reader", (), 2, "nobody can be asked for the password"),
        ("reader", ("--password-stdin", "--no-password"), 2, "exclude each other"),
        ("reader", ("--password-stdin",), 2, "password is empty"),
    ):
        done = run_on(press.url, "bi", "grant", role, *options, stdin="\n")
        assert (done.exit_code, sentence in done.stderr) == (code, True), done.stderr


def test_who_may_make_no_roles_hears_who_may(press: Press) -> None:
    owner = sql.Identifier(press.server.user)
    press.server.execute(sql.SQL("ALTER ROLE {} NOCREATEROLE").format(owner))
    done = run_on(press.url, "bi", "grant", "reader", "--no-password")
    press.server.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(owner))
    assert (done.exit_code, "may not make or change roles" in done.stderr) == (1, True)


def test_an_sqlite_file_has_no_roles(sqlite_sample: str) -> None:
    for command in ("grant", "revoke"):
        done = run_on(sqlite_sample, "bi", command, "reader")
        assert (done.exit_code, "an SQLite file, which has no roles" in done.stderr) == (2, True)
