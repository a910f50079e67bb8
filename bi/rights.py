"""What a PostgreSQL role may do in a database, as the server's own catalogs say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, Connection, Text, bindparam, text

from corpdb.core.wording import count_noun

VIEW_PREFIX = r"bi\_%"
_ATTRIBUTES = {
    "rolsuper": "is a superuser",
    "rolcreaterole": "may make roles",
    "rolcreatedb": "may make databases",
    "rolreplication": "may copy the whole server",
    "rolbypassrls": "bypasses row security",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a role is there, and for what reasons no grant can narrow what it may do."""

    exists: bool
    powers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Granted:
    """Something that was granted to a role by its name: the kind of thing, its name as SQL writes it, the rights."""

    kind: str
    name: str
    rights: str


# What of ours the role was granted; a view of ours that it may read, and not pass on, is as it should be.
_GRANTED = """
WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname = current_schema()),
reader AS (SELECT oid FROM pg_roles WHERE rolname = :role),
granted AS (
    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.oid::regclass::text AS name,
        a.privilege_type, c.relkind = 'v' AND c.relname LIKE :prefix AND a.privilege_type = 'SELECT'
            AND NOT a.is_grantable AS is_wanted
    FROM pg_class c JOIN ours ON ours.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) a
    WHERE a.grantee = (SELECT oid FROM reader)
    UNION ALL
    SELECT 'TABLE', c.oid::regclass::text, a.privilege_type || ' (' || quote_ident(t.attname) || ')', false
    FROM pg_class c JOIN ours ON ours.oid = c.relnamespace JOIN pg_attribute t ON t.attrelid = c.oid
    CROSS JOIN aclexplode(t.attacl) a WHERE a.grantee = (SELECT oid FROM reader)
    UNION ALL
    SELECT 'ROUTINE', p.oid::regprocedure::text, a.privilege_type, false
    FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace CROSS JOIN aclexplode(p.proacl) a
    WHERE a.grantee = (SELECT oid FROM reader)
    UNION ALL
    SELECT 'SCHEMA', quote_ident(n.nspname), a.privilege_type, a.privilege_type = 'USAGE' AND NOT a.is_grantable
    FROM pg_namespace n JOIN ours USING (oid) CROSS JOIN aclexplode(n.nspacl) a
    WHERE a.grantee = (SELECT oid FROM reader)
)
SELECT kind, name, string_agg(DISTINCT privilege_type, ', ' ORDER BY privilege_type) AS rights FROM granted
WHERE NOT is_wanted OR :all GROUP BY kind, name ORDER BY kind, name
"""

# What else the role may do, from whomever it has that: what was granted to everybody is its own too. Each row is the
# statement that forbids it.
_OPEN = """
WITH reader AS (SELECT oid, quote_ident(rolname) AS name FROM pg_roles WHERE rolname = :role),
space AS (
    SELECT * FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_t%'
)
SELECT 1 AS place, format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC, %s', current_database(), reader.name)
FROM reader WHERE has_database_privilege(reader.oid, current_database(), 'CREATE')
    OR has_database_privilege(reader.oid, current_database(), 'TEMPORARY')
UNION ALL
SELECT 2, format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %s', s.nspname, reader.name)
FROM space s, reader WHERE has_schema_privilege(reader.oid, s.oid, 'CREATE')
UNION ALL
SELECT 3, format('REVOKE ALL ON TABLE %I.%I FROM PUBLIC, %s', s.nspname, c.relname, reader.name)
FROM pg_class c JOIN space s ON s.oid = c.relnamespace, reader
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_schema_privilege(reader.oid, s.oid, 'USAGE')
    AND NOT (c.relkind = 'v' AND s.nspname = current_schema() AND c.relname LIKE :prefix)
    AND (has_table_privilege(reader.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
        OR has_any_column_privilege(reader.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))
UNION ALL
SELECT 4, format('REVOKE ALL ON SEQUENCE %I.%I FROM PUBLIC, %s', s.nspname, c.relname, reader.name)
FROM pg_class c JOIN space s ON s.oid = c.relnamespace, reader
WHERE c.relkind = 'S' AND has_sequence_privilege(reader.oid, c.oid, 'USAGE, SELECT, UPDATE')
UNION ALL
SELECT 5, format('REVOKE EXECUTE ON ROUTINE %I.%I(%s) FROM PUBLIC, %s',
    n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), reader.name)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, reader
WHERE has_function_privilege(reader.oid, p.oid, 'EXECUTE') AND has_schema_privilege(reader.oid, n.oid, 'USAGE') AND (
    p.prosecdef OR p.oid::regprocedure::text = ANY (:large)
    OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = reader.oid))
ORDER BY 1, 2
"""
# Everybody may make large objects, which fill the disk; only a superuser can forbid it.
_LARGE = ("lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid,bytea)")

