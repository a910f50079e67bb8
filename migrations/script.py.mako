"""${message}

<%doc>
Rules (docs/changing-the-schema.md says why, with examples):
- One change each; the first line is a sentence, which corpdb db history and corpdb db upgrade show.
- Never import the program but for corpdb.migrations.steps: write the few columns you need here.
- Name every constraint by the convention: pk_table, fk_table_column, uq_table_column, ck_table_rule, ix_table_column.
- On a table that exists, use op.batch_alter_table: SQLite rebuilds it. Mind that a rebuild forgets the last number given.
- What goes through many rows is a step of corpdb.migrations.steps, alone in its revision.
- A new obligatory column: one revision adds it nullable, one fills it, one forbids null.
- Ask the database nothing (no op.get_bind().execute(select...)): corpdb db upgrade --sql prints what would run.
- downgrade works, and its docstring says what is lost; a view only gains columns, at its end.
- Write the new identifier into migrations/HEAD, and name the revision in a test under tests/migrations/.
</%doc>
Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create date: ${create_date}
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision).replace("'", '"')}
down_revision = ${repr(down_revision).replace("'", '"')}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take the change back."""
    ${downgrades if downgrades else "pass"}
