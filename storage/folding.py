"""One event from its mentions: the rule by which an event's own values are chosen.

The newest document speaks first, and in it the place that tells the event best. The event's status is the first
that is told; each other value is the first that is told at all, so that an older document fills what a newer one
leaves out. Dates and amounts are taken whole, never mixed of two mentions. The event is as sure as its surest mention.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Told(NamedTuple):
    """What a mention tells of its event, or what all its mentions amount to: as the columns of their tables hold it.

    Days are ISO text, exact numbers decimal text.
    """

    status: str
    first_day: str | None
    last_day: str | None
    date_precision: str | None
    date_text: str | None
    amount: str | None
    currency: str | None
    headcount: int | None
    location: str | None
    parts: int | None
    share_percent: str | None
    series: str | None
    position: str | None
    confidence: float


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
    dated = next((one for one in told if one.first_day is not None), told[0])
    priced = next((one for one in told if one.amount is not None), told[0])
    values = told[0]._replace(
        confidence=max(one.confidence for one in told),
        first_day=dated.first_day,
        last_day=dated.last_day,
        date_precision=dated.date_precision,
        date_text=dated.date_text,
        amount=priced.amount,
        currency=priced.currency,
        headcount=next((one.headcount for one in told if one.headcount is not None), None),
        location=next((one.location for one in told if one.location is not None), None),
        parts=next((one.parts for one in told if one.parts is not None), None),
        share_percent=next((one.share_percent for one in told if one.share_percent is not None), None),
        series=next((one.series for one in told if one.series is not None), None),
        position=next((one.position for one in told if one.position is not None), None),
    )
    return values, tuple(dict.fromkeys(part for account in ordered for part in account.parts))
