"""The life of an event: what was known of it from which day on, by the days on which its documents came out.

A document is known from the last day of its date of publication on; one without a date belongs to no day. What was
known on a day is what `extend_choices` gives of the accounts that were known by then.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.resolution.decisions import Decided, correct_parties
from corpdb.resolution.events.choosing import (
    GENERAL_KINDS,
    VALUES,
    Account,
    Choice,
    Choices,
    extend_choices,
    is_rounded,
    order_account,
)
from corpdb.resolution.events.telling import Party, Period

Item = TypeVar("Item")
Corrections = tuple[Decided[int], ...]
"""What people have set of an event, oldest first."""

_DAY = itemgetter(0)
_PROGRESS = {EventStatus.PROPOSED: 0, EventStatus.ANNOUNCED: 1, EventStatus.COMPLETED: 2}


class Change(StrEnum):
    """What a day's documents do to a value of an event."""

    NEW = "new"  # nothing was known of the event before
    ADDED = "added"  # the value was not known before
    REFINED = "refined"  # it is told more exactly, or in other words
    CHANGED = "changed"  # it has gone on, as from announced to completed
    CONTRADICTED = "contradicted"  # what was told before is denied


@dataclass(frozen=True, slots=True)
class State:
    """What was known of an event from a day on, until the day on which something else is known, if there is one."""

    known_from: date
    known_until: date | None
    choices: Choices
    corrections: Corrections = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who was known to take part."""
        return correct_parties(self.choices.parties, self.corrections)


@dataclass(frozen=True, slots=True)
class Step:
    """A value that became known or changed on a day, before and after; `rank` is that of a participant in its role."""

    known_from: date
    value: str
    change: Change
    before: Choice[Any] | None
    after: Choice[Any]
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Span(Generic[Item]):
    """Something that was known from a day on, until another day or still."""

    item: Item
    known_from: date
    known_until: date | None


@dataclass(frozen=True, slots=True)
class History:
    """An event's states in time, the steps from each to the next, and how long each participant was known as one.

    Neighbouring states differ in a value or in who takes part, not only in confidence or in the order of the parties.
    `lives` are of participants with their ranks; `choices` of values by name with the choice of each, empty where
    these are the present ones from the first day on.
    """

    states: tuple[State, ...]
    steps: tuple[Step, ...]
    lives: tuple[Span[tuple[Party, int]], ...]
    choices: tuple[Span[tuple[str, Choice[Any]]], ...]


def trace_history(accounts: Sequence[Account], present: Choices, corrections: Sequence[Decided[int]] = ()) -> History:
    """The history of the event of these accounts, of which `present` is all that they amount to.

    What `corrections` set, oldest first, holds from the day on from which it was known, or else in every state.
    """
    known = _list_known(accounts, present, corrections)
    states = tuple(_list_states(known))
    pairs = zip((None, *states), states, strict=False)
    steps = tuple(step for before, state in pairs for step in _list_steps(before, state, accounts))
    lives = _list_spans((state.known_from, rank_parties(state.parties)) for state in known)
    is_present = not corrections and all(state.choices is present for state in known)
    picks = () if is_present else _list_spans((state.known_from, _list_told(state)) for state in known)
    return History(states, steps, tuple(lives), tuple(picks))


def list_choices(choices: Choices) -> Iterator[tuple[str, Choice[Any]]]:
    """The values that documents tell, by name, each as it was chosen."""
    for name in VALUES:
        if choice := getattr(choices, name):
            yield name, choice


def rank_parties(parties: Sequence[Party]) -> Iterator[tuple[Party, int]]:
    """Each party with its rank among those of its role, in order."""
    ranks: dict[Role, int] = {}
    for party in parties:
        ranks[party.role] = rank = ranks.get(party.role, 0) + 1
        yield party, rank


def _list_known(accounts: Sequence[Account], present: Choices, corrections: Sequence[Decided[int]]) -> list[State]:
    """What was known from each day on, on which a document came out or something set by people became known."""
    dated = [(account.telling.published.last, account) for account in accounts if account.telling.published]
    told = {day: [account for _, account in group] for day, group in groupby(sorted(dated, key=_DAY), key=_DAY)}
    first = min(told, default=date.max)
    set_later = {one.known_from for one in corrections if one.known_from and one.known_from > first}
    known: list[State] = []
    newest: list[Account] = []
    before, choices = None, present
    for day in sorted(told.keys() | set_later):
        if day in told:
            newest = sorted((*newest, *told[day]), key=order_account)
            before = choices = present if len(newest) == len(accounts) else extend_choices(before, newest, told[day])
        in_force = tuple(one for one in corrections if not one.known_from or one.known_from <= day)
        known.append(State(day, None, choices, in_force))
    return known


def _list_states(known: Sequence[State]) -> Iterator[State]:
    """Neighbouring days on which the same was known, made one."""
    groups = [next(group) for _, group in groupby(known, key=_list_values)]
    ends = [*(state.known_from for state in groups[1:]), None]
    for state, end in zip(groups, ends, strict=False):
        yield replace(state, known_until=end)


def _list_values(state: State) -> tuple[Any, ...]:
    """All that makes a state another one."""
    chosen = (getattr(state.choices, name) for name in VALUES)
    return *(choice and choice.value for choice in chosen), frozenset(state.parties), state.corrections


def _list_told(state: State) -> Iterator[tuple[str, Choice[Any]]]:
    """The values that documents tell and nobody has set otherwise."""
    is_set = _list_set(state)
    return ((name, choice) for name, choice in list_choices(state.choices) if name not in is_set)


def _list_set(state: State) -> set[str]:
    """The names of the values that people have set."""
    return {"when" if one.attribute == "date" else one.attribute for one in state.corrections}


def _list_spans(known: Iterable[tuple[date, Iterable[Item]]]) -> Iterator[Span[Item]]:
    """How long each item was known: those that ended first, then those that still are, in order."""
    begun: dict[Item, date] = {}
    for day, items in known:
        now = dict.fromkeys(items)
        for item in [each for each in begun if each not in now]:
            yield Span(item, begun.pop(item), day)
        for item in now:
            begun.setdefault(item, day)
    for item, day in begun.items():
        yield Span(item, day, None)


def _list_steps(before: State | None, state: State, accounts: Sequence[Account]) -> Iterator[Step]:
    now, day = state.choices, state.known_from
    if before is None:
        yield Step(day, "status", Change.NEW, None, now.status)
        return
    was, is_set = before.choices, _list_set(state)
    has_moved = was.status.value != now.status.value
    for name in VALUES:
        old, new = getattr(was, name), getattr(now, name)
        if new is not None and (old is None or old.value != new.value) and name not in is_set:
            change = _judge(name, old.value, new.value, has_moved=has_moved) if old else Change.ADDED
            yield Step(day, name, change, old, new)
    known = {*was.parties, *before.parties}
    for party, rank in rank_parties(state.parties):
        if party not in known and party in now.parties:
            teller = _find_teller(party, day, accounts)
            yield Step(day, party.role.value, Change.ADDED, None, Choice(party, now.status.why, teller), rank)


def _find_teller(party: Party, day: date, accounts: Collection[Account]) -> int:
    """The mention by which the participant is known on that day, of the newest document."""
    telling = [
        account
        for account in accounts
        if party in account.parties and account.telling.published and account.telling.published.last <= day
    ]
    return min(telling, key=order_account).number


def _judge(name: str, old: Any, new: Any, *, has_moved: bool) -> Change:
    """What a value's going from `old` to `new` is; `has_moved` if the status is another one with it."""
    if name == "when" and has_moved:
        return Change.CHANGED
    return _JUDGES[name](old, new) if name in _JUDGES else Change.REFINED


def _judge_status(old: EventStatus, new: EventStatus) -> Change:
    has_progressed = old in _PROGRESS and new in _PROGRESS and _PROGRESS[old] < _PROGRESS[new]
    return Change.CHANGED if has_progressed else Change.CONTRADICTED


def _judge_kind(old: EventKind, _: EventKind) -> Change:
    return Change.REFINED if old in GENERAL_KINDS else Change.CHANGED


def _judge_date(old: Period, new: Period) -> Change:
    return Change.CONTRADICTED if old.gap(new) else Change.REFINED


def _judge_amount(old: tuple[Decimal, str | None], new: tuple[Decimal, str | None]) -> Change:
    return _judge_figure(old[0], new[0]) if old[1] == new[1] else Change.CHANGED


def _judge_figure(old: int | Decimal, new: int | Decimal) -> Change:
    return Change.REFINED if is_rounded(old, new) or is_rounded(new, old) else Change.CONTRADICTED


_JUDGES: dict[str, Callable[[Any, Any], Change]] = {
    "kind": _judge_kind,
    "status": _judge_status,
    "when": _judge_date,
    "amount": _judge_amount,
    **dict.fromkeys(("headcount", "share_percent", "parts"), _judge_figure),
}
