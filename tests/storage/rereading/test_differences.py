"""What has changed since a snapshot is told with numbers, values and quotes; a rehearsal leaves nothing behind."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from corpdb.models.vocabulary import OrganizationKind
from corpdb.storage.engine import is_sqlite
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.rereading.differences import Difference, Snapshot
from corpdb.storage.rereading.rehearsal import rehearsing
from tests.support.content import read_rows
from tests.support.database import load, read, url_of
from tests.support.stories import BIG, Named, buy, close_lab, tell

FIRST = tell(buy(people=100), close_lab("Zenith"))
SAID = (Named(BIG, aliases=("IBG",)),)


def list_differences(engine: Engine, *documents: Incoming) -> list[Difference]:
    """What would differ if `documents` were loaded."""
    with rehearsing(engine) as connection:
        run = LoadRun.rehearse(connection)
        with Snapshot(connection) as snapshot:
            run.write(documents)
            return list(snapshot.list_differences())


def read_counters(engine: Engine) -> list[tuple[object, ...]]:
    query = "SELECT * FROM sqlite_sequence ORDER BY 1"
    return read(engine, query if is_sqlite(engine) else "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")


def test_nothing_stays_of_a_rehearsal(engine: Engine) -> None:
    load(engine, FIRST)
    url = url_of(engine)
    before, counters, runs = read_rows(url), read_counters(engine), read(engine, "SELECT * FROM load")
    assert list_differences(engine, tell(buy(people=7)), tell(close_lab("Other"), at="b"))
    assert (read_rows(url), read_counters(engine), read(engine, "SELECT * FROM load")) == (before, counters, runs)
    load(engine, tell(close_lab("Other"), at="b"))
    assert read(engine, "SELECT max(event_id) FROM bi_events") == [(3,)]


def test_what_is_the_same_is_not_told(engine: Engine) -> None:
    load(engine, FIRST)
    assert list_differences(engine, FIRST) == []


def test_events_appear_vanish_and_change_with_their_quotes(engine: Engine) -> None:
    load(engine, FIRST)
    differences = list_differences(engine, tell(buy(people=120), close_lab("Zen")))
    events = {one.number: one for one in differences if one.subject == "event"}
    assert [(one.number, one.turn) for one in events.values()] == [(1, "changes"), (2, "vanishes"), (3, "appears")]
    (change,) = events[1].values
    assert (change.name, change.before, change.after) == ("headcount", 100, 120)
    assert events[1].before
    assert events[1].after
    assert ("100" in events[1].before.quote, "120" in events[1].after.quote) == (True, True)
    assert events[1].after.document.address == "file:///a.txt"
    assert {one.name: one.after for one in events[3].values}["subject"] == "Zen"


def test_organizations_that_merge_take_their_events_along(engine: Engine) -> None:
    load(engine, tell(buy("IBG")), tell(buy(BIG), at="b"))
    differences = list_differences(engine, tell(close_lab("Zenith"), at="c", named=SAID))
    merges = [(one.subject, one.number, one.other) for one in differences if one.turn == "merges"]
    assert merges == [("organization", 3, 2), ("event", 2, 1)]


def test_an_organization_that_splits_is_told_with_its_origin(engine: Engine) -> None:
    load(engine, tell(buy("IBG")), tell(buy(BIG), at="b"), tell(close_lab("Zenith"), at="c", named=SAID))
    differences = list_differences(engine, tell(close_lab("Zenith"), at="c"))
    assert [(one.number, one.other) for one in differences if one.turn == "splits"] == [(3, 2)]


def test_an_owner_that_merely_gets_another_name_is_the_same_owner(engine: Engine) -> None:
    lab = Named("DAMO", OrganizationKind.LAB, parent="Acme")
    load(engine, tell(named=(lab, Named("Acme"))))
    renamed = tell(named=(replace(lab, parent="Acme Group"), Named("Acme Group")))
    assert [one.values[0].name for one in list_differences(engine, renamed)] == ["name"]


def test_a_batch_that_the_database_refuses_is_taken_back_alone(engine: Engine) -> None:
    bad = replace(tell(buy(), at="b"), extractor="x" * 40, text=f"{tell(buy()).text}\0")
    with rehearsing(engine) as connection:
        run = LoadRun.rehearse(connection)
        run.write([FIRST, bad] if not is_sqlite(engine) else [FIRST])
        assert connection.scalar(text("SELECT count(*) FROM document")) == 1
        assert len(run.errors) == int(not is_sqlite(engine))


@pytest.fixture(autouse=True)
def _known(engine: Engine) -> Iterator[None]:
    yield
    assert read(engine, "SELECT count(*) FROM load WHERE paths = '(rehearsal)'") == [(0,)]
