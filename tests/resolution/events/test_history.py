"""The history of an event says of each day what the documents that were out by then tell together."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corpdb.models.vocabulary import Role
from corpdb.resolution.events.choosing import VALUES, Account, Choices, choose_values
from corpdb.resolution.events.history import Change, History, list_choices, rank_parties, trace_history
from corpdb.resolution.events.telling import Party, Period
from tests.resolution.events.tell import period, tell

PARTS = {"acme": "buyer acme", "both": "buyer acme, seller beta", "turned": "buyer zeta, buyer acme"}


def make_account(number: int, published: str | None, parties: str = "acme", **told: Any) -> Account:
    named = tuple(Party(Role(role), who) for role, who in (part.split() for part in PARTS[parties].split(", ")))
    telling = tell("acquisition", PARTS[parties], published=published, **told)
    return Account(number, f"document {number}", 1, telling, named)


def trace(*accounts: Account) -> History:
    return trace_history(accounts, choose_values(accounts))


def test_a_plan_that_is_dropped_is_two_states_and_a_contradiction() -> None:
    plan, end = make_account(1, "2023-05-18"), make_account(2, "2023-11", status="cancelled")
    history = trace(end, plan)
    known = [(str(state.known_from), str(state.known_until)) for state in history.states]
    assert known == [("2023-05-18", "2023-11-30"), ("2023-11-30", "None")]
    first, second = history.steps
    assert (first.value, first.change, first.before, first.after.number) == ("status", Change.NEW, None, 1)
    assert (second.value, second.change, second.after.number) == ("status", Change.CONTRADICTED, 2)


def test_what_says_the_same_again_is_no_new_state() -> None:
    history = trace(*(make_account(number, f"2023-05-1{number}", when="2023-05") for number in range(1, 4)))
    assert [state.choices.status.number for state in history.states] == [1]
    assert [str(life.known_from) for life in history.lives] == ["2023-05-11"]


def test_a_value_may_be_added_refined_and_contradicted() -> None:
    said: tuple[dict[str, Any], ...] = (
        {},
        {"headcount": 1000},
        {"headcount": 1010},
        {"headcount": 300},
        {"headcount": 300, "status": "completed"},
    )
    accounts = [make_account(number, f"2023-05-1{number}", **values) for number, values in enumerate(said)]
    steps = [(step.value, step.change) for step in trace(*accounts).steps]
    assert steps == [
        ("status", Change.NEW),
        ("headcount", Change.ADDED),
        ("headcount", Change.REFINED),
        ("headcount", Change.CONTRADICTED),
        ("status", Change.CHANGED),
    ]


def test_a_participant_that_becomes_known_is_a_step_with_its_mention() -> None:
    history = trace(make_account(1, "2023-05-01"), make_account(2, "2023-05-02", "both"))
    step = history.steps[-1]
    assert (step.value, step.change, step.after.value.who, step.rank) == ("seller", Change.ADDED, "beta", 1)
    assert step.after.number == 2


def test_an_event_of_undated_documents_has_no_history() -> None:
    assert trace(make_account(1, None)) == History((), (), (), ())


DAYS = [str(date(2023, 5, 1) + timedelta(days=5 * number)) for number in range(6)]
ACCOUNTS = st.tuples(
    st.sampled_from([*DAYS, "2023-05", None]),
    st.sampled_from(sorted(PARTS)),
    st.fixed_dictionaries(
        {"status": st.sampled_from(["proposed", "announced", "completed", "cancelled"])},
        optional={
            "when": st.sampled_from(["2023-05", "2023-05-12", "2023-06"]),
            "headcount": st.sampled_from([100, 101, 300]),
            "amount": st.sampled_from([5, 7]),
            "location": st.sampled_from(["Lyon", "Brest"]),
        },
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ACCOUNTS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_a_state_is_what_was_told_by_its_day_whatever_the_order(
    told: list[tuple[str | None, str, dict[str, Any]]], random: Random
) -> None:
    accounts = [make_account(number, day, parties, **values) for number, (day, parties, values) in enumerate(told)]
    history = trace(*accounts)
    for day in (*DAYS, "2023-04-30", "2023-05-31", "2024-01-01"):
        known = [account for account in accounts if is_out(account.telling.published, day)]
        then = choose_values(known) if known else None
        assert look_up(history, date.fromisoformat(day)) == (list_values(then) if then else None)
        if history.choices and then:
            assert {span.item for span in find_known(history.choices, date.fromisoformat(day))} == set(
                list_choices(then)
            )
        elif then:
            assert then == choose_values(accounts)
    assert trace(*random.sample(accounts, len(accounts))) == history


def is_out(published: Period | None, day: str) -> bool:
    return published is not None and published.last <= period(day).first


def find_known(spans: Sequence[Any], day: date) -> list[Any]:
    return [one for one in spans if one.known_from <= day and (not one.known_until or day < one.known_until)]


def look_up(history: History, day: date) -> object:
    """What the history says was known on that day."""
    states, lives = find_known(history.states, day), find_known(history.lives, day)
    assert len(states) <= 1
    if not states:
        assert not lives
        return None
    return list_values(states[0].choices)[0], {life.item for life in lives}


def list_values(choices: Choices) -> tuple[object, object]:
    chosen = [getattr(choices, name) for name in VALUES]
    return [choice and choice.value for choice in chosen], set(rank_parties(choices.parties))
