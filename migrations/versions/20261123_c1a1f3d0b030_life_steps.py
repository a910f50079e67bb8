"""Make layoffs a step of an organization's life, and call insolvency what it is: its code was `failed`.

Revision ID: c1a1f3d0b030
Revises: c1a1f3d0b029
Create date: 2026-11-23 10:03:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b030"
down_revision = "c1a1f3d0b029"
branch_labels = None
depends_on = None

STEPS = sa.table(
    "life_step",
    *(sa.column(name, sa.Text()) for name in ("code", "label_en", "label_fr")),
    sa.column("position", sa.Integer()),
)
BEFORE_DOWNSIZED = 10


def upgrade() -> None:
    """Add the new term in its place; let what refers to the old one refer to its new name."""
    op.execute(f"UPDATE life_step SET position = position + 1 WHERE position > {BEFORE_DOWNSIZED}")
    new = {"code": "downsized", "label_en": "Downsized", "label_fr": "Réduction d'effectifs"}
    op.execute(sa.insert(STEPS).values(**new, position=BEFORE_DOWNSIZED + 1))
    op.execute("UPDATE event_kind SET life_step = 'downsized', life_role = 'subject' WHERE code = 'layoffs'")
    _rename("failed", "insolvent")


def downgrade() -> None:
    """Take the new term away, and give the other one its old name."""
    _rename("insolvent", "failed")
    op.execute("UPDATE event_kind SET life_step = NULL, life_role = NULL WHERE life_step = 'downsized'")
    op.execute("DELETE FROM life_step WHERE code = 'downsized'")
    op.execute(f"UPDATE life_step SET position = position - 1 WHERE position > {BEFORE_DOWNSIZED}")


def _rename(before: str, now: str) -> None:
    """Insert the term under its new name, let all that refers to it follow, and delete the old one."""
    columns = "label_en, label_fr, position"
    op.execute(
        f"INSERT INTO life_step (code, {columns}) SELECT '{now}', {columns} FROM life_step WHERE code = '{before}'"
    )
    op.execute(f"UPDATE event_kind SET life_step = '{now}' WHERE life_step = '{before}'")
    op.execute(f"DELETE FROM life_step WHERE code = '{before}'")
