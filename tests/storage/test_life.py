"""Whatever is loaded, read again, forgotten, decided and undone: the database keeps its rules, and its numbers.

At the end it holds what one holds that has loaded, in another order, what is left, with the same decisions.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path
from shutil import copy

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine
from sqlalchemy import Connection, make_url

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.checking.guarantees import find_broken_guarantees
from corpdb.storage.decisions.deciding import undo_decision
from corpdb.storage.decisions.files import export_decisions, import_decisions
from corpdb.storage.decisions.writing import Draft, NamePoint, Signed, Undoing, write_decision
from corpdb.storage.engine import make_engine, open_database
from corpdb.storage.loading.forgetting import Wanted, find_farewell, forget_documents
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.rereading.rehearsal import rehearsing
from tests.support.chances import (
    CONTRARY,
    ON_EVENTS,
    ON_ORGANIZATIONS,
    READINGS,
    STORIES,
    Decide,
    pick,
    put,
    read,
    read_as,
)
from tests.support.content import list_content, list_rows
from tests.support.database import ANA
from tests.support.server import Server

ADDRESSES = ("a", "b", "c", "d")
Make = Callable[[str], AbstractContextManager[str]]
"""Makes a database of that name that the migrations have made; it gives its address."""


STORY = st.integers(0, len(STORIES) - 1)
READING = st.sampled_from(READINGS)
FILES = st.lists(st.tuples(st.sampled_from(ADDRESSES), STORY), min_size=1, max_size=3, unique_by=lambda file: file[0])
PLACE = st.integers(0, 30)
CHANCES = st.tuples(PLACE, PLACE, st.sampled_from((None, date(2023, 11, 5))))
Chances = tuple[int, int, date | None]
DECISIONS = st.lists(st.tuples(st.sampled_from(ON_ORGANIZATIONS + ON_EVENTS), CHANCES), min_size=3, max_size=6)
AHEAD = datetime(2100, 1, 1, tzinfo=UTC)

# Of events and organizations: which row each number stays with, and which of them each row is of.
NUMBERED = (
    ("SELECT id, telling_id FROM event_number", "SELECT id, event_id FROM telling"),
    ("SELECT id, name_id FROM organization_number", "SELECT id, organization_id FROM organization_name"),
)
# Of what a decision is about, on which side, what organization or event it is of.
HOMES = """SELECT a.side, COALESCE(n.organization_id, t.event_id) FROM decision_anchor a
LEFT JOIN organization_name n ON n.id = a.name_id LEFT JOIN telling t ON t.id = a.telling_id
WHERE a.decision_id = {} ORDER BY a.side, a.rank"""
VERDICTS = {DecisionAction.CONFIRM: "confirmed", DecisionAction.REJECT: "rejected"}
STATE = (
    "SELECT document_id, start_char, event_id FROM bi_mentions ORDER BY 1, 2, 3",
    "SELECT form, sense, organization_id FROM organization_name ORDER BY 1, 2, 3",
)


class Life(RuleBasedStateMachine):
    """A database, and what should be in it: the stories at addresses, each as it was read last."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.database = make("life")
        self.url = self.database.__enter__()
        self.engine = make_engine(self.url)
        self.files: dict[str, int] = {}
        self.readings: dict[int, str] = {}
        self.anchors: list[dict[int, int]] = [{}, {}]
        self.highest = [0, 0]

    @initialize(stories=st.permutations(range(len(STORIES))), decisions=DECISIONS)
    def begin(self, stories: list[int], decisions: list[tuple[Decide, Chances]]) -> None:
        """Put a story at each address, and decide; in each run at the same moments: after one far ahead."""
        draft = Draft(DecisionAction.CONFIRM, "organization", ((NamePoint("Nemo", "business", ""),),))
        with self.write() as connection:
            write_decision(connection, Signed(draft, AHEAD, ANA.by, undone=Undoing(AHEAD, ANA.by)))
        self.load(list(zip(ADDRESSES, stories, strict=False)), READINGS[0])
        for decide, chances in decisions:
            self.make_decision(decide, chances)

    @rule(files=FILES, reading=READING)
    def load(self, files: list[tuple[str, int]], reading: str) -> None:
        run = LoadRun.start(self.engine, ["x"])
        run.write([put(story, reading, address) for address, story in files])
        assert run.errors == []
        self.files |= dict(files)
        self.readings |= {story: reading for _, story in files}

    @rule(stories=st.sets(STORY, min_size=1, max_size=3), reading=READING)
    def read_again(self, stories: set[int], reading: str) -> None:
        documents = [read_as(story, reading) for story in sorted(stories)]
        LoadRun.start(self.engine, ["x"]).write([replace(one, known=one.content_hash) for one in documents])
        self.readings |= {story: reading for story in stories if story in self.files.values()}

    @precondition(lambda self: self.files)
    @rule(place=PLACE)
    def forget(self, place: int) -> None:
        name = sorted(self.files)[place % len(self.files)]
        del self.files[name]
        address = f"file:///{name}.txt"
        with self.engine.connect() as connection:
            farewell = find_farewell(connection, [Wanted(address, None, address)])
        forget_documents(self.engine, farewell, [address])

    @rule(decide=st.sampled_from(ON_ORGANIZATIONS), chances=CHANCES)
    def decide_on_organization(self, decide: Decide, chances: Chances) -> None:
        self.make_decision(decide, chances)

    @rule(decide=st.sampled_from(ON_EVENTS), chances=CHANCES)
    def decide_on_event(self, decide: Decide, chances: Chances) -> None:
        self.make_decision(decide, chances)

    @rule(decide=st.sampled_from(ON_ORGANIZATIONS + ON_EVENTS), chances=CHANCES)
    def decide_and_undo(self, decide: Decide, chances: Chances) -> None:
        before = self.read_state()
        number = self.make_decision(decide, chances)
        if number:
            with self.write() as connection:
                undo_decision(connection, number, ANA)
        assert self.read_state() == before

    @rule(decide=st.sampled_from(CONTRARY), chances=CHANCES)
    def change_mind(self, decide: Decide, chances: Chances) -> None:
        self.make_decision(decide, chances)

    @rule(place=PLACE)
    def undo(self, place: int) -> None:
        in_force = "SELECT id FROM decision WHERE undone_at IS NULL ORDER BY id"
        with suppress(NotFoundError), self.write() as connection:
            undo_decision(connection, pick(connection, in_force, place), ANA)

    @rule(files=FILES, reading=READING)
    def change_nothing(self, files: list[tuple[str, int]], reading: str) -> None:
        """What is there is loaded and imported again, and something else is only rehearsed."""
        before = list_rows(self.engine)
        LoadRun.start(self.engine, ["x"]).write(self.list_documents())
        with self.write() as connection:
            import_decisions(connection, self.export(), "decisions.jsonl")
        with rehearsing(self.engine) as connection:
            LoadRun.rehearse(connection).write([put(story, reading, address) for address, story in files])
        assert list_rows(self.engine) == before

    @invariant()
    def keeps_its_rules(self) -> None:
        with self.engine.connect() as connection:
            assert list(find_broken_guarantees(connection)) == []

    @invariant()
    def keeps_its_numbers(self) -> None:
        """A number stays with its row while this is there and is never given again; the smallest is a group's own."""
        with self.engine.connect() as connection:
            for sort, queries in enumerate(NUMBERED):
                anchors, homes = (dict(read(connection, query)) for query in queries)
                before, highest = self.anchors[sort], self.highest[sort]
                assert {number: row for number, row in before.items() if row in homes}.items() <= anchors.items()
                assert not [number for number in anchors.keys() - before.keys() if number <= highest]
                own: dict[int, int] = {}
                for number, row in sorted(anchors.items()):
                    own.setdefault(homes[row], number)
                assert all(home == number for home, number in own.items())
                assert own.keys() == set(homes.values())
                self.anchors[sort], self.highest[sort] = anchors, max(highest, *anchors, 0)

    def teardown(self) -> None:
        try:
            self.compare()
        finally:
            self.engine.dispose()
            self.database.__exit__(None, None, None)

    @rule(place=PLACE)
    def compare(self, place: int = 3) -> None:
        """Load what is left into another database, last first, with the decisions between."""
        documents = self.list_documents()[::-1]
        first = place % (len(documents) + 1)
        with self.make("fresh") as url, open_database(url) as other:
            LoadRun.start(other, ["x"]).write(documents[:first])
            with other.execution_options(writing=True).begin() as connection:
                import_decisions(connection, self.export(), "decisions.jsonl")
            for document in documents[first:]:
                LoadRun.start(other, ["x"]).write([document])
            content, expected = list_content(self.engine), list_content(other)
        for part, rows in expected.items():
            assert content[part] == rows, part

    @contextmanager
    def write(self) -> Generator[Connection]:
        with self.engine.execution_options(writing=True).begin() as connection:
            yield connection

    def list_documents(self) -> list[Incoming]:
        return [put(story, self.readings[story], address) for address, story in sorted(self.files.items())]

    def export(self) -> list[bytes]:
        with self.engine.connect() as connection:
            return [line.encode() for line in export_decisions(connection)]

    def make_decision(self, decide: Decide, chances: Chances) -> int | None:
        """Decide, if it makes sense; what is decided last holds."""
        try:
            with self.write() as connection:
                number = decide(connection, *chances)
        except (UsageError, NotFoundError):
            return None
        with self.engine.connect() as connection:
            assert holds(connection, number)
        return number

    def read_state(self) -> dict[str, list[str]]:
        """The content, with the numbers that events and organizations have."""
        with self.engine.connect() as connection:
            numbers = {query: [str(row) for row in read(connection, query)] for query in STATE}
        return list_content(self.engine) | numbers


