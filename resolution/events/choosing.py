"""What an event's accounts amount to: each value of its own, chosen by a written rule, with the reason.

What the documents say stays beside each of them. Where all else is equal, the document's key decides, so that the
order in which documents come in changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.resolution.events.comparing import is_same_person
from corpdb.resolution.events.telling import Party, Period, Telling

Value = TypeVar("Value")

_NEWS = frozenset({EventStatus.PROPOSED, EventStatus.ANNOUNCED})
GENERAL_KINDS = frozenset({EventKind.ALLIANCE, EventKind.DIVESTITURE})  # what a deal reads as when less is told
_ROUNDING = Decimal("0.05")


class Why(StrEnum):
    """The rule by which a value was chosen among those that are told."""

    ONLY = "only"  # nothing else is told
    NEWEST = "newest"  # of the newest news
    EXACT = "exact"  # the newest figure, as another document gives it more exactly
    AGREED = "agreed"  # most documents agree with it
    PRECISE = "precise"  # of those that as many documents agree with, the most precise
    SPECIFIC = "specific"  # the others say less


@dataclass(frozen=True, slots=True)
class Account:
    """A mention: its number, the key of its document, its rank there, what it tells, its parties in order."""

    number: int
    document: str
    rank: int
    telling: Telling
    parties: tuple[Party, ...] = ()
    confidence: float = 1.0


class Choice(NamedTuple, Generic[Value]):
    """A chosen value, why it was chosen, and the number of the mention that it is from."""

    value: Value
    why: Why
    number: int


@dataclass(frozen=True, slots=True)
class Choices:
    """An event's own values; one that no document tells is None. `amount` goes with its currency."""

    kind: Choice[EventKind]
    status: Choice[EventStatus]
    when: Choice[Period] | None
    amount: Choice[tuple[Decimal, str | None]] | None
    headcount: Choice[int] | None
    share_percent: Choice[Decimal] | None
    parts: Choice[int] | None
    location: Choice[str] | None
    position: Choice[str] | None
    series: Choice[str] | None
    parties: tuple[Party, ...]
    confidence: float


VALUES = tuple(each.name for each in fields(Choices) if each.name not in {"parties", "confidence"})
"""The fields of `Choices` that are each a choice."""


def choose_values(accounts: Sequence[Account]) -> Choices:
    """The values of an event that has these accounts, at least one."""
    return extend_choices(None, sorted(accounts, key=order_account), accounts)


def extend_choices(before: Choices | None, newest: Sequence[Account], added: Sequence[Account]) -> Choices:
    """The values of an event that has the accounts `newest`, in order, if `before` are those without the ones `added`.

    What none of these tells stays as it was chosen.
    """
    status = choose_status(newest)
    told = {name: choose(newest) for name, choose in _CHOOSERS.items() if before is None or _is_told(name, added)}
    kept = {name: getattr(before, name) for name in _CHOOSERS if name not in told}
    return Choices(
        kind=_choose_kind(newest),
        status=status,
        when=_choose_when(newest, status.value),
        **told,
        **kept,
        parties=_join_parties(newest),
        confidence=max(account.confidence for account in newest),
    )


def _is_told(name: str, accounts: Sequence[Account]) -> bool:
    return any(getattr(account.telling, name) is not None for account in accounts)


def choose_status(accounts: Sequence[Account]) -> Choice[EventStatus]:
    """The status of the newest news, where looking back is not news.

    What is told stood so on the day it is told of, at the latest on the day of the document. Once a document tells
    the event as done, that others tell of its plan says nothing more; only that it was undone later does.
    """
    speaking = [account for account in accounts if account.rank == 1] or list(accounts)
    told = {account.telling.status for account in speaking}
    if EventStatus.COMPLETED in told:
        speaking = [account for account in speaking if account.telling.status not in _NEWS]
    best = max(speaking, key=lambda account: _find_state_day(account.telling))
    return Choice(best.telling.status, Why.ONLY if len(told) == 1 else Why.NEWEST, best.number)


def order_account(account: Account) -> tuple[int, str, int, int]:
    """What accounts are sorted by: the newest first; numbers within a document follow its text."""
    published = account.telling.published
    return -published.first.toordinal() if published else 0, account.document, account.rank, account.number


def _find_state_day(telling: Telling) -> date:
    days = [period.last for period in (telling.when, telling.published) if period]
    return min(days, default=date.min)


def _choose_kind(accounts: Sequence[Account]) -> Choice[EventKind]:
    kinds = _group(accounts, lambda telling: telling.kind)
    kind, told = min(kinds, key=lambda pair: (pair[0] in GENERAL_KINDS, -_count_documents(pair[1]), pair[0]))
    why = Why.SPECIFIC if any(other in GENERAL_KINDS for other, _ in kinds) else Why.AGREED
    return _make_choice(kind, why, told, kinds)