# Who was granted some of our views by name, and may not read others, made since.
_OUTDATED = """
WITH views AS (
    SELECT c.oid, c.relacl, c.relowner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'v' AND c.relname LIKE :prefix AND n.nspname = current_schema()
)
SELECT DISTINCT r.rolname FROM views v CROSS JOIN aclexplode(v.relacl) a JOIN pg_roles r ON r.oid = a.grantee
WHERE a.privilege_type = 'SELECT' AND a.grantee <> v.relowner
    AND EXISTS (SELECT FROM views o WHERE NOT has_table_privilege(r.oid, o.oid, 'SELECT'))
ORDER BY 1
"""


def read_standing(connection: Connection, role: str) -> Standing:
    """What the role is, apart from what was granted to it: its attributes, its groups, what belongs to it."""
    query = f"SELECT {', '.join(_ATTRIBUTES)}, oid FROM pg_roles WHERE rolname = :role"  # noqa: S608 - our own names
    row = connection.execute(text(query), {"role": role}).mappings().one_or_none()
    if row is None:
        return Standing(exists=False)
    powers = [power for name, power in _ATTRIBUTES.items() if row[name]]
    groups = connection.execute(
        text("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = :oid ORDER BY 1"), {"oid": row["oid"]}
    ).scalars()
    owned = connection.execute(
        text(
            "SELECT count(*) FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = :oid"
            " AND deptype = 'o' AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"
        ),
        {"oid": row["oid"]},
    ).scalar_one()
    powers += [f"belongs to {group}" for group in groups]
    powers += [f"owns {count_noun(owned, 'object')} of this database"] if owned else []
    return Standing(exists=True, powers=tuple(powers))


def owns_views(connection: Connection, role: str) -> bool:
    """Whether views of this schema belong to the role, which then may read them by right."""
    query = (
        "SELECT EXISTS (SELECT FROM pg_views WHERE schemaname = current_schema() AND viewname LIKE :prefix"
        " AND viewowner = :role)"
    )
    return connection.execute(text(query), {"role": role, "prefix": VIEW_PREFIX}).scalar_one()


def list_granted(connection: Connection, role: str, *, wanted: bool = False) -> list[Granted]:
    """What of this schema was granted to the role by name; with what is `wanted` of it: reading the views."""
    values = {"role": role, "prefix": VIEW_PREFIX, "all": wanted}
    return [Granted(*row) for row in connection.execute(text(_GRANTED), values)]


def list_open(connection: Connection, role: str) -> list[str]:
    """The statements that would forbid the role all that it may do here beside reading the views."""
    query = text(_OPEN).bindparams(bindparam("large", type_=ARRAY(Text)))
    rows = connection.execute(query, {"role": role, "prefix": VIEW_PREFIX, "large": list(_LARGE)})
    return [statement for _, statement in rows]


def list_outdated(connection: Connection) -> Sequence[str]:
    """The roles that were granted views of this schema by name, and may not read all of them."""
    return connection.execute(text(_OUTDATED), {"prefix": VIEW_PREFIX}).scalars().all()