def holds(connection: Connection, number: int) -> bool:
    """Whether what a decision is about is what it says."""
    query = f"SELECT action, subject, attribute, value FROM decision WHERE id = {number}"
    ((action, subject, attribute, value),) = read(connection, query)
    homes: dict[int, list[int]] = {}
    for side, home in read(connection, HOMES.format(number)):
        homes.setdefault(side, []).append(home)
    if action in {DecisionAction.MERGE, DecisionAction.SPLIT}:
        sides = [frozenset(home) for home in homes.values()]
        wanted = 1 if action == DecisionAction.MERGE else len(sides)
        return len(frozenset(chain(*sides))) == wanted and all(len(side) == 1 for side in sides)
    query = f"SELECT {attribute or 'verdict'} FROM {subject} WHERE id = {homes[1][0]}"
    if action in VERDICTS:
        return read(connection, query) == [(VERDICTS[action],)]
    if subject == "event":
        return bool(read(connection, f"SELECT 1 FROM event_choice WHERE decision_id = {number}"))
    return attribute == "parent" or read(connection, query) == [(value,)]


def run(make: Make, examples: int, steps: int) -> None:
    """Let so many databases live for so many steps."""

    class Own(Life):
        def __init__(self) -> None:
            super().__init__(make)

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=slow,
        phases=[Phase.explicit, Phase.generate],
    )
    run_machine(Own, settings=limits)


def test_any_sequence_of_steps_on_sqlite(migrated_sqlite_url: str, tmp_path: Path) -> None:
    template = make_url(migrated_sqlite_url).database or ""
    numbers = count()

    @contextmanager
    def make(name: str) -> Generator[str]:
        path = Path(copy(template, tmp_path / f"{name}{next(numbers)}.db"))
        yield f"sqlite:///{path}"
        path.unlink()

    run(make, 7, 10)


def test_any_sequence_of_steps_on_postgresql(postgresql_server: Server, migrated_postgresql_url: str) -> None:
    template = make_url(migrated_postgresql_url).database or ""
    run(lambda _: postgresql_server.database(template), 3, 8)
