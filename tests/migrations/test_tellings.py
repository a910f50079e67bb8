"""Databases of before tellings: what each document says becomes one, and the next load finds which are one event."""

import pytest
from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.content import read_content
from tests.support.database import execute, read, url_of
from tests.support.stories import Named, close_lab, make_document

TESTED = ("c1a1f3d0b010", "c1a1f3d0b011", "c1a1f3d0b022", "c1a1f3d0b031")  # the revisions that move data
BEFORE_TELLINGS = "c1a1f3d0b009"
BEFORE_NAMES = "c1a1f3d0b006"
BEFORE_BLOCKS = "c1a1f3d0b013"
BEFORE_NUMBERS = "c1a1f3d0b021"  # as keys of blocks
QUERY = "SELECT event_id, kind, status, date_text FROM bi_events ORDER BY 1"


def load(engine: Engine, *dates: str, subject: str = "Acme") -> None:
    lab = (Named("DAMO", parent=subject),)
    batch = [make_document(close_lab(subject, date=date), address=f"file:///{date}", named=lab) for date in dates]
    LoadRun.start(engine, ["x"]).write(batch)


@pytest.mark.parametrize("before", [BEFORE_TELLINGS, BEFORE_NAMES])
def test_going_back_and_forth_keeps_events_and_their_content(engine: Engine, before: str) -> None:
    load(engine, "2023-11", "2023-11-20", "2021-02")
    content, events = read_content(url_of(engine)), read(engine, QUERY)
    downgrade(engine, before)
    assert read(engine, QUERY) == events
    upgrade(engine)
    LoadRun.start(engine, ["x"])
    assert read(engine, QUERY) == events
    assert read_content(url_of(engine)) == content
    assert list_differences(engine) == []


@pytest.mark.parametrize("before", [BEFORE_BLOCKS, BEFORE_NUMBERS])
def test_tellings_are_compared_anew_by_other_keys(engine: Engine, before: str) -> None:
    load(engine, "2023-11", "2023-11-20", "2021-02")
    content, keys = (
        read_content(url_of(engine)),
        read(engine, "SELECT telling_id, key FROM telling_block ORDER BY 1, 2"),
    )
    downgrade(engine, before)
    assert read(engine, "SELECT id FROM telling_link UNION SELECT id FROM telling_block") == []
    execute(engine, "INSERT INTO telling_block (telling_id, key) SELECT id, 'old' FROM telling")
    upgrade(engine)
    LoadRun.start(engine, ["x"])
    assert read(engine, "SELECT telling_id, key FROM telling_block ORDER BY 1, 2") == keys
    assert read_content(url_of(engine)) == content
    assert list_differences(engine) == []


def test_old_events_that_are_one_are_joined_by_the_next_load(engine: Engine) -> None:
    load(engine, "2023-11", "2023-11-20")
    downgrade(engine, BEFORE_TELLINGS)
    split = "UPDATE mention SET event_id = 2 WHERE document_id = 2"
    columns = "type, kind, status, first_day, last_day, date_precision, date_text, confidence"
    copy = f"INSERT INTO event (key, {columns}) SELECT 'x', {columns} FROM event"
    execute(engine, copy, "INSERT INTO restructuring_event (event_id) VALUES (2)", split)
    upgrade(engine)
    assert read(engine, "SELECT event_id FROM bi_mentions ORDER BY document_id") == [(1,), (2,)]
    LoadRun.start(engine, ["x"])
    assert read(engine, "SELECT event_id FROM bi_mentions ORDER BY document_id") == [(1,), (1,)]
    assert read(engine, "SELECT former_id, event_id FROM bi_former_events") == [(2, 1)]
    assert list_differences(engine) == []


def test_no_number_of_before_is_given_again(engine: Engine) -> None:
    load(engine, "2023-11", "2021-02")
    LoadRun.start(engine, ["x"]).write([make_document(address="file:///2021-02")])
    downgrade(engine, BEFORE_TELLINGS)
    upgrade(engine)
    load(engine, "2019-02")
    assert read(engine, "SELECT id FROM event ORDER BY id") == [(1,), (3,)]
