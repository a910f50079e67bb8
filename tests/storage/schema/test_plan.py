"""What a change of the schema would do is known before it is done, and looking changes nothing."""

import re

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import UsageError
from corpdb.storage.schema.plan import Loss, make_plan
from corpdb.storage.schema.revisions import read_revisions
from corpdb.storage.schema.state import downgrade
from tests.support.content import read_rows
from tests.support.rows import fill_every_table

BEFORE_TELLINGS = "c1a1f3d0b009"


def test_an_upgrade_goes_through_the_rows_of_the_tables_that_it_changes(engine: Engine) -> None:
    fill_every_table(engine)
    downgrade(engine, BEFORE_TELLINGS)
    plan = make_plan(engine, "head", goes_down=False)
    assert plan.route.start == BEFORE_TELLINGS
    assert plan.route.end == read_revisions().head
    assert plan.tables["mention"] == 5
    assert "load" not in plan.tables
    assert plan.rows > 10
    assert plan.losses == ()


def test_rows_that_are_written_go_through_no_others(engine: Engine) -> None:
    downgrade(engine, "-1")
    plan = make_plan(engine, "head", goes_down=False)
    assert plan.rows < 2 * plan.tables["dictionary_entry"]


def test_a_downgrade_loses_what_the_older_schema_has_no_place_for(engine: Engine, migrated_url: str) -> None:
    fill_every_table(engine)
    before = read_rows(migrated_url)
    losses = make_plan(engine, BEFORE_TELLINGS, goes_down=True).losses
    assert Loss("telling", None, 5) in losses
    assert Loss("mention", "telling_id", 5) in losses
    assert not {"event", "document", "role"} & {loss.table for loss in losses if loss.column is None}
    assert read_rows(migrated_url) == before


def test_an_empty_database_loses_nothing(engine: Engine) -> None:
    assert make_plan(engine, "base", goes_down=True).losses == ()


@pytest.mark.parametrize(
    ("revision", "goes_down", "message"),
    [
        ("nope", False, "'nope' is not one of the revisions; corpdb db history --database"),
        ("", True, "'' is not one of the revisions"),
        ("c1a1f3d0b0", True, "is not one of the revisions"),
        ("+1", False, r"not so many revisions as +1; corpdb db history --database"),
        ("-99", True, r"not so many revisions as -99"),
        ("c1a1f3d0b003", False, "c1a1f3d0b003 lies before it; go there with corpdb db downgrade"),
    ],
)
def test_a_revision_that_cannot_be_gone_to_is_told(
    engine: Engine, revision: str, *, goes_down: bool, message: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        make_plan(engine, revision, goes_down=goes_down)
