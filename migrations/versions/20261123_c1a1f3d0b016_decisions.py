"""Make the tables of people's decisions, and say of each event and organization what people have said of it.

Revision ID: c1a1f3d0b016
Revises: c1a1f3d0b015
Create date: 2026-11-23 06:30:00+00:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "c1a1f3d0b016"
down_revision = "c1a1f3d0b015"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b012"

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TERMS = {
    "verdict": (
        ("open", "Open", "À voir"),
        ("confirmed", "Confirmed", "Confirmé"),
        ("rejected", "Rejected", "Rejeté"),
    ),
    "decision_action": (
        ("merge", "Merge", "Réunir"),
        ("split", "Split", "Séparer"),
        ("rename", "Rename", "Renommer"),
        ("set", "Set a value", "Fixer une valeur"),
        ("confirm", "Confirm", "Confirmer"),
        ("reject", "Reject", "Rejeter"),
    ),
}
VERDICT = "What people have said of it: open, confirmed or rejected."
REASON = "Why: only, newest, exact, agreed, precise, specific; or decision."
BY_MENTION = "Why: only, newest, exact, agreed, precise or specific."


def upgrade() -> None:
    """Drop the views, which the next revision makes anew; make the tables and columns."""
    _call_views_before("downgrade")
    for name, terms in TERMS.items():
        _make_vocabulary(name, terms)
    _make_decisions()
    _make_anchors()
    for table in ("event", "organization"):
        column = sa.Column("verdict", sa.String(32), server_default="open", nullable=False, comment=VERDICT)
        op.add_column(table, column)
    _let_decisions_choose()


def downgrade() -> None:
    """Drop the tables and columns, with what people have decided; make the views."""
    op.execute("DELETE FROM event_choice WHERE mention_id IS NULL")
    _let_mentions_choose()
    for table in ("organization", "event"):
        op.drop_column(table, "verdict")
    for table in ("decision_anchor", "decision", *TERMS):
        op.drop_table(table)
    _call_views_before("upgrade")


def _make_vocabulary(name: str, terms: tuple[tuple[str, str, str], ...]) -> None:
    table = op.create_table(
        name,
        sa.Column("code", sa.String(32), nullable=False, comment="The term as it stands in the other tables."),
        sa.Column("label_en", sa.Text(), nullable=False, comment="The term for readers, in English."),
        sa.Column("label_fr", sa.Text(), nullable=False, comment="The term for readers, in French."),
        sa.Column("position", sa.Integer(), nullable=False, comment="The term's place in an ordered list."),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{name}")),
    )
    columns = ("code", "label_en", "label_fr", "position")
    rows: list[dict[str, Any]] = [
        dict(zip(columns, (*term, place), strict=True)) for place, term in enumerate(terms, start=1)
    ]
    op.bulk_insert(table, rows)


def _make_decisions() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "decision",
        sa.Column("id", BIG_KEY, nullable=False, comment="The decision's number."),
        sa.Column(
            "key",
            sa.String(64),
            nullable=False,
            comment="SHA-256 of what was decided, when and by whom: the same in every database.",
        ),
        sa.Column("decided_at", moment, nullable=False, comment="When it was decided (UTC)."),
        sa.Column("decided_by", sa.Text(), nullable=False, comment="Who decided it."),
        sa.Column("action", sa.String(32), nullable=False, comment="What was decided."),
        sa.Column("subject", sa.String(32), nullable=False, comment="What it is about: organization or event."),
        sa.Column("attribute", sa.String(32), comment="Which value was set: kind, parent, status, date, buyer..."),
        sa.Column("value", sa.Text(), comment="The value that was set; empty for none."),
        sa.Column("known_from", sa.Date(), comment="From which day on it is known; empty for ever."),
        sa.Column("note", sa.Text(), comment="Why, in the words of who decided it."),
        sa.Column("undone_at", moment, comment="When it was undone (UTC); empty while in force."),
        sa.Column("undone_by", sa.Text(), comment="Who undid it."),
        sa.Column("undone_note", sa.Text(), comment="Why it was undone."),
        sa.CheckConstraint("subject IN ('organization', 'event')", name=op.f("ck_decision_subject_is_known")),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_decision_undoing_is_signed")),
        sa.ForeignKeyConstraint(["action"], ["decision_action.code"], name=op.f("fk_decision_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("key", name=op.f("uq_decision_key")),
        sqlite_autoincrement=True,
    )


def _make_anchors() -> None:
    op.create_table(
        "decision_anchor",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("decision_id", BIG_KEY, nullable=False, comment="The decision."),
        sa.Column(
            "side",
            sa.Integer(),
            nullable=False,
            comment="1 for what it is about; 2 for the other side, or for who is meant.",
        ),
        sa.Column("rank", sa.Integer(), nullable=False, comment="1 for the first of the side, 2 for the second..."),
        sa.Column("form", sa.Text(), comment="A name, as written."),
        sa.Column("sense", sa.String(32), comment="The sense of the name."),
        sa.Column("scope", sa.Text(), comment="The scope of the name."),
        sa.Column("name_id", BIG_KEY, comment="The name, if it is there."),
        sa.Column("content_hash", sa.String(64), comment="The content of the document."),
        sa.Column("address", sa.Text(), comment="Where the document was found."),
        sa.Column("event_type", sa.String(32), comment="The type of the event that the place tells."),
        sa.Column("start_char", sa.Integer(), comment="Where the place starts in the document's text, from 0."),
        sa.Column("end_char", sa.Integer(), comment="Where the place ends."),
        sa.Column("quote", sa.Text(), comment="The very words of the place."),
        sa.Column("document_id", BIG_KEY, comment="The document, if it is there."),
        sa.Column("telling_id", BIG_KEY, comment="What the place tells, if it is there."),
        sa.CheckConstraint("(form IS NULL) <> (quote IS NULL)", name=op.f("ck_decision_anchor_name_or_place")),
        _refer("decision_anchor", "decision_id", "decision.id", "CASCADE"),
        _refer("decision_anchor", "name_id", "organization_name.id", "SET NULL"),
        _refer("decision_anchor", "document_id", "document.id", "SET NULL"),
        _refer("decision_anchor", "telling_id", "telling.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_anchor")),
        sa.UniqueConstraint("decision_id", "side", "rank", name=op.f("uq_decision_anchor_decision_id_side_rank")),
    )
    for column in ("form", "name_id", "content_hash", "address", "document_id", "telling_id"):
        op.create_index(op.f(f"ix_decision_anchor_{column}"), "decision_anchor", [column], unique=False)


def _let_decisions_choose() -> None:
    """Let a value of an event be set by a decision instead of a mention."""
    with op.batch_alter_table("event_choice", copy_from=_describe_choices(is_new=False), recreate="auto") as batch:
        batch.alter_column("mention_id", existing_type=BIG_KEY, nullable=True)
        batch.alter_column("reason", existing_type=sa.String(32), comment=REASON, existing_comment=BY_MENTION)
        batch.add_column(sa.Column("decision_id", BIG_KEY, comment="The decision that has set it."))
        batch.create_foreign_key(
            op.f("fk_event_choice_decision_id"), "decision", ["decision_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_check_constraint(
            op.f("ck_event_choice_mention_or_decision"), "(mention_id IS NULL) <> (decision_id IS NULL)"
        )
    op.create_index(op.f("ix_event_choice_decision_id"), "event_choice", ["decision_id"], unique=False)


def _let_mentions_choose() -> None:
    """Let every value of an event be from a mention."""
    op.drop_index(op.f("ix_event_choice_decision_id"), table_name="event_choice")
    with op.batch_alter_table("event_choice", copy_from=_describe_choices(is_new=True), recreate="auto") as batch:
        batch.drop_constraint(op.f("ck_event_choice_mention_or_decision"), type_="check")
        batch.drop_constraint(op.f("fk_event_choice_decision_id"), type_="foreignkey")
        batch.drop_column("decision_id")
        batch.alter_column("reason", existing_type=sa.String(32), comment=BY_MENTION, existing_comment=REASON)
        batch.alter_column("mention_id", existing_type=BIG_KEY, nullable=False)


def _describe_choices(*, is_new: bool) -> sa.Table:
    """The table as it stands, for rebuilding it without looking."""
    table = sa.Table(
        "event_choice",
        sa.MetaData(),
        sa.Column("id", BIG_KEY, nullable=False, primary_key=True),
        sa.Column("event_id", BIG_KEY, nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("mention_id", BIG_KEY, nullable=is_new),
        _refer("event_choice", "event_id", "event.id", "CASCADE"),
        _refer("event_choice", "mention_id", "mention.id", "CASCADE"),
        sa.UniqueConstraint("event_id", "value", name="uq_event_choice_event_id_value"),
    )
    sa.Index("ix_event_choice_mention_id", table.c.mention_id)
    if is_new:
        table.append_column(sa.Column("decision_id", BIG_KEY))
        table.append_constraint(_refer("event_choice", "decision_id", "decision.id", "CASCADE"))
        table.append_constraint(
            sa.CheckConstraint(
                "(mention_id IS NULL) <> (decision_id IS NULL)", name="ck_event_choice_mention_or_decision"
            )
        )
    return table


def _refer(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete=ondelete)


def _call_views_before(step: str) -> None:
    """Make or drop all views as they were."""
    getattr(context.script.get_revision(VIEWS_BEFORE).module, step)()
