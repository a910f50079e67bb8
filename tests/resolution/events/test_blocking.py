"""Which tellings are compared: those that can be one event, and few others."""

from itertools import combinations

import pytest

from corpdb.resolution.events.blocking import list_block_keys
from corpdb.resolution.events.telling import Telling
from tests.resolution.events.tell import tell

DEAL = tell("acquisition", "buyer acme, target bolt", when="2023-05-04", published="2023-05-04")
SALE = tell("divestiture", "seller cord, target bolt", when="2023-12", published="2023-12-03")
CLOSURE = tell("closure", "target lab@acme", when="2023-05-04", published="2023-05-04")
HIRED = tell("appointment", "subject acme, person ada lovel", when="2023-05-04", published="2023-05-04")
CUTS = tell("layoffs", "subject acme", when="2023-05-04", published="2023-05-04", headcount=120)
SPLIT = tell("split", "subject acme", when="2023-05-04", published="2023-05-04")
ALLIANCE = tell("alliance", "partner acme, partner bolt", when="2023-05-04", published="2023-05-04")


def meet(one: Telling, other: Telling) -> bool:
    ours, theirs = list_block_keys(one), list_block_keys(other)
    found = not ours.sought.isdisjoint(theirs.own)
    assert found == (not theirs.sought.isdisjoint(ours.own))
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DEAL, SALE),
        (DEAL, tell("acquisition", "buyer acme", when="2023-05", published="2023-05-09")),
        (DEAL, tell("acquisition", "buyer acme, target bolt", published="2031-05-09")),
        (DEAL, tell("acquisition", "buyer acme, target bolt")),
        (CLOSURE, tell("closure", "subject acme", when="2023-06", published="2023-06-09")),
        (CLOSURE, tell("closure", "target laboratoire*@acme", when="2023-05", published="2023-06-09")),
        (CLOSURE, tell("closure", "subject acme, target lab@acme", when="2024-05-30", status="completed")),
        (HIRED, tell("appointment", "person lovel", when="2023-05", published="2023-05-09")),
        (HIRED, tell("appointment", "subject acme", when="2023-05", published="2023-05-09")),
        (CUTS, tell("layoffs", "subject acme", headcount=120)),
        (SPLIT, tell("split", "subject acme", published="2023-11-09")),
        (ALLIANCE, tell("licensing", "partner acme", when="2023-05", published="2023-05-09")),
        (ALLIANCE, tell("licensing", "partner acme, partner labor*", when="2023-05", published="2023-05-09")),
    ],
)
def test_what_can_be_one_event_meets(one: Telling, other: Telling) -> None:
    assert meet(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DEAL, tell("acquisition", "buyer acme, target cord", when="2023-05-04", published="2023-05-04")),
        (DEAL, tell("stake", "buyer acme, target bolt", when="2023-05-04", published="2023-05-04")),
        (DEAL, tell("acquisition", "buyer acme, target bolt", when="2029-05-04", published="2029-05-04")),
        (HIRED, tell("appointment", "subject acme, person marie cury", when="2023-05-04", published="2023-05-04")),
        (CUTS, tell("layoffs", "subject acme", when="2024-05-04", published="2024-05-04", headcount=500)),
        (ALLIANCE, tell("alliance", "partner acme, partner cord", when="2023-05-04", published="2023-05-04")),
    ],
)
def test_what_cannot_be_one_event_does_not(one: Telling, other: Telling) -> None:
    assert not meet(one, other)


def test_what_finds_another_is_found_by_it() -> None:
    stories = [
        (kind, parties) for kind in ("closure", "acquisition") for parties in ("target lab@acme", "subject acme")
    ]
    stories += [("alliance", "partner acme"), ("alliance", "partner acme, partner bolt"), ("ipo", "subject acme")]
    days = (None, "2023", "2023-05", "2024-04-30")
    tellings = [
        tell(kind, parties, when=when, published=published, headcount=headcount)
        for kind, parties in stories
        for when in days
        for published in (None, "2023-06-01")
        for headcount in (None, 120)
    ]
    assert 0 < sum(meet(one, other) for one, other in combinations(tellings, 2)) < len(tellings) ** 2 / 8


def test_keys_that_hold_at_any_time_lie_by_the_organization() -> None:
    def list_undated(buyer: int) -> set[int]:
        return list_block_keys(tell("acquisition", f"buyer {buyer}, target {buyer}", amount="5")).own

    early, soon_after, late = list_undated(70), list_undated(71), list_undated(90_000)
    span = max(early | soon_after) - min(early | soon_after)
    assert min(early) - max(late) > span
    assert max(early | late) < 0
