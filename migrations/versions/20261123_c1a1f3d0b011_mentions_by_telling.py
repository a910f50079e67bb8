"""Let mentions lead to events by what is told, and let events have no key of their own.

Going back, a mention is of the event that its telling belongs to then, and the event's key is its number.

Revision ID: c1a1f3d0b011
Revises: c1a1f3d0b010
Create date: 2026-11-23 04:35:00+00:00
"""

from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context, op
from alembic.operations import BatchOperations

revision = "c1a1f3d0b011"
down_revision = "c1a1f3d0b010"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b009"

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

LEAD_TO_TELLINGS = """
UPDATE mention SET telling_id = (
    SELECT best.id FROM mention AS best
    WHERE best.document_id = mention.document_id AND best.event_id = mention.event_id AND best.rank = 1
)
"""
LEAD_TO_EVENTS = "UPDATE mention SET event_id = (SELECT event_id FROM telling WHERE telling.id = mention.telling_id)"
DATE_IS_WHOLE = "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL) = (date_precision IS NULL) AND (first_day IS NULL) = (date_text IS NULL)"


def upgrade() -> None:
    """Drop the views, which the next revision makes anew; change mentions and events."""
    _call_views_before("downgrade")
    comment = "What the document says of the event."
    op.add_column("mention", sa.Column("telling_id", BIG_KEY, nullable=True, comment=comment))
    op.execute(LEAD_TO_TELLINGS)
    _turn_mentions("event_id", "telling_id", comment)
    with _changing("event", _describe_events(is_unique=True)) as batch:
        batch.drop_constraint(op.f("uq_event_key"), type_="unique")
        batch.drop_column("key")


def downgrade() -> None:
    """Change mentions and events back, and make the views."""
    comment = "The event that is told."
    op.add_column("mention", sa.Column("event_id", BIG_KEY, nullable=True, comment=comment))
    op.execute(LEAD_TO_EVENTS)
    _turn_mentions("telling_id", "event_id", comment)
    comment = "Kind, participants and month: two documents that agree on it tell the same event."
    op.add_column("event", sa.Column("key", sa.Text(), nullable=True, comment=comment))
    op.execute("UPDATE event SET key = 'event ' || id")
    with _changing("event", _describe_events(is_unique=False)) as batch:
        batch.alter_column("key", existing_type=sa.Text(), nullable=False)
        batch.create_unique_constraint(op.f("uq_event_key"), ["key"])
    _call_views_before("upgrade")


def _turn_mentions(before: str, now: str, comment: str) -> None:
    """Let mentions refer to what the column `now` holds, and drop the column `before`."""
    op.drop_index(op.f(f"ix_mention_{before}"), table_name="mention")
    with _changing("mention", _describe_mentions(before, now)) as batch:
        batch.drop_constraint(op.f(f"uq_mention_document_id_{before}_rank"), type_="unique")
        batch.drop_constraint(op.f(f"fk_mention_{before}"), type_="foreignkey")
        batch.drop_column(before)
        batch.alter_column(now, existing_type=BIG_KEY, nullable=False, existing_comment=comment)
        batch.create_foreign_key(
            op.f(f"fk_mention_{now}"),
            now.removesuffix("_id"),
            [now],
            ["id"],
            ondelete="CASCADE" if now == "event_id" else None,
        )
        batch.create_unique_constraint(op.f(f"uq_mention_document_id_{now}_rank"), ["document_id", now, "rank"])
    op.create_index(op.f(f"ix_mention_{now}"), "mention", [now], unique=False)


@contextmanager
def _changing(table: str, known: sa.Table) -> Generator[BatchOperations]:
    """Change `table`, which SQLite rebuilds; the last number that was ever given is kept."""
    is_sqlite = op.get_context().dialect.name == "sqlite"
    if is_sqlite:
        op.execute(f"CREATE TABLE staged AS SELECT seq FROM sqlite_sequence WHERE name = '{table}'")
    with op.batch_alter_table(table, copy_from=known, recreate="auto") as batch:
        yield batch
    if is_sqlite:
        op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', seq FROM staged")
        op.execute("DROP TABLE staged")


