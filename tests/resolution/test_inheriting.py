"""Numbers go to what is told in the same place, and never to what merely looks alike."""

from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.resolution.events.inheriting import Trace, match_traces
from corpdb.resolution.events.telling import Party, Telling
from corpdb.resolution.inheriting import match_best, pass_numbers, rank_places

SENTENCE = "Acme closes its lab and cuts 30 jobs."


def trace(row: int, kind: EventKind, *who: str, quote: str = SENTENCE) -> Trace:
    parties = frozenset(Party(Role.SUBJECT, one) for one in who)
    return Trace(row, Telling(kind, EventStatus.ANNOUNCED, parties), frozenset({quote}))


def test_the_same_kind_in_the_same_place_is_the_heir() -> None:
    before = [trace(1, EventKind.CLOSURE, "1"), trace(2, EventKind.LAYOFFS, "1")]
    now = [trace(3, EventKind.LAYOFFS, "9"), trace(4, EventKind.CLOSURE)]
    assert match_traces(before, now) == {1: 4, 2: 3}


def test_another_type_is_the_heir_only_where_the_same_take_part() -> None:
    before = [trace(1, EventKind.LAYOFFS, "1")]
    assert match_traces(before, [trace(2, EventKind.APPOINTMENT, "1", "2")]) == {}
    assert match_traces(before, [trace(2, EventKind.ACQUISITION, "1")]) == {1: 2}


def test_another_place_needs_the_same_kind_and_participants() -> None:
    before = [trace(1, EventKind.CLOSURE, "1", "2", quote="The lab will close.")]
    assert match_traces(before, [trace(2, EventKind.CLOSURE, "1", "3")]) == {}
    assert match_traces(before, [trace(2, EventKind.CLOSURE, "1")]) == {1: 2}
    assert match_traces(before, [trace(2, EventKind.CLOSURE)]) == {}


def test_places_are_alike_where_one_holds_the_other() -> None:
    ranks = [rank_places({"Acme", "a"}, {"Acme"}), rank_places({"Acme"}, {"Acme SA"}), rank_places({"Acme"}, {"Beta"})]
    assert ranks == [2, 1, 0]


def test_each_has_one_heir_and_the_best_come_first() -> None:
    assert match_best([((1,), 1, 8), ((2,), 2, 8), ((1,), 1, 9), ((0,), 2, 9)]) == {2: 8, 1: 9}


def test_an_event_that_is_still_told_keeps_its_own_number() -> None:
    homes, fellows = {10: 1, 11: 1}, {12: 1}
    assert pass_numbers([(1, 10), (5, 10)], homes, fellows, {10: 20}) == [(1, 12), (5, 20)]
    assert pass_numbers([(1, 10), (5, 10)], homes, fellows, {}) == [(1, 12), (5, 12)]
    assert pass_numbers([(1, 10)], homes, {}, {11: 21}) == [(1, 21)]
    assert pass_numbers([(1, 10)], homes, {}, {}) == []
