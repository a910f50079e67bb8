"""Let mentions speak of names and not of organizations.

Going back, a mention speaks of the organization that its name belongs to then; forward again, of that organization's
first name. The forms under which documents name organizations are counted anew from their mentions.

Revision ID: c1a1f3d0b008
Revises: c1a1f3d0b007
Create date: 2026-11-23 03:45:00+00:00
"""

from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context, op
from alembic.operations import BatchOperations

revision = "c1a1f3d0b008"
down_revision = "c1a1f3d0b007"
branch_labels = None
depends_on = None

FIRST_VIEWS = "c1a1f3d0b006"

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_FIRST_NAMES = "(SELECT organization_id, min(id) AS id FROM organization_name GROUP BY organization_id)"
_MENTION_COLUMNS = "document_id, start_char, end_char, quote, kind"

# By table: the rows as they will be, in the order of their keys to come.
BY_NAME = {
    "organization_alias": f"""
SELECT min(form.document_id) AS id, named.id AS name_id, form.name AS name,
    CASE WHEN form.name = lower(form.name) THEN NULL ELSE lower(form.name) END AS key,
    count(DISTINCT form.document_id) AS documents
FROM (
    SELECT organization_id, document_id, quote AS name FROM organization_mention
    UNION SELECT mention.organization_id, mention.document_id, organization.name
    FROM organization_mention AS mention JOIN organization ON organization.id = mention.organization_id
) AS form
JOIN {_FIRST_NAMES} AS named ON named.organization_id = form.organization_id
GROUP BY named.id, form.name
""",
    "organization_mention": f"""
SELECT mention.id AS id, named.id AS name_id, parent.id AS parent_name_id, {_MENTION_COLUMNS}
FROM organization_mention AS mention
JOIN {_FIRST_NAMES} AS named ON named.organization_id = mention.organization_id
LEFT JOIN {_FIRST_NAMES} AS parent ON parent.organization_id = mention.parent_id
""",
    "mention_participant": f"""
SELECT part.id AS id, part.mention_id AS mention_id, part.role AS role, named.id AS name_id, part.person_id AS person_id
FROM mention_participant AS part
LEFT JOIN {_FIRST_NAMES} AS named ON named.organization_id = part.organization_id
""",
    "organization_identifier": f"""
SELECT number.id AS id, named.id AS name_id, number.document_id AS document_id, number.scheme AS scheme, number.value AS value
FROM organization_identifier AS number
JOIN {_FIRST_NAMES} AS named ON named.organization_id = number.organization_id
""",
}
BY_ORGANIZATION = {
    "organization_mention": f"""
SELECT mention.id AS id, named.organization_id AS organization_id, NULLIF(parent.organization_id, named.organization_id) AS parent_id, {_MENTION_COLUMNS}
FROM organization_mention AS mention
JOIN organization_name AS named ON named.id = mention.name_id
LEFT JOIN organization_name AS parent ON parent.id = mention.parent_name_id
""",
    "mention_participant": """
SELECT part.id AS id, part.mention_id AS mention_id, part.role AS role, named.organization_id AS organization_id,
    part.person_id AS person_id
FROM mention_participant AS part
LEFT JOIN organization_name AS named ON named.id = part.name_id
""",
    "organization_identifier": """
SELECT min(number.id) AS id, named.organization_id AS organization_id, document_id, scheme, value
FROM organization_identifier AS number
JOIN organization_name AS named ON named.id = number.name_id
GROUP BY named.organization_id, document_id, scheme, value
""",
    "organization_alias": """
SELECT min(alias.id) AS id, named.organization_id AS organization_id, alias.name AS name
FROM organization_alias AS alias
JOIN organization_name AS named ON named.id = alias.name_id
GROUP BY named.organization_id, alias.name
""",
}
FORGET_OTHER_NAMES = tuple(
    statement.format(first="(SELECT min(id) FROM organization_name GROUP BY organization_id)")
    for statement in (
        """
UPDATE organization_number SET name_id = (
    SELECT min(other.id) FROM organization_name AS other
    JOIN organization_name AS own ON own.organization_id = other.organization_id
    WHERE own.id = organization_number.name_id
)
""",
        "DELETE FROM organization_link WHERE one_id NOT IN {first} OR other_id NOT IN {first}",
        "DELETE FROM organization_saying",
        "DELETE FROM organization_name WHERE id NOT IN {first}",
    )
)
COUNT_SAYINGS = """
INSERT INTO organization_saying (name_id, kind, parent_name_id, documents)
SELECT named.id, mention.kind, parent.id, count(DISTINCT mention.document_id)
FROM organization_mention AS mention
JOIN organization_name AS named ON named.organization_id = mention.organization_id
LEFT JOIN organization_name AS parent
    ON parent.organization_id = mention.parent_id AND parent.organization_id <> named.organization_id
GROUP BY named.id, mention.kind, parent.id
ORDER BY named.id, mention.kind, parent.id
"""
FILL_KEYS = (
    """
UPDATE organization SET key = coalesce(
    (SELECT min(key) FROM organization_name WHERE organization_id = organization.id AND form = organization.name),
    (SELECT min(key) FROM organization_name WHERE organization_id = organization.id)
)
""",
    # No key of a name has this sign.
    """
UPDATE organization SET key = key || '#' || id WHERE EXISTS (
    SELECT 1 FROM organization AS other WHERE other.key = organization.key AND other.id < organization.id
)
""",
)


