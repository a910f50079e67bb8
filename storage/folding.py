"""One event from its mentions: the rule by which an event's own values are chosen.

The newest document speaks first, and in it the place that tells the event best. The event's status is the first
that is told; each other value is the first that is told at all, so that an older document fills what a newer one
leaves out. Dates and amounts are taken whole, never mixed of two mentions. The event is as sure as its surest mention.
"""

from collections.abc import Sequence
from typing import NamedTuple


class DateColumns(NamedTuple):
    """A date as the tables hold it: two ISO days, a precision, and the text at that precision."""

    first_day: str | None = None
    last_day: str | None = None
    date_precision: str | None = None
    date_text: str | None = None


class MoneyColumns(NamedTuple):
    """An amount as the tables hold it: a decimal number as text, and its currency."""

    amount: str | None = None
    currency: str | None = None


NO_DATE = DateColumns()
NO_MONEY = MoneyColumns()


class Told(NamedTuple):
    """What a mention tells of its event, or what all its mentions amount to."""

    status: str
    confidence: float
    date: DateColumns = NO_DATE
    money: MoneyColumns = NO_MONEY
    headcount: int | None = None
    location: str | None = None
    parts: int | None = None
    share_percent: str | None = None
    series: str | None = None
    position: str | None = None


class Part(NamedTuple):
    """An organization or a person in a role."""

    role: str
    organization_id: int | None
    person_id: int | None


class Account(NamedTuple):
    """A mention as folding sees it: when its document was published (ISO day, or ''), its rank, what it tells."""

    mention_id: int
    published: str
    rank: int
    told: Told
    parts: tuple[Part, ...]


def fold_accounts(accounts: Sequence[Account]) -> tuple[Told, tuple[Part, ...]]:
    """What an event's accounts (at least one) amount to: its values, and its participants in order."""
    if len(accounts) == 1:
        return accounts[0].told, accounts[0].parts
    ordered = sorted(accounts, key=lambda account: (account.rank, account.mention_id))
    ordered.sort(key=lambda account: account.published, reverse=True)
    told = [account.told for account in ordered]
    values = Told(
        status=told[0].status,
        confidence=max(one.confidence for one in told),
        date=next((one.date for one in told if one.date.first_day is not None), NO_DATE),
        money=next((one.money for one in told if one.money.amount is not None), NO_MONEY),
        headcount=next((one.headcount for one in told if one.headcount is not None), None),
        location=next((one.location for one in told if one.location is not None), None),
        parts=next((one.parts for one in told if one.parts is not None), None),
        share_percent=next((one.share_percent for one in told if one.share_percent is not None), None),
        series=next((one.series for one in told if one.series is not None), None),
        position=next((one.position for one in told if one.position is not None), None),
    )
    return values, tuple(dict.fromkeys(part for account in ordered for part in account.parts))
