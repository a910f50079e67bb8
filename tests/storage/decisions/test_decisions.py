"""What a person decides holds over every later load, and leaves nothing behind once it is undone."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, event, text

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.decisions.deciding import (
    Setting,
    judge_event,
    judge_organization,
    merge_events,
    merge_organizations,
    rename_organization,
    set_event,
    set_organization,
    split_event,
    split_organization,
    undo_decision,
)
from corpdb.storage.decisions.writing import Signature
from corpdb.storage.loading.forgetting import Farewell, forget_documents
from corpdb.storage.loading.incoming import Edition
from corpdb.storage.loading.run import LoadRun
from tests.support.content import read_content
from tests.support.database import ANA, decide, find_faults, load, read, url_of
from tests.support.stories import Named, buy, close_lab, tell

LONG = Signature("ana", "x" * 2001)
EVENTS = "SELECT event_id, document_id FROM bi_mentions ORDER BY 2, 1"
RESOLVED = ("events", "event values", "participations", "persons", "organizations", "telling links")
NAMES = "SELECT form, organization_id FROM organization_name ORDER BY 1"
NO_VALUES = {
    Setting("amount", "1.2bn"): "1.2bn is no amount; write all digits",
    Setting("date", "spring"): "spring is no date; write 2023, 2023-Q4",
    Setting("headcount", "-1"): "-1 is no number of people",
    Setting("kind", "closure"): "closure is no kind of an event of the type transaction",
    Setting("parts", "3"): "only events of the type restructuring have parts",
    Setting("status", None): "an event always has a status",
    Setting("colour", "red"): "an event has no colour",
    Setting("date", "2023", "+"): "only roles are added to",
}


def read_numbers(engine: Engine, query: str) -> dict[str, int]:
    """The numbers that a query gives by name."""
    return {str(name): int(str(number)) for name, number in read(engine, query)}


def undo(engine: Engine, number: int) -> None:
    decide(engine, lambda connection: undo_decision(connection, number, Signature("bob")))


def read_state(engine: Engine) -> dict[str, list[str]]:
    """All that loads have made, with the numbers of events and organizations."""
    content = read_content(url_of(engine))
    numbers = {query: [str(row) for row in read(engine, query)] for query in (EVENTS, NAMES)}
    return content | numbers


def test_two_events_are_merged_and_a_later_load_keeps_it(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"))
    before = read_state(engine)
    number = decide(engine, lambda connection: merge_events(connection, [2, 1], ANA))
    assert read(engine, EVENTS) == [(1, 1), (1, 2)]
    assert read(engine, "SELECT former_id, event_id FROM bi_former_events") == [(2, 1)]
    load(engine, tell(buy(date="2023-05-12"), at="c"))
    assert read(engine, EVENTS) == [(1, 1), (1, 2), (1, 3)]
    load(engine, tell(close_lab("Zenith"), at="c"))
    undo(engine, number)
    load(engine, tell(close_lab("Zenith"), at="d"))
    assert read(engine, EVENTS)[:2] == [(1, 1), (2, 2)]
    assert before["mentions"] == [row for row in read_state(engine)["mentions"] if "Zenith" not in row]


def test_what_one_document_tells_as_two_can_be_merged(engine: Engine) -> None:
    load(engine, tell(buy(), buy(date="2023-05-12")))
    number = decide(engine, lambda connection: merge_events(connection, [1, 2], ANA))
    assert read(engine, EVENTS) == [(1, 1), (1, 1)]
    undo(engine, number)
    assert read(engine, EVENTS) == [(1, 1), (2, 1)]


@pytest.mark.parametrize("second", [buy(date="2023-05-12"), buy()])
def test_the_documents_of_an_event_are_parted(engine: Engine, second: object) -> None:
    load(engine, tell(buy()), tell(second, at="b"))  # type: ignore[arg-type]
    assert read(engine, EVENTS) == [(1, 1), (1, 2)]
    before = read_state(engine)
    [(mention,)] = read(engine, "SELECT mention_id FROM bi_mentions WHERE document_id = 2")
    number = decide(engine, lambda connection: split_event(connection, 1, [int(str(mention))], ANA))
    assert read(engine, EVENTS) == [(1, 1), (2, 2)]
    load(engine, tell(buy(), at="c"), tell(buy(), at="a"))
    assert read(engine, EVENTS)[:3] == [(1, 1), (2, 2), (1, 3)]
    load(engine, tell(close_lab("Zenith"), at="c"))
    undo(engine, number)
    assert read(engine, EVENTS)[:2] == [(1, 1), (1, 2)]
    assert set(before["tellings"]) <= set(read_state(engine)["tellings"])


def test_organizations_are_merged_over_what_keeps_them_apart(engine: Engine) -> None:
    load(engine, tell(close_lab("Merck KGaA")), tell(close_lab("Merck & Co"), at="b"))
    assert len({row[1] for row in read(engine, NAMES)}) == 2
    before = read_state(engine)
    number = decide(engine, lambda connection: merge_organizations(connection, [1, 2], ANA))
    assert {row[1] for row in read(engine, NAMES)} == {1}
    load(engine, tell(close_lab("Merck KGaA", date="2020"), at="c"))
    assert {row[1] for row in read(engine, NAMES)} == {1}
    load(engine, tell(at="c"))
    undo(engine, number)
    state = read_state(engine)
    assert (state[NAMES], state[EVENTS], state["links"]) == (before[NAMES], before[EVENTS], before["links"])


def test_names_of_an_organization_are_parted(engine: Engine) -> None:
    load(engine, tell(close_lab("Acme")), tell(close_lab("Acme Group"), at="b"), tell(close_lab("ACME SA"), at="c"))
    assert {row[1] for row in read(engine, NAMES)} == {1}
    number = decide(engine, lambda connection: split_organization(connection, 1, ["acme group"], ANA))
    assert read_numbers(engine, NAMES)["Acme Group"] != 1
    load(engine, tell(close_lab("Acme", date="2019"), at="d"))
    assert read_numbers(engine, NAMES)["Acme Group"] != 1
    parted = read_numbers(engine, NAMES)["Acme Group"]
    newer = decide(engine, lambda connection: merge_organizations(connection, [1, parted], ANA))
    assert {row[1] for row in read(engine, NAMES)} == {1}
    undo(engine, newer)
    undo(engine, number)
    assert {row[1] for row in read(engine, NAMES)} == {1}


def test_a_rejected_event_is_kept_out_of_views_and_comes_back(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"))
    before = read_state(engine)
    number = decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.REJECT, ANA))
    load(engine, tell(buy(date="2023-05-12"), at="c"))
    for view in ("bi_events", "bi_mentions", "bi_participants", "bi_event_choices"):
        assert read(engine, f"SELECT count(*) FROM {view} WHERE event_id = 1") == [(0,)]
    with pytest.raises(UsageError, match="event 1 was rejected"):
        decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    load(engine, tell(at="c"))
    undo(engine, number)
    assert read_state(engine)["events"] == before["events"]


def test_a_rejected_organization_leaves_its_events(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(target="Beta", date="2023-05-12"), at="b"))
    before = read_state(engine)
    [(beta,)] = read(engine, "SELECT organization_id FROM bi_organizations WHERE name = 'Beta'")
    number = decide(
        engine, lambda connection: judge_organization(connection, int(str(beta)), DecisionAction.REJECT, ANA)
    )
    assert read(engine, "SELECT DISTINCT organization FROM bi_participants") == [("Acme",)]
    assert read(engine, "SELECT name FROM bi_organizations") == [("Acme",)]
    undo(engine, number)
    assert read_state(engine) == before


def test_an_event_of_which_only_a_rejected_organization_is_told_breaks_no_rule(engine: Engine) -> None:
    load(engine, tell(close_lab()))
    decide(engine, lambda connection: judge_organization(connection, 1, DecisionAction.REJECT, ANA))
    assert read(engine, "SELECT event_id FROM bi_events") == [(1,)]


def test_what_is_confirmed_says_so(engine: Engine) -> None:
    load(engine, tell(buy()))
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    decide(engine, lambda connection: judge_organization(connection, 1, DecisionAction.CONFIRM, ANA))
    assert read(engine, "SELECT verdict FROM bi_events") == [("confirmed",)]
    assert read(engine, "SELECT verdict FROM bi_organizations WHERE organization_id = 1") == [("confirmed",)]


def test_a_confirmation_stays_with_the_first_place_that_is_there(engine: Engine) -> None:
    verdicts = (
        "SELECT document_id, verdict FROM mention JOIN telling t ON t.id = telling_id JOIN event e ON e.id = event_id"
        " ORDER BY document_id"
    )
    load(engine, tell(buy()), tell(buy(date="2023-05-12"), at="f"))
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    decide(engine, lambda connection: split_event(connection, 1, [2], ANA))
    assert read(engine, verdicts) == [(1, "open"), (2, "confirmed")]  # by its hash the second document comes first
    load(engine, tell(close_lab("Zenith"), at="f"))
    assert read(engine, verdicts) == [(1, "confirmed"), (2, "open")]
    load(engine, tell(buy(date="2023-05-12"), at="f"))
    assert read(engine, verdicts) == [(1, "open"), (2, "confirmed")]


def test_an_organization_gets_the_name_and_the_parent_that_a_person_gives(engine: Engine) -> None:
    load(engine, tell(buy("Acme", "Beta")), tell(buy("Beta", "Gamma"), at="b", named=(Named("Acme", parent="Beta"),)))
    before = read_state(engine)
    numbers = read_numbers(engine, "SELECT name, organization_id FROM bi_organizations")
    acme, beta = numbers["Acme"], numbers["Beta"]
    first = decide(engine, lambda connection: rename_organization(connection, acme, "ACME Holding", ANA))
    none, setting = Setting("parent", None), Setting("parent", str(acme))
    freed = decide(engine, lambda connection: set_organization(connection, acme, none, ANA))
    second = decide(engine, lambda connection: set_organization(connection, beta, setting, ANA))
    third = decide(engine, lambda connection: set_organization(connection, beta, Setting("kind", "unit"), ANA))
    load(engine, tell(buy("Beta", "Delta"), at="c"))
    query = "SELECT name, kind, parent FROM bi_organizations ORDER BY organization_id"
    assert ("ACME Holding", "company", None) in read(engine, query)
    assert ("Beta", "unit", "ACME Holding") in read(engine, query)
    load(engine, tell(at="c"))
    for number in (first, freed, second, third):
        undo(engine, number)
    assert read_state(engine)["organizations"] == before["organizations"]


def test_an_event_gets_the_values_that_a_person_gives(engine: Engine) -> None:
    load(engine, tell(buy(people=100)), tell(close_lab("Zenith"), at="b"))
    before = read_state(engine)
    [(zenith,)] = read(engine, "SELECT organization_id FROM bi_organizations WHERE name = 'Zenith'")
    settings = [
        Setting("headcount", "250"),
        Setting("date", "2023-Q2"),
        Setting("amount", "1200000000 EUR"),
        Setting("kind", "stake"),
        Setting("buyer", str(zenith), "+"),
        Setting("person", "Ada Lovel"),
    ]
    numbers = [decide(engine, lambda connection, one=one: set_event(connection, 1, one, ANA)) for one in settings]
    load(engine, tell(buy(people=120), at="c", published="2023-05-25"))
    query = "SELECT headcount, date_text, amount, currency, kind FROM bi_events WHERE event_id = 1"
    [(headcount, day, amount, *rest)] = read(engine, query)
    assert (headcount, day, float(str(amount)), *rest) == (250, "2023-Q2", 1.2e9, "EUR", "stake")
    query = "SELECT role, coalesce(organization, person) FROM bi_participants WHERE event_id = 1 ORDER BY role, rank"
    assert read(engine, query) == [("buyer", "Acme"), ("buyer", "Zenith"), ("person", "Ada Lovel"), ("target", "Beta")]
    query = "SELECT value FROM bi_event_choices WHERE event_id = 1 AND reason = 'decision' ORDER BY 1"
    assert [row[0] for row in read(engine, query)] == ["amount", "buyer", "date", "headcount", "kind", "person"]
    load(engine, tell(at="c"))
    for number in numbers:
        undo(engine, number)
    after = read_state(engine)
    assert [after[part] for part in RESOLVED] == [before[part] for part in RESOLVED]


def test_what_is_no_value_is_refused(engine: Engine) -> None:
    load(engine, tell(buy()))
    for setting, sentence in NO_VALUES.items():
        with pytest.raises(UsageError, match=re.escape(sentence)):
            decide(engine, lambda connection, setting=setting: set_event(connection, 1, setting, ANA))
    assert read(engine, "SELECT count(*) FROM decision") == [(0,)]


def test_what_makes_no_sense_is_refused(engine: Engine) -> None:
    load(
        engine,
        tell(buy(), named=(Named("Acme Cloud", parent="Acme"), Named("Acme"))),
        tell(close_lab("Zenith"), at="b"),
    )
    numbers = read_numbers(engine, "SELECT name, organization_id FROM bi_organizations")
    acme, cloud = numbers["Acme"], numbers["Acme Cloud"]
    refused: list[tuple[Callable[[Connection], int | None], type[Exception], str]] = [
        (lambda connection: merge_events(connection, [1, 1], ANA), UsageError, "these are one event already: 1"),
        (lambda connection: merge_events(connection, [1, 2], ANA), UsageError, "different types"),
        (lambda connection: merge_events(connection, [1, 99], ANA), NotFoundError, "no event 99"),
        (
            lambda connection: merge_organizations(connection, [acme, cloud], ANA),
            UsageError,
            "Acme .* --none --database ",
        ),
        (lambda connection: split_organization(connection, acme, ["Acme"], ANA), UsageError, "would stay"),
        (lambda connection: split_organization(connection, acme, ["Nemo"], ANA), UsageError, "its names are: Acme"),
        (lambda connection: split_event(connection, 1, [1], ANA), UsageError, "would stay"),
        (lambda connection: split_event(connection, 1, [77], ANA), UsageError, "no mention 77"),
        (lambda connection: judge_event(connection, 1, DecisionAction.REJECT, LONG), UsageError, "2,001 characters"),
        (lambda connection: undo_decision(connection, 9, ANA), NotFoundError, "no decision 9"),
    ]
    for step, error, sentence in refused:
        with pytest.raises(error, match=sentence):
            decide(engine, step)
    number = decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    undo(engine, number)
    with pytest.raises(UsageError, match="was undone already, by bob"):
        undo(engine, number)


def test_a_decision_follows_its_words_into_a_changed_document(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"))
    decide(engine, lambda connection: merge_events(connection, [1, 2], ANA))
    load(engine, tell(close_lab("Zenith"), buy(target="Gamma"), at="b"))
    assert read(engine, "SELECT count(DISTINCT event_id) FROM bi_mentions WHERE event_id = 1 AND document_id = 2") == [
        (1,)
    ]
    load(engine, tell(close_lab("Zenith"), at="b"))
    assert read(engine, "SELECT count(*) FROM decision_anchor WHERE telling_id IS NULL") == [(1,)]
    load(engine, tell(buy(target="Gamma"), at="b"))
    assert read(engine, EVENTS) == [(1, 1), (1, 2)]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM decision_anchor WHERE telling_id IS NULL")) == 0


def test_without_decisions_a_batch_looks_once_for_them(engine: Engine) -> None:
    load(engine, tell(buy()))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if re.search(r"\b(FROM|JOIN|UPDATE|INTO) decision", statement):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    run = LoadRun.start(engine, ["x"])
    asked.clear()
    run.write([tell(buy(date="2023-05-12"), at="b"), tell(close_lab("Zenith"))])
    assert len(asked) == 1


WAITING = "SELECT count(*) FROM decision_anchor WHERE telling_id IS NULL"


def test_a_waiting_decision_finds_what_a_newer_version_reads_at_its_address(engine: Engine) -> None:
    load(engine, tell(buy()))
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    other = tell(buy(), close_lab("Zenith"))
    unread = replace(other, facts=replace(other.facts, events=other.facts.events[1:]), edition=Edition("0"))
    load(engine, unread)
    assert read(engine, WAITING) == [(1,)]
    load(engine, replace(other, known=other.content_hash))
    assert read(engine, WAITING) == [(0,)]
    assert read(engine, "SELECT verdict FROM bi_events WHERE type = 'transaction'") == [("confirmed",)]


def test_a_decision_leaves_a_document_with_the_address_by_which_it_was_found(engine: Engine) -> None:
    load(engine, tell(buy()))
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    other = tell(buy(), close_lab("Zenith"))
    load(engine, other, replace(other, address="file:///b.txt"))
    assert read(engine, WAITING) == [(0,)]
    forget_documents(engine, Farewell((), (other.address,)), [other.address])
    assert read(engine, "SELECT address FROM document_address") == [("file:///b.txt",)]
    assert read(engine, WAITING) == [(1,)]
    assert read(engine, "SELECT DISTINCT verdict FROM bi_events") == [("open",)]


def test_what_a_decision_names_leaves_events_with_its_last_document_and_comes_back(engine: Engine) -> None:
    documents = tell(buy("Acme", "Beta")), tell(close_lab("Zenith"), at="b")
    load(engine, *documents)
    [(zenith,)] = read(engine, "SELECT organization_id FROM bi_organizations WHERE name = 'Zenith'")
    beta = "SELECT organization_id FROM bi_organizations WHERE name = 'Beta'"
    [(part,)] = read(engine, beta)
    decide(engine, lambda connection: set_event(connection, 1, Setting("seller", str(zenith), "+"), ANA))
    parent = Setting("parent", str(zenith))
    decide(engine, lambda connection: set_organization(connection, int(str(part)), parent, ANA))
    sellers = "SELECT organization FROM bi_participants WHERE role = 'seller'"
    owners = "SELECT parent FROM bi_organizations WHERE name = 'Beta'"
    assert (read(engine, sellers), read(engine, owners)) == ([("Zenith",)], [("Zenith",)])
    address = documents[1].address
    forget_documents(engine, Farewell((2,), (address,)), [address])
    assert (read(engine, sellers), read(engine, owners)) == ([], [(None,)])
    assert find_faults(engine) == []
    load(engine, documents[1])
    assert (read(engine, sellers), read(engine, owners)) == ([("Zenith",)], [("Zenith",)])


def test_what_is_loaded_again_with_decisions_keeps_its_rows(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(date="2023-05-12"), at="b"))
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    load(engine, tell(close_lab(), at="c"))
    before = read(engine, "SELECT id FROM participation ORDER BY id")
    load(engine, tell(buy()), tell(buy(date="2023-05-12"), at="b"))
    assert read(engine, "SELECT id FROM participation ORDER BY id") == before


def test_a_part_of_an_organization_cannot_be_made_its_owner(engine: Engine) -> None:
    load(engine, tell(buy("Acme", "Beta"), named=(Named("Acme", parent="Beta"),)))
    numbers = read_numbers(engine, "SELECT name, organization_id FROM bi_organizations")
    setting = Setting("parent", str(numbers["Acme"]))
    with pytest.raises(UsageError, match="cannot own it as well"):
        decide(engine, lambda connection: set_organization(connection, numbers["Beta"], setting, ANA))
