"""Whatever comes in whatever order: the facts keep their guarantees, and the end is that of the last files alone."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.engine import open_database
from corpdb.storage.guarantees import find_broken_guarantees
from corpdb.storage.incoming import Incoming
from corpdb.storage.run import LoadRun
from corpdb.storage.schema import upgrade
from tests.support.content import read_content, read_rows
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


def write(url: str, *batches: Sequence[Incoming]) -> list[str]:
    """Load the batches one after another, and give the guarantees that are broken then."""
    with open_database(url) as engine:
        for batch in batches:
            LoadRun.start(engine, ["x"]).write(batch)
        with engine.connect() as connection:
            return list(find_broken_guarantees(connection))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database that the migrations have made."""
    path = tmp_path_factory.mktemp("sequences") / "corpdb.db"
    with open_database(f"sqlite:///{path}") as engine:
        upgrade(engine)
    return path


@settings(max_examples=20, deadline=None)
@given(loads=LOADS)
def test_any_sequence_of_loads_ends_as_the_last_files_alone(
    template: Path, loads: list[list[tuple[str, Incoming]]]
) -> None:
    with TemporaryDirectory() as folder:
        urls = [f"sqlite:///{shutil.copy(template, Path(folder) / name)}" for name in ("all.db", "last.db")]
        last = [put(file) for file in {address: (address, one) for batch in loads for address, one in batch}.values()]
        assert write(urls[0], *([put(file) for file in batch] for batch in loads)) == []
        assert write(urls[1], last) == []
        assert read_content(urls[0]) == read_content(urls[1])
        before = read_rows(urls[0])
        write(urls[0], last)
        assert read_rows(urls[0]) == before
