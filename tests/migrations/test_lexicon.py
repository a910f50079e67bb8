"""Databases of before lexicons had a column of their own: the version of what read a text named them, too."""

import pytest
from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import execute, read
from tests.support.rows import fill_every_table

TESTED = ("c1a1f3d0b028", "c1a1f3d0b029")  # the revisions that move data
BEFORE_LEXICON = "c1a1f3d0b026"
VERSIONS = ("3+0123456789ab", "3", "1+2+abcdefabcdef", "+0123456789ab", "3+too-short", "is longer than the lexicon")
PARTED = [
    ("3", "0123456789ab"),
    ("3", None),
    ("1+2", "abcdefabcdef"),
    ("", "0123456789ab"),
    ("3+too-short", None),
    ("is longer than the lexicon", None),
]


@pytest.mark.parametrize("table", ["document", "mention"])
def test_the_lexicon_is_parted_from_the_version_and_joined_again(engine: Engine, table: str) -> None:
    fill_every_table(engine)
    downgrade(engine, BEFORE_LEXICON)
    (last,) = read(engine, f"SELECT max(id) FROM {table}")[0]
    for version, parted in zip(VERSIONS, PARTED, strict=True):
        execute(engine, f"UPDATE {table} SET extractor_version = '{version}' WHERE id = {last}")
        before = read(engine, f"SELECT id, extractor_version FROM {table} ORDER BY id")
        upgrade(engine)
        assert read(engine, f"SELECT extractor_version, lexicon FROM {table} WHERE id = {last}") == [parted]
        assert list_differences(engine) == []
        downgrade(engine, BEFORE_LEXICON)
        assert read(engine, f"SELECT id, extractor_version FROM {table} ORDER BY id") == before


def test_documents_that_were_read_with_a_lexicon_count_as_read_with_it(engine: Engine) -> None:
    fill_every_table(engine)
    execute(engine, "UPDATE document SET lexicon = '0123456789ab'", "UPDATE mention SET lexicon = '0123456789ab'")
    rows = read(engine, "SELECT id, extractor_version, lexicon FROM document ORDER BY id")
    downgrade(engine, BEFORE_LEXICON)
    upgrade(engine)
    assert read(engine, "SELECT id, extractor_version, lexicon FROM document ORDER BY id") == rows
    assert len({row[2] for row in rows}) == 1
