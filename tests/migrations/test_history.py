"""Databases of before histories: the next load writes those of the events there are."""

from sqlalchemy import Engine, text

from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.content import read_content
from tests.support.database import url_of
from tests.support.stories import Told, close_lab, make_document

BEFORE_HISTORY, HISTORY = "c1a1f3d0b017", "c1a1f3d0b018"
BEFORE_LIVES, LIVES = "c1a1f3d0b019", "c1a1f3d0b020"


def load(engine: Engine) -> None:
    cancelled = close_lab(status=EventStatus.CANCELLED)
    documents = [
        make_document(close_lab(), published="2023-11-01"),
        make_document(cancelled, published="2023-11-28", address="file:///b"),
        make_document(close_lab("Beta", date=None), address="file:///c"),
    ]
    LoadRun.start(engine, ["x"]).write(documents)


def test_the_history_of_old_events_is_written_by_the_next_load(engine: Engine) -> None:
    load(engine)
    url = url_of(engine)
    content = read_content(url)
    assert len(content["event versions"]) == 2
    downgrade(engine, BEFORE_HISTORY)
    upgrade(engine, HISTORY)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM unsettled_event")) == 2
    upgrade(engine)
    assert read_content(url)["event versions"] == []
    LoadRun.start(engine, ["x"])
    assert read_content(url) == content
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM unsettled_event")) == 0
    assert list_differences(engine) == []


def test_the_steps_of_lives_come_and_go_with_their_revision(engine: Engine) -> None:
    split = Told(EventKind.SPLIT, {Role.SUBJECT: ("Acme",)}, "Acme splits.", date="2023-05")
    LoadRun.start(engine, ["x"]).write([make_document(split)])
    query = text("SELECT organization, step, date_text FROM bi_organization_history ORDER BY 1, 2, 3")
    with engine.connect() as connection:
        lives = connection.execute(query).all()
    assert lives == [("Acme", "split", "2023-05")]
    downgrade(engine, BEFORE_LIVES)
    upgrade(engine, LIVES)
    with engine.connect() as connection:
        assert connection.execute(query).all() == lives
