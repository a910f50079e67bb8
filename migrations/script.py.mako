"""${message}

<%doc>
Rules: one change each; the first line is a sentence; never import corpdb.models (write the few columns you need
here); name every constraint by the convention; `downgrade` works, or says what would be lost; a revision that moves
data has a test of its own; on a table that exists, use op.batch_alter_table (SQLite).
</%doc>
Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create date: ${create_date}
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take the change back."""
    ${downgrades if downgrades else "pass"}
