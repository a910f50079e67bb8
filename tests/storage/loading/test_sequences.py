"""Whatever comes in whatever order: the facts keep their guarantees, and the end is that of the last files alone."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.checking.guarantees import find_broken_guarantees
from corpdb.storage.loading.forgetting import Wanted, find_farewell, forget_documents
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.run import LoadRun
from tests.support.content import list_content, list_rows
from tests.support.database import Twins, load_batches
from tests.support.stories import Named, Told, close_lab, make_document

LAB = Named("DAMO", OrganizationKind.LAB, parent="Acme", aliases=("DAMO",))
HIRED = Told(EventKind.APPOINTMENT, {Role.SUBJECT: ("Acme",), Role.PERSON: ("Ada",)}, "Acme names Ada.", date="2023")
DEAL = Told(EventKind.ALLIANCE, {Role.PARTNER: ("Beta", "Acme")}, "Beta and Acme work together.")
CANCELLED = close_lab(status=EventStatus.CANCELLED)
# No two are of the same day, and each name has one form: what documents of one day make of an event, and which form
# of a name is the organization's own and not an alias, depends on which came first.
DOCUMENTS = (
    make_document(close_lab(), HIRED, published="2023-11-01"),
    make_document(CANCELLED, published="2023-11-02", named=(LAB, Named("Acme"))),
    make_document(close_lab("Beta"), DEAL, published="2023-11-03"),
    make_document(DEAL, HIRED, close_lab(), published="2023-11-04"),
    make_document(named=(Named("DAMO"), Named("Acme")), published="2023-11-05"),
)
FILES = st.tuples(st.sampled_from("abc"), st.sampled_from(DOCUMENTS))
LOADS = st.lists(st.lists(FILES, min_size=1, max_size=3, unique_by=lambda file: file[0]), min_size=1, max_size=5)


def put(file: tuple[str, Incoming]) -> Incoming:
    return replace(file[1], address=f"file:///{file[0]}.txt")


@settings(max_examples=12, deadline=None)
@given(loads=LOADS)
def test_any_sequence_of_loads_ends_as_the_last_files_alone(
    twins: Twins, loads: list[list[tuple[str, Incoming]]]
) -> None:
    one, other = twins.renew()
    last = [put(file) for file in {address: (address, one) for batch in loads for address, one in batch}.values()]
    load_batches(one, *([put(file) for file in batch] for batch in loads))
    load_batches(other, last)
    assert list_content(one) == list_content(other)
    before = list_rows(one)
    load_batches(one, last)
    assert list_rows(one) == before


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("load"), st.sampled_from("abc"), st.integers(0, len(DOCUMENTS) - 1)),
        st.tuples(st.just("reread"), st.integers(0, 2), st.integers(0, len(DOCUMENTS) - 1)),
        st.tuples(st.just("forget"), st.sampled_from("abc"), st.just(0)),
    ),
    min_size=2,
    max_size=8,
)


def reread(document: Incoming, events: int) -> Incoming:
    """The document as another version reads it, which finds the last `events` of its events only."""
    facts = replace(document.facts, events=document.facts.events[len(document.facts.events) - events :])
    return replace(document, facts=facts, edition=Edition(f"reads {events}"))


def follow(engine: Engine, steps: Sequence[tuple[str, str | int, int]]) -> list[Incoming]:
    """Take the steps; give the documents that there are then, as they were read last."""
    files: dict[str, int] = {}
    read = list(DOCUMENTS)
    for what, which, document in steps:
        run = LoadRun.start(engine, [what])
        if what == "load":
            files[str(which)], read[document] = document, DOCUMENTS[document]
            run.write([put((str(which), read[document]))])
        elif what == "reread" and document in files.values():
            read[document] = reread(DOCUMENTS[document], min(int(which), len(DOCUMENTS[document].facts.events)))
            run.write([replace(read[document], known=read[document].content_hash)])
        elif what == "forget" and files.pop(str(which), None) is not None:
            address = f"file:///{which}.txt"
            with engine.connect() as connection:
                farewell = find_farewell(connection, [Wanted(address, None, address)])
            forget_documents(engine, farewell, [address])
        with engine.connect() as connection:
            assert list(find_broken_guarantees(connection)) == []
    return [put((name, read[document])) for name, document in files.items()]


@settings(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_whatever_is_loaded_read_again_and_forgotten_the_end_is_that_of_what_is_left(
    twins: Twins, steps: list[tuple[str, str | int, int]]
) -> None:
    one, other = twins.renew()
    left = follow(one, steps)
    load_batches(other, left)
    assert list_content(one) == list_content(other)
