"""Databases of before changes of names were kept: the step has its place, and going back leaves what was there."""

from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import read
from tests.support.stories import Named, close_lab, make_document

TESTED = "c1a1f3d0b044"
BEFORE = "c1a1f3d0b041"
TERMS = "SELECT code, position FROM life_step ORDER BY position, code"
LIVES = "SELECT organization, step FROM bi_organization_history ORDER BY 2"


def test_a_change_of_name_is_lost_on_the_way_back_and_nothing_else(engine: Engine) -> None:
    named = (Named("Vantoria", aliases=("Delmas",), before="Delmas"),)
    LoadRun.start(engine, ["x"]).write([make_document(close_lab(), published="2023-05-12", named=named)])
    now, terms = read(engine, LIVES), read(engine, TERMS)
    assert ("Vantoria", "renamed") in now
    assert terms[2] == ("renamed", 3)
    downgrade(engine, BEFORE)
    assert read(engine, LIVES) == [one for one in now if one[1] != "renamed"]
    assert [position for _, position in read(engine, TERMS)] == list(range(1, len(terms)))
    upgrade(engine)
    assert read(engine, TERMS) == terms
    assert list_differences(engine) == []