def upgrade() -> None:
    """Drop the views, which the next revision makes anew, and make the tables anew, by name."""
    _call_first_views("downgrade")
    for table, rows in BY_NAME.items():
        _rebuild(table, rows, by_name=True)
    with _changing_organizations(has_key=True) as batch:
        batch.drop_constraint(op.f("uq_organization_key"), type_="unique")
        batch.drop_column("key")
        batch.add_column(
            sa.Column(
                "stated_parent_id",
                BIG_KEY,
                nullable=True,
                comment="What most documents say owns or contains it; parent_id is empty where such words run in a circle.",
            )
        )
        batch.create_foreign_key(
            op.f("fk_organization_stated_parent_id"), "organization", ["stated_parent_id"], ["id"], ondelete="SET NULL"
        )
        batch.alter_column("kind", existing_type=sa.String(length=32), comment="What it is, as most documents say.")
        batch.alter_column(
            "name", existing_type=sa.Text(), comment="The name that most documents use, without legal form."
        )
    op.create_index(op.f("ix_organization_stated_parent_id"), "organization", ["stated_parent_id"], unique=False)
    op.execute("UPDATE organization SET stated_parent_id = parent_id")


def downgrade() -> None:
    """Make the tables as they were, by organization: of several names of one, the first is kept."""
    for table, rows in BY_ORGANIZATION.items():
        _rebuild(table, rows, by_name=False)
    for statement in (*FORGET_OTHER_NAMES, COUNT_SAYINGS):
        op.execute(statement)
    op.drop_index(op.f("ix_organization_stated_parent_id"), table_name="organization")
    with _changing_organizations(has_key=False) as batch:
        batch.drop_constraint(op.f("fk_organization_stated_parent_id"), type_="foreignkey")
        batch.drop_column("stated_parent_id")
        batch.add_column(
            sa.Column(
                "key", sa.Text(), nullable=True, comment="Its name in small letters without accents: its identity."
            )
        )
        batch.alter_column("kind", existing_type=sa.String(length=32), comment="What it is.")
        batch.alter_column("name", existing_type=sa.Text(), comment="Its fullest name, without legal form.")
    for statement in FILL_KEYS:
        op.execute(statement)
    with _changing_organizations(has_key=True, is_filled=False) as batch:
        batch.alter_column("key", existing_type=sa.Text(), nullable=False)
        batch.create_unique_constraint(op.f("uq_organization_key"), ["key"])
    _call_first_views("upgrade")