def _describe_mentions(before: str, now: str) -> sa.Table:
    """The table as it stands with both columns, for rebuilding it without looking."""
    return sa.Table(
        "mention",
        sa.MetaData(),
        sa.Column("id", BIG_KEY, nullable=False, primary_key=True),
        sa.Column(before, BIG_KEY, nullable=False),
        sa.Column("document_id", BIG_KEY, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        *_list_dates(),
        sa.Column("amount", sa.Numeric(20, 2)),
        sa.Column("currency", sa.String(3)),
        sa.Column("headcount", sa.BigInteger()),
        sa.Column("location", sa.Text()),
        sa.Column("parts", sa.Integer()),
        sa.Column("share_percent", sa.Numeric(6, 3)),
        sa.Column("series", sa.Text()),
        sa.Column("position", sa.Text()),
        sa.Column("confidence", sa.Double[float](), nullable=False),
        sa.Column("extractor", sa.String(32), nullable=False),
        sa.Column("extractor_version", sa.String(32), nullable=False),
        sa.Column(now, BIG_KEY),
        sa.CheckConstraint(DATE_IS_WHOLE, name="ck_mention_date_whole_or_absent"),
        sa.CheckConstraint("length(quote) = end_char - start_char", name="ck_mention_quote_is_as_long_as_its_slice"),
        sa.CheckConstraint("start_char >= 0 AND end_char > start_char", name="ck_mention_slice_not_empty"),
        sa.ForeignKeyConstraint(["date_precision"], ["date_precision.code"], name="fk_mention_date_precision"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_mention_document_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint([before], [f"{before.removesuffix('_id')}.id"], name=f"fk_mention_{before}"),
        sa.ForeignKeyConstraint(["status"], ["event_status.code"], name="fk_mention_status"),
        sa.UniqueConstraint("document_id", before, "rank", name=f"uq_mention_document_id_{before}_rank"),
        sqlite_autoincrement=True,
    )


def _describe_events(*, is_unique: bool) -> sa.Table:
    """The table as it stands, for rebuilding it without looking."""
    table = sa.Table(
        "event",
        sa.MetaData(),
        sa.Column("id", BIG_KEY, nullable=False, primary_key=True),
        sa.Column("key", sa.Text(), nullable=not is_unique),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        *_list_dates(),
        sa.Column("amount", sa.Numeric(20, 2)),
        sa.Column("currency", sa.String(3)),
        sa.Column("headcount", sa.BigInteger()),
        sa.Column("location", sa.Text()),
        sa.Column("confidence", sa.Double[float](), nullable=False),
        sa.CheckConstraint(DATE_IS_WHOLE, name="ck_event_date_whole_or_absent"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_event_confidence_is_a_probability"),
        sa.CheckConstraint("first_day <= last_day", name="ck_event_days_in_order"),
        sa.CheckConstraint("headcount >= 0", name="ck_event_headcount_not_negative"),
        sa.ForeignKeyConstraint(["date_precision"], ["date_precision.code"], name="fk_event_date_precision"),
        sa.ForeignKeyConstraint(["status"], ["event_status.code"], name="fk_event_status"),
        sa.ForeignKeyConstraint(["type", "kind"], ["event_kind.type", "event_kind.code"], name="fk_event_type_kind"),
        sa.ForeignKeyConstraint(["type"], ["event_type.code"], name="fk_event_type"),
        sqlite_autoincrement=True,
    )
    if is_unique:
        table.append_constraint(sa.UniqueConstraint("key", name="uq_event_key"))
    sa.Index("ix_event_first_day", table.c.first_day)
    return table


def _list_dates() -> list[sa.Column[object]]:
    return [
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("date_precision", sa.String(32)),
        sa.Column("date_text", sa.String(10)),
    ]


def _call_views_before(step: str) -> None:
    """Make or drop all views as they were."""
    getattr(context.script.get_revision(VIEWS_BEFORE).module, step)()
