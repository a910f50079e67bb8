"""Documents that are forgotten leave nothing that only they said."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import NotFoundError
from corpdb.storage.loading.forgetting import Farewell, Wanted, find_farewell, forget_documents
from tests.support.content import read_content
from tests.support.database import find_faults, load, read, url_of
from tests.support.stories import BIG, Named, buy, close_lab, tell

FIRST, SECOND = tell(buy("IBG")), tell(buy(BIG), at="press/b")
THIRD = tell(close_lab("Zenith"), at="press/c", named=(Named(BIG, aliases=("IBG",)),))


def find(engine: Engine, *wanted: str) -> Farewell:
    with engine.connect() as connection:
        return find_farewell(
            connection, [Wanted(one, int(one) if one.isdecimal() else None, f"file:///{one}") for one in wanted]
        )


def test_what_only_a_forgotten_document_said_is_undone(engine: Engine) -> None:
    url = url_of(engine)
    load(engine, FIRST, SECOND)
    before = read_content(url)
    load(engine, THIRD)
    assert read(engine, "SELECT count(*) FROM event") == [(2,)]
    forget_documents(engine, find(engine, "press/c.txt"), ["press/c.txt"])
    assert read_content(url) == before
    assert find_faults(engine) == []
    assert read(engine, "SELECT paths FROM load ORDER BY id DESC LIMIT 1") == [("(forget)\npress/c.txt",)]


def test_documents_are_found_by_number_file_and_folder(engine: Engine) -> None:
    load(engine, FIRST, SECOND, THIRD)
    assert find(engine, "1", "press/c.txt") == Farewell((1, 3), ())
    assert find(engine, "press") == find(engine, "press/") == Farewell((2, 3), ())


def test_a_document_that_also_lies_elsewhere_stays(engine: Engine) -> None:
    load(engine, FIRST, replace(FIRST, address="file:///copy.txt"))
    farewell = find(engine, "copy.txt")
    assert farewell == Farewell((), ("file:///copy.txt",))
    forget_documents(engine, farewell, ["copy.txt"])
    assert read(engine, "SELECT address FROM document_address") == [("file:///a.txt",)]
    assert find(engine, "1") == Farewell((1,), ())


@pytest.mark.parametrize("wanted", ["7", "press/_.txt", "pres"])
def test_what_no_document_is_known_by_is_told(engine: Engine, wanted: str) -> None:
    load(engine, SECOND)
    with pytest.raises(NotFoundError, match=f"no document is known by {wanted}"):
        find(engine, wanted)
