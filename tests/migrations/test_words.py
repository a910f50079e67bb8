"""Documents of before words are searched once the next load, or the upgrade by command, has made their words."""

import pytest
from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.cli.running import run_on
from tests.support.content import read_content
from tests.support.database import read, url_of
from tests.support.stories import close_lab, make_document

BEFORE_WORDS, WORDS = "c1a1f3d0b021", "c1a1f3d0b032"


@pytest.mark.parametrize("way", ["load", "command"])
def test_the_words_of_old_documents_are_made_after_the_upgrade(engine: Engine, way: str) -> None:
    documents = [make_document(close_lab()), make_document(close_lab("Beta"), address="file:///b")]
    LoadRun.start(engine, ["x"]).write(documents)
    content = read_content(url_of(engine))
    downgrade(engine, BEFORE_WORDS)
    if way == "command":
        result = run_on(url_of(engine), "db", "upgrade", "--no-backup")
        assert "names, reports of events, documents and places were settled" in result.stdout
    else:
        upgrade(engine, WORDS)
        assert read(engine, "SELECT document_id, words FROM document_words ORDER BY 1") == [(1, None), (2, None)]
        upgrade(engine)
        LoadRun.start(engine, ["x"])
    assert read_content(url_of(engine)) == content
    assert list_differences(engine) == []