def _rebuild(table: str, rows: str, *, by_name: bool) -> None:
    """Make `table` anew with `rows`; under keys of its own, which nobody quotes."""
    op.execute(f"CREATE TABLE staged AS {rows}")
    op.drop_table(table)
    columns = _make_table(table, by_name=by_name)
    listed = ", ".join(columns)
    op.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM staged ORDER BY id, {listed}")
    op.execute("DROP TABLE staged")


def _make_table(table: str, *, by_name: bool) -> list[str]:
    """Make one of the tables and its indexes; the names of its columns but the key."""
    own = "name_id" if by_name else "organization_id"
    make = {
        "organization_mention": _make_mentions,
        "mention_participant": _make_participants,
        "organization_identifier": _make_identifiers,
        "organization_alias": _make_aliases,
    }[table]
    parts, indexes = make(own, by_name=by_name)
    op.create_table(table, sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."), *parts)
    for columns in indexes:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
    return [part.name for part in parts if isinstance(part, sa.Column)]


Parts = tuple[list[sa.schema.SchemaItem], list[list[str]]]


def _make_mentions(own: str, *, by_name: bool) -> Parts:
    table, parent = "organization_mention", "parent_name_id" if by_name else "parent_id"
    named = (
        "The organization that is named, by its name in this document."
        if by_name
        else "The organization that is named."
    )
    quoted = "The very words that name it there." if by_name else "The name as written there."
    parts: list[sa.schema.SchemaItem] = [
        sa.Column(own, BIG_KEY, nullable=False, comment=named),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document that names it."),
        sa.Column(
            "start_char", sa.Integer(), nullable=False, comment="Where the name starts in the document's text, from 0."
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="Where the name ends in the document's text."),
        sa.Column("quote", sa.Text(), nullable=False, comment=quoted),
        sa.Column(
            "kind", sa.String(length=32), nullable=False, comment="What the document takes the organization for."
        ),
        sa.Column(parent, BIG_KEY, nullable=True, comment="What owns or contains it, as the document says."),
        sa.CheckConstraint(
            "length(quote) = end_char - start_char", name=op.f("ck_organization_mention_quote_is_as_long_as_its_slice")
        ),
        sa.CheckConstraint(
            "start_char >= 0 AND end_char > start_char", name=op.f("ck_organization_mention_slice_not_empty")
        ),
        _refer(table, "document_id", "document", cascade=True),
        sa.ForeignKeyConstraint(["kind"], ["organization_kind.code"], name=op.f("fk_organization_mention_kind")),
        _refer(table, own, own.removesuffix("_id")),
        _refer(table, parent, own.removesuffix("_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_mention")),
    ]
    return parts, [["document_id"], [own, "document_id"] if by_name else [own], [parent]]


def _make_participants(own: str, *, by_name: bool) -> Parts:
    table = "mention_participant"
    taking = "The name of the organization that takes part." if by_name else "The organization that takes part."
    parts: list[sa.schema.SchemaItem] = [
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that tells it."),
        sa.Column("role", sa.String(length=32), nullable=False, comment="The part that is played."),
        sa.Column(own, BIG_KEY, nullable=True, comment=taking),
        sa.Column("person_id", BIG_KEY, nullable=True, comment="The person who takes part."),
        sa.CheckConstraint(
            f"({own} IS NULL) <> (person_id IS NULL)", name=op.f("ck_mention_participant_organization_or_person")
        ),
        _refer(table, "mention_id", "mention", cascade=True),
        _refer(table, own, own.removesuffix("_id")),
        _refer(table, "person_id", "person"),
        sa.ForeignKeyConstraint(["role"], ["role.code"], name=op.f("fk_mention_participant_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention_participant")),
    ]
    return parts, [["mention_id"], [own], ["person_id"]]


def _make_identifiers(own: str, *, by_name: bool) -> Parts:
    table = "organization_identifier"
    having = "The name of who has the number." if by_name else "The organization that has the number."
    parts: list[sa.schema.SchemaItem] = [
        sa.Column(own, BIG_KEY, nullable=False, comment=having),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document that gives the number."),
        sa.Column(
            "scheme",
            sa.String(length=16),
            nullable=False,
            comment="lei, siren, cik, isin, ticker or wikidata.",
        ),
        sa.Column("value", sa.String(length=64), nullable=False, comment="The number itself."),
        _refer(table, "document_id", "document", cascade=True),
        _refer(table, own, own.removesuffix("_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_identifier")),
        sa.UniqueConstraint(
            "document_id",
            own,
            "scheme",
            "value",
            name=op.f("uq_organization_identifier_number_once_a_document"),
        ),
    ]
    return parts, [[own], ["value"]] if by_name else [[own]]


def _make_aliases(own: str, *, by_name: bool) -> Parts:
    table = "organization_alias"
    meant = "The name that is meant." if by_name else "The organization that is meant."
    counted = [
        sa.Column(
            "key",
            sa.Text(),
            nullable=True,
            comment="The form in small letters without accents; empty for a common noun.",
        ),
        sa.Column("documents", sa.BigInteger(), nullable=False, comment="How many documents use the form."),
    ]
    parts: list[sa.schema.SchemaItem] = [
        sa.Column(own, BIG_KEY, nullable=False, comment=meant),
        sa.Column("name", sa.Text(), nullable=False, comment="The form, as written."),
        *(counted if by_name else []),
        _refer(table, own, own.removesuffix("_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_alias")),
        sa.UniqueConstraint(own, "name", name=op.f(f"uq_organization_alias_{own}_name")),
    ]
    return parts, [["key"], ["name"]] if by_name else [["name"]]


def _refer(table: str, column: str, target: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    target = "organization_name" if target == "name" else target
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE" if cascade else None
    )


@contextmanager
def _changing_organizations(*, has_key: bool, is_filled: bool = True) -> Generator[BatchOperations]:
    """Change the table of organizations, which SQLite rebuilds; the last number that was ever given is kept."""
    is_sqlite = op.get_context().dialect.name == "sqlite"
    if is_sqlite:
        op.execute("CREATE TABLE staged AS SELECT seq FROM sqlite_sequence WHERE name = 'organization'")
    known = _describe_organizations(has_key=has_key, is_filled=is_filled)
    with op.batch_alter_table("organization", copy_from=known, recreate="auto") as batch:
        yield batch
    if is_sqlite:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'organization'")
        op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'organization', seq FROM staged")
        op.execute("DROP TABLE staged")


def _describe_organizations(*, has_key: bool, is_filled: bool) -> sa.Table:
    """The table as it stands, for rebuilding it without looking."""
    key = sa.Column("key", sa.Text(), nullable=not is_filled)
    stated = sa.Column("stated_parent_id", BIG_KEY, nullable=True)
    table = sa.Table(
        "organization",
        sa.MetaData(),
        sa.Column("id", BIG_KEY, nullable=False, primary_key=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *([key] if has_key else []),
        sa.Column("parent_id", BIG_KEY, nullable=True),
        *([] if has_key else [stated]),
        sa.CheckConstraint("parent_id <> id", name="ck_organization_parent_is_another"),
        sa.ForeignKeyConstraint(["kind"], ["organization_kind.code"], name="fk_organization_kind"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name="fk_organization_parent_id", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    sa.Index("ix_organization_kind", table.c.kind)
    sa.Index("ix_organization_parent_id", table.c.parent_id)
    if has_key and is_filled:
        table.append_constraint(sa.UniqueConstraint("key", name="uq_organization_key"))
    if not has_key:
        table.append_constraint(
            sa.ForeignKeyConstraint(
                ["stated_parent_id"],
                ["organization.id"],
                name="fk_organization_stated_parent_id",
                ondelete="SET NULL",
            )
        )
    return table


def _call_first_views(step: str) -> None:
    """Make or drop all views as they were."""
    getattr(context.script.get_revision(FIRST_VIEWS).module, step)()