def _choose_when(accounts: Sequence[Account], status: EventStatus) -> Choice[Period] | None:
    """The period that most documents agree with, of those that tell the status; then the most precise, the newest."""
    periods = _group([one for one in accounts if one.telling.status is status], _get_when) or _group(
        accounts, _get_when
    )
    if not periods:
        return None
    support = {
        period: _count_documents([account for other, told in periods if period.gap(other) == 0 for account in told])
        for period, _ in periods
    }
    when, told = min(periods, key=lambda pair: (-support[pair[0]], pair[0].days))
    why = Why.PRECISE if min(support.values()) == support[when] else Why.AGREED
    return _make_choice(when, why, told, periods)


def _get_when(telling: Telling) -> Period | None:
    return telling.when


def _choose_amount(accounts: Sequence[Account]) -> Choice[tuple[Decimal, str | None]] | None:
    """The amount with its currency, chosen among those in the currency that the newest tells."""
    priced = [account for account in accounts if account.telling.amount is not None]
    if not priced:
        return None
    currency = priced[0].telling.currency
    chosen = _choose_number(
        [account for account in priced if account.telling.currency == currency], lambda telling: telling.amount
    )
    if chosen is None:
        return None
    is_only = len({(account.telling.amount, account.telling.currency) for account in priced}) == 1
    why = Why.NEWEST if chosen.why is Why.ONLY and not is_only else chosen.why
    return Choice((chosen.value, currency), why, chosen.number)


Number = TypeVar("Number", int, Decimal)


def _choose_number(accounts: Sequence[Account], get: Callable[[Telling], Number | None]) -> Choice[Number] | None:
    """The figure of the newest document, in the most exact form in which any gives it."""
    figures = _group(accounts, get)
    if not figures:
        return None
    newest = figures[0][0]
    near = [pair for pair in figures if is_rounded(pair[0], newest)]
    value, told = min(near, key=lambda pair: (-_count_digits(pair[0]), -_count_documents(pair[1])))
    return _make_choice(value, Why.NEWEST if value == newest else Why.EXACT, told, figures)


def is_rounded(figure: int | Decimal, newest: int | Decimal) -> bool:
    """Whether the figure may be the newest one, rounded or told more exactly."""
    return abs(figure - newest) <= _ROUNDING * newest


def _count_digits(number: int | Decimal) -> int:
    """How many digits are not just zeros at its end: 2 of 1,200."""
    return len(Decimal(number).normalize().as_tuple().digits)


def _choose_words(accounts: Sequence[Account], get: Callable[[Telling], str | None]) -> Choice[str] | None:
    """The words of most documents; then the longest, the newest."""
    words = _group(accounts, get)
    if not words:
        return None
    value, told = min(words, key=lambda pair: (-_count_documents(pair[1]), -len(pair[0])))
    return _make_choice(value, Why.AGREED, told, words)


def _join_parties(accounts: Sequence[Account]) -> tuple[Party, ...]:
    """All who are told, in the newest document's order; a person's bare surname gives way to the full name."""
    parties = tuple(dict.fromkeys(party for account in accounts for party in account.parties))
    persons = [party.who for party in parties if party.role is Role.PERSON]
    return tuple(party for party in parties if party.role is not Role.PERSON or not _is_shorter(party.who, persons))


def _is_shorter(name: str, others: Sequence[str]) -> bool:
    return any(len(other) > len(name) and is_same_person(name, other) for other in others)


def _group(accounts: Sequence[Account], get: Callable[[Telling], Value | None]) -> list[tuple[Value, list[Account]]]:
    """Each value that is told with the accounts that tell it, the newest first."""
    groups: dict[Value, list[Account]] = {}
    for account in accounts:
        value = get(account.telling)
        if value is not None:
            groups.setdefault(value, []).append(account)
    return list(groups.items())


def _make_choice(
    value: Value, why: Why, told: Sequence[Account], rivals: Sequence[tuple[Value, object]]
) -> Choice[Value]:
    """The choice of a value that `told` tell, for that reason if there are others."""
    return Choice(value, Why.ONLY if len(rivals) == 1 else why, told[0].number)


def _count_documents(accounts: Sequence[Account]) -> int:
    return len({account.document for account in accounts})


_CHOOSERS: dict[str, Callable[[Sequence[Account]], Choice[Any] | None]] = {
    "amount": _choose_amount,
    "headcount": lambda newest: _choose_number(newest, lambda telling: telling.headcount),
    "share_percent": lambda newest: _choose_number(newest, lambda telling: telling.share_percent),
    "parts": lambda newest: _choose_number(newest, lambda telling: telling.parts),
    "location": lambda newest: _choose_words(newest, lambda telling: telling.location),
    "position": lambda newest: _choose_words(newest, lambda telling: telling.position),
    "series": lambda newest: _choose_words(newest, lambda telling: telling.series),
}
