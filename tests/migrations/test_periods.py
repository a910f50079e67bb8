"""Databases of before names had periods and sources were counted: the upgrade finds both as a load would have."""

from dataclasses import replace

from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import load, read
from tests.support.stories import Named, buy, close_lab, make_document, tell

TESTED = ("c1a1f3d0b040", "c1a1f3d0b041")
BEFORE_PERIODS = "c1a1f3d0b039"
PERIODS = "SELECT name_id, first_document_id, last_document_id FROM name_period ORDER BY name_id"
NAMES = "SELECT * FROM bi_organization_names ORDER BY organization_id, name"
MERGES = "SELECT * FROM bi_event_merges ORDER BY telling_id, other_telling_id"
SOURCES = "SELECT source, language, documents FROM source_count ORDER BY source, language"
SITE = replace(tell(buy(), at="d", published="2023-05-20"), url="https://news.example/a/b")
UNDATED = make_document(close_lab("Delta"), address="file:///x/undated.txt")


def test_periods_and_counts_are_found_by_the_upgrade(engine: Engine) -> None:
    load(engine, tell(buy(people=3), at="b"), tell(close_lab(), at="x/c", published="2022"), SITE, UNDATED)
    load(engine, tell(at="e", published="2023-05-20", named=(Named("Beta"),)))
    asked = (PERIODS, NAMES, MERGES, SOURCES)
    now = [read(engine, query) for query in asked]
    assert now[0] == [(1, 2, 3), (2, 1, 5), (3, None, None)]
    assert now[2]
    assert now[3] == [("file:///", "en", 2), ("file:///x/", "en", 2), ("news.example", "en", 1)]
    downgrade(engine, BEFORE_PERIODS)
    assert [read(engine, query) for query in (NAMES, MERGES)] == now[1:3]
    upgrade(engine)
    assert [read(engine, query) for query in asked] == now
    assert list_differences(engine) == []
