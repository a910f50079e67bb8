"""The life of an event: what was known of it from which day on, by the days on which its documents came out.

A document is known from the last day of its date of publication on; one without a date belongs to no day. What was
known on a day is what `choose_values` gives of the accounts that were known by then.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.resolution.events.choosing import (
    GENERAL_KINDS,
    VALUES,
    Account,
    Choice,
    Choices,
    choose_values,
    is_rounded,
    order_account,
)
from corpdb.resolution.events.telling import Party, Period

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
class Life:
    """That a participant was known with this rank in its role, from a day on, until another day or still."""

    party: Party
    rank: int
    known_from: date
    known_until: date | None


@dataclass(frozen=True, slots=True)
class History:
    """An event's states in time, the steps from each to the next, and how long each participant was known as one.

    Neighbouring states differ in a value or in who takes part, not only in confidence or in the order of the parties.
    """

    states: tuple[State, ...]
    steps: tuple[Step, ...]
    lives: tuple[Life, ...]


def trace_history(accounts: Sequence[Account], present: Choices) -> History:
    """The history of the event of these accounts, of which `present` is all that they amount to."""
    known = _list_known(accounts, present)
    states = tuple(_list_states(known))
    pairs = zip((None, *states), states, strict=False)
    steps = tuple(step for before, state in pairs for step in _list_steps(before, state, accounts))
    return History(states, steps, tuple(_list_lives(known)))


def rank_parties(parties: Sequence[Party]) -> Iterator[tuple[Party, int]]:
    """Each party with its rank among those of its role, in order."""
    ranks: dict[Role, int] = {}
    for party in parties:
        ranks[party.role] = rank = ranks.get(party.role, 0) + 1
        yield party, rank


def _list_known(accounts: Sequence[Account], present: Choices) -> list[tuple[date, Choices]]:
    """What was known from each day of publication on."""
    days = [(account.telling.published.last, account) for account in accounts if account.telling.published]
    known: list[tuple[date, Choices]] = []
    so_far: list[Account] = []
    for day, group in groupby(sorted(days, key=itemgetter(0)), key=itemgetter(0)):
        so_far += [account for _, account in group]
        known.append((day, present if len(so_far) == len(accounts) else choose_values(so_far)))
    return known


def _list_states(known: Sequence[tuple[date, Choices]]) -> Iterator[State]:
    """Neighbouring days on which the same was known, made one."""
    groups = [next(group) for _, group in groupby(known, key=lambda one: _list_values(one[1]))]
    ends = [*(day for day, _ in groups[1:]), None]
    for (day, choices), end in zip(groups, ends, strict=False):
        yield State(day, end, choices)


def _list_values(choices: Choices) -> tuple[Any, ...]:
    """All that makes a state another one."""
    chosen = (getattr(choices, name) for name in VALUES)
    return *(choice and choice.value for choice in chosen), frozenset(choices.parties)


def _list_lives(known: Sequence[tuple[date, Choices]]) -> Iterator[Life]:
    """Each participant with its rank and the days from which and until which it was known so, in order."""
    open_lives: dict[tuple[Party, int], date] = {}
    for day, choices in known:
        ranked = dict.fromkeys(rank_parties(choices.parties))
        for party, rank in [part for part in open_lives if part not in ranked]:
            yield Life(party, rank, open_lives.pop((party, rank)), day)
        for part in ranked:
            open_lives.setdefault(part, day)
    for (party, rank), day in open_lives.items():
        yield Life(party, rank, day, None)


def _list_steps(before: State | None, state: State, accounts: Sequence[Account]) -> Iterator[Step]:
    now, day = state.choices, state.known_from
    if before is None:
        yield Step(day, "status", Change.NEW, None, now.status)
        return
    was = before.choices
    has_moved = was.status.value != now.status.value
    for name in VALUES:
        old, new = getattr(was, name), getattr(now, name)
        if new is not None and (old is None or old.value != new.value):
            change = _judge(name, old.value, new.value, has_moved=has_moved) if old else Change.ADDED
            yield Step(day, name, change, old, new)
    known = set(was.parties)
    for party, rank in rank_parties(now.parties):
        if party not in known:
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
