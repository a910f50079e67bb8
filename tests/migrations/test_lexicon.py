"""Databases of before lexicons had a column of their own: the version of what read a text named them, too."""

from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import execute, read
from tests.support.stories import close_lab, tell

TESTED = ("c1a1f3d0b028", "c1a1f3d0b029")  # the revisions that move data
BEFORE_LEXICON = "c1a1f3d0b026"
TABLES = ("document", "mention")
VERSIONS = ("3+0123456789ab", "3", "1+2+abcdefabcdef", "+0123456789ab", "3+too-short", "is longer than the lexicon")
PARTED = [
    ("3", "0123456789ab"),
    ("3", None),
    ("1+2", "abcdefabcdef"),
    ("", "0123456789ab"),
    ("3+too-short", None),
    ("is longer than the lexicon", None),
]


def test_the_lexicon_is_parted_from_the_version_and_joined_again(engine: Engine) -> None:
    LoadRun.start(engine, ["x"]).write([tell(close_lab(), at=str(place)) for place in range(len(VERSIONS))])
    downgrade(engine, BEFORE_LEXICON)
    for table in TABLES:
        numbers = read(engine, f"SELECT id FROM {table} ORDER BY id")
        for (number,), version in zip(numbers, VERSIONS, strict=True):
            execute(engine, f"UPDATE {table} SET extractor_version = '{version}' WHERE id = {number}")
    upgrade(engine)
    for table in TABLES:
        assert read(engine, f"SELECT extractor_version, lexicon FROM {table} ORDER BY id") == PARTED
    assert list_differences(engine) == []
    downgrade(engine, BEFORE_LEXICON)
    for table in TABLES:
        joined = read(engine, f"SELECT extractor_version FROM {table} ORDER BY id")
        assert joined == [(version,) for version in VERSIONS]


def test_documents_that_were_read_with_a_lexicon_count_as_read_with_it(filled: Engine) -> None:
    execute(filled, "UPDATE document SET lexicon = '0123456789ab'", "UPDATE mention SET lexicon = '0123456789ab'")
    rows = read(filled, "SELECT id, extractor_version, lexicon FROM document ORDER BY id")
    downgrade(filled, BEFORE_LEXICON)
    upgrade(filled)
    assert read(filled, "SELECT id, extractor_version, lexicon FROM document ORDER BY id") == rows
    assert len({row[2] for row in rows}) == 1
