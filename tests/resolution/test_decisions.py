"""What people decide comes before all evidence, the newer before the older."""

from datetime import UTC, datetime

from corpdb.models.vocabulary import DecisionAction, Role, Verdict
from corpdb.resolution.clustering import Link, Ruling, partition
from corpdb.resolution.decisions import (
    Decided,
    Order,
    correct_parties,
    find_verdict,
    list_corrections,
    make_rulings,
    pick_values,
)
from corpdb.resolution.events.telling import Party


def make(
    number: int,
    action: DecisionAction,
    *sides: str,
    attribute: str = "",
    value: str | None = None,
    who: str | None = None,
) -> Decided[str]:
    """A decision on the nodes that are letters, the greater the number the newer."""
    order = Order(datetime(2026, 1, number, tzinfo=UTC), str(number))
    return Decided(number, order, action, tuple(map(tuple, sides)), attribute, value, who)


def group(*decided: Decided[str], links: str = "", apart: str = "") -> list[str]:
    """The groups of the letters a to e; links and pairs apart are two letters each."""
    found = [Link(pair[0], pair[1], 0.9) for pair in links.split()]
    parts = partition(
        "abcde", found, [(pair[0], pair[1]) for pair in apart.split()], make_rulings(decided, set("abcde"))
    )
    return ["".join(part) for part in parts.groups]


MERGE, SPLIT = DecisionAction.MERGE, DecisionAction.SPLIT


def test_a_merge_holds_over_what_is_apart() -> None:
    assert group(make(1, MERGE, "a", "b"), apart="ab") == ["ab", "c", "d", "e"]


def test_a_split_holds_over_links() -> None:
    assert group(make(1, SPLIT, "a", "b"), links="ab bc") == ["a", "bc", "d", "e"]


def test_each_side_of_a_split_stays_one() -> None:
    assert group(make(1, SPLIT, "ac", "bd"), links="ab") == ["ac", "bd", "e"]


def test_the_newer_of_two_that_contradict_holds() -> None:
    merge, split = make(1, MERGE, "a", "b"), make(2, SPLIT, "a", "b")
    assert group(merge, split) == ["a", "b", "c", "d", "e"]
    assert group(make(3, MERGE, "a", "b"), split) == ["ab", "c", "d", "e"]


def test_merges_that_would_join_what_is_split_give_way_to_newer_ones() -> None:
    decided = (make(1, MERGE, "a", "b"), make(2, MERGE, "b", "c"), make(3, SPLIT, "a", "c"))
    assert group(*decided) == ["a", "bc", "d", "e"]
    assert group(*decided[::-1]) == ["a", "bc", "d", "e"]


def test_what_is_merged_keeps_the_foes_of_each() -> None:
    assert group(make(1, MERGE, "a", "b"), links="bc", apart="ac") == ["ab", "c", "d", "e"]


def test_a_side_of_which_nothing_is_there_parts_nothing() -> None:
    assert make_rulings([make(1, SPLIT, "ab", "x")], set("abc")) == [Ruling((frozenset("ab"),))]


def test_the_newest_verdict_holds_and_a_rejection_reaches_each_part() -> None:
    confirm, reject = make(1, DecisionAction.CONFIRM, "ab"), make(2, DecisionAction.REJECT, "ab")
    assert find_verdict([confirm], "a") is Verdict.CONFIRMED
    assert find_verdict([confirm], "b") is Verdict.OPEN
    assert find_verdict([reject, confirm], "b") is Verdict.REJECTED
    assert find_verdict([reject, make(3, DecisionAction.CONFIRM, "a")], "ab") is Verdict.CONFIRMED
    assert find_verdict([confirm], "c") is Verdict.OPEN


def test_a_value_stays_with_the_first_and_the_newest_holds() -> None:
    decided = [
        make(2, DecisionAction.SET, "ab", attribute="date", value="2024"),
        make(1, DecisionAction.SET, "a", attribute="date", value="2023"),
    ]
    assert pick_values(list_corrections(decided, "ab"))["date"].value == "2024"
    assert list_corrections(decided, "b") == []


def test_parties_are_set_added_and_taken_out() -> None:
    acme, beta = Party(Role.BUYER, "1"), Party(Role.TARGET, "2")

    def correct(attribute: str, value: str | None, who: str | None) -> tuple[Party, ...]:
        return correct_parties(
            (acme, beta), [make(1, DecisionAction.SET, "a", attribute=attribute, value=value, who=who)]
        )

    assert correct("buyer+", "Gamma", "3") == (acme, beta, Party(Role.BUYER, "3"))
    assert correct("buyer", "Gamma", "3") == (beta, Party(Role.BUYER, "3"))
    assert correct("buyer-", "Acme", "1") == (beta,)
    assert correct("buyer", None, None) == (beta,)
    assert correct("buyer", "Gamma", None) == (acme, beta)
