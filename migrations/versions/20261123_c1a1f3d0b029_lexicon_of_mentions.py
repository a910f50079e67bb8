"""Part the user's lexicon from the version of what found a mention: until now one column held both.

Revision ID: c1a1f3d0b029
Revises: c1a1f3d0b028
Create date: 2026-11-23 10:02:00+00:00
"""

from corpdb.migrations.steps import move_rows

revision = "c1a1f3d0b029"
down_revision = "c1a1f3d0b028"
branch_labels = None
depends_on = None

# A version as it was written with a lexicon: `3+0123456789ab`.
PART = """
UPDATE mention SET lexicon = substr(extractor_version, length(extractor_version) - 11),
    extractor_version = substr(extractor_version, 1, length(extractor_version) - 13)
WHERE extractor_version LIKE '%+____________' AND {range}
"""
JOIN = """
UPDATE mention SET extractor_version = extractor_version || '+' || lexicon, lexicon = NULL
WHERE lexicon IS NOT NULL AND {range}
"""


def upgrade() -> None:
    """Move what stands behind the plus sign."""
    move_rows("mention", PART.strip())


def downgrade() -> None:
    """Move it back."""
    move_rows("mention", JOIN.strip())
