"""Tellings become the same events whatever comes first, and others when documents say something else."""

from collections.abc import Sequence
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.storage.engine import open_database
from corpdb.storage.loading.incoming import Incoming
from tests.support.content import list_content
from tests.support.database import Twins, find_faults, load, load_batches, read
from tests.support.stories import BIG, Named, Told, buy, close_lab, tell


def test_documents_that_tell_one_event_are_one_with_the_reason(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(date="2023-05-12"), at="b"), tell(buy(target="Gamma"), at="c"))
    assert read(engine, "SELECT event_id, document_id FROM bi_mentions ORDER BY 2") == [(1, 1), (1, 2), (2, 3)]
    assert read(engine, "SELECT date_text FROM bi_events ORDER BY event_id") == [("2023-05-12",), ("2023-05",)]
    [(reason, score)] = read(engine, "SELECT reason, score FROM bi_event_merges WHERE event_id = 1")
    assert "date month" in str(reason)
    assert float(str(score)) > 1
    assert find_faults(engine) == []


def test_documents_that_say_the_same_share_a_telling(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(), at="b"))
    assert read(engine, "SELECT documents, event_id FROM telling") == [(2, 1)]


def test_two_events_of_a_document_stay_two(engine: Engine) -> None:
    load(engine, tell(buy(), buy(date="2023-05-12")))
    assert read(engine, "SELECT count(*) FROM event") == [(2,)]
    assert find_faults(engine) == []


def test_a_join_is_undone_with_the_document_that_made_it(engine: Engine) -> None:
    said = (Named(BIG, aliases=("IBG",)),)
    load(engine, tell(buy("IBG")), tell(buy(BIG), at="b"))
    assert read(engine, "SELECT count(*) FROM event") == [(2,)]
    load(engine, tell(close_lab("Zenith"), at="c", named=said))
    assert read(engine, "SELECT former_id, event_id FROM bi_former_events") == [(2, 1)]
    assert read(engine, "SELECT DISTINCT event_id FROM bi_mentions WHERE document_id < 3") == [(1,)]
    load(engine, tell(close_lab("Zenith"), at="c"))
    assert read(engine, "SELECT event_id, document_id FROM bi_mentions ORDER BY 2") == [(1, 1), (2, 2), (3, 3)]
    assert read(engine, "SELECT former_id FROM bi_former_events") == []
    assert find_faults(engine) == []


def test_a_document_that_changes_keeps_its_event(engine: Engine) -> None:
    load(engine, tell(buy(people=100)), tell(buy(people=120)))
    assert read(engine, "SELECT event_id, headcount FROM bi_events") == [(1, 120)]
    assert find_faults(engine) == []


def test_each_value_tells_its_document_and_rule(engine: Engine) -> None:
    load(engine, tell(buy(people=100)), tell(buy(people=120), at="b", published="2023-05-25"))
    query = "SELECT value, reason, document_id FROM bi_event_choices ORDER BY value"
    assert ("headcount", "newest", 2) in read(engine, query)
    assert {row[0] for row in read(engine, query)} == {"kind", "status", "date", "headcount"}


EVENTS = (
    buy(), buy(date="2023-05-12"), buy(date="2023"), buy(date=None), buy(people=100), buy(people=120),
    buy("Acme Group"), buy("IBG", "Beta"), buy(BIG, "Beta"), buy("Beta", "Acme"), close_lab(),
    close_lab(date="2023-11-20"), close_lab(date="2024-02", status=EventStatus.CANCELLED), close_lab("IBG"),
    close_lab(BIG, date=None), Told(EventKind.ALLIANCE, {Role.PARTNER: ("Acme", "Beta")}, "Acme and Beta ally."),
    Told(EventKind.APPOINTMENT, {Role.SUBJECT: ("Acme",), Role.PERSON: ("Ada Lovel",)}, "Acme names Ada Lovel."),
    Told(EventKind.APPOINTMENT, {Role.SUBJECT: ("Acme",), Role.PERSON: ("Lovel",)}, "Acme names Lovel.", date="2023"),
)  # fmt: skip
OTHERS = ((), (), (Named(BIG, aliases=("IBG",)),), (Named("Beta", parent="Acme"), Named("Acme")))


@st.composite
def draw_documents(draw: st.DrawFn, least: int, most: int) -> list[Incoming]:
    """Documents that tell one event or two, some of which say that names are one or that one owns another."""
    stories = st.tuples(
        st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique_by=lambda one: one.sentence),
        st.sampled_from(OTHERS),
        st.sampled_from(("2023-05-20", "2023-05-28", "2023-11-21", "2024-03-01")),
    )
    drawn = draw(st.lists(stories, min_size=least, max_size=most))
    return [
        tell(*events, at=str(place), published=published, named=named)
        for place, (events, named, published) in enumerate(drawn)
    ]


def is_same_in_any_order(
    engines: Sequence[Engine], documents: list[Incoming], forgotten: list[Incoming], seed: int, size: int
) -> bool:
    """Whether documents, in another order and over others that they replace, make the same as at once."""
    shuffled = Random(seed).sample(documents, len(documents))
    load_batches(engines[0], documents)
    before = [forgotten[: len(documents)]] if forgotten else []
    load_batches(engines[1], *before, *(shuffled[at : at + size] for at in range(0, len(shuffled), size)))
    return list_content(engines[0]) == list_content(engines[1])


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(draw_documents(1, 10), draw_documents(0, 4), st.integers(0, 1000), st.integers(1, 4))
def test_no_order_and_no_size_of_batches_changes_the_events(
    twins: Twins, documents: list[Incoming], forgotten: list[Incoming], seed: int, size: int
) -> None:
    assert is_same_in_any_order(twins.renew(), documents, forgotten, seed, size)


def test_postgresql_joins_as_sqlite_does(twins: Twins, migrated_postgresql_url: str) -> None:
    documents = [tell(event, at=str(place)) for place, event in enumerate(EVENTS)]
    with open_database(migrated_postgresql_url) as other:
        assert is_same_in_any_order([twins.renew()[0], other], documents, documents[:1], 7, 5)


def test_what_is_told_again_leaves_the_rows_of_its_event_alone(engine: Engine) -> None:
    load(engine, tell(buy(people=300)), tell(buy(people=310), at="b", published="2023-06-20"))
    tables = ("participation", "participation_version", "event_version", "event_change")
    before = {table: read(engine, f"SELECT id FROM {table} ORDER BY id") for table in tables}
    load(engine, tell(buy(), at="c", published="2023-07-20"))
    assert {table: read(engine, f"SELECT id FROM {table} ORDER BY id") for table in tables} == before


def test_two_that_were_one_are_two_when_a_document_tells_both(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(date="2023-05-12"), at="b"))
    assert read(engine, "SELECT count(*) FROM event") == [(1,)]
    load(engine, tell(buy(), buy(date="2023-05-12"), at="c"))
    assert read(engine, "SELECT count(*) FROM event") == [(2,)]
