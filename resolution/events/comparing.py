"""Two tellings side by side: what agrees and what differs, each named, so that a decision can be explained."""

from collections.abc import Iterator
from decimal import Decimal

from corpdb.models.vocabulary import ROLES, EventKind, EventStatus, Role
from corpdb.resolution.events.kinds import KIN
from corpdb.resolution.events.telling import Party, Period, Telling

_PROGRESS = {
    EventStatus.PROPOSED: 0,
    EventStatus.ANNOUNCED: 1,
    EventStatus.COMPLETED: 2,
    EventStatus.CANCELLED: 2,
}
_DIFFERENT = frozenset({"other", "sibling"})
_DAYS, _WEEKS, _SEASON, _HALF_YEAR, _YEAR = 3, 16, 60, 190, 400
_MONTH_DAYS, _QUARTER_DAYS = 31, 92
_NEAR, _REVISED = Decimal("0.12"), Decimal("0.35")


def compare_kinds(one: EventKind, other: EventKind) -> str:
    """`same`, `akin` where documents mix the two up, else `other`."""
    if one is other:
        return "same"
    return "akin" if frozenset((one, other)) in KIN else "other"


def compare_parties(one: Telling, other: Telling) -> Iterator[tuple[Role, str]]:
    """For each role of the type that either tells, how the two agree on who plays it.

    Two languages may have a lab or an authority in their own words: `laboratoire quantique d'Acme`, `Acme quantum lab`.
    """
    for role in ROLES[one.kind.type]:
        ours, theirs = one.players.get(role), other.players.get(role)
        if ours and theirs:
            level = _compare_players(role, one, other)
            is_translated = level in _DIFFERENT and one.language != other.language and _may_be_local(ours, theirs)
            yield role, "translated" if is_translated else level
        elif ours or theirs:
            yield role, "untold"


def _compare_players(role: Role, one: Telling, other: Telling) -> str:
    us, them = one.names[role], other.names[role]
    if role is Role.PERSON:
        return "same" if any(is_same_person(a, b) for a in us for b in them) else "other"
    if not us.isdisjoint(them):
        return _compare_sets(us, them) if role is Role.PARTNER or role is Role.PARTY else "same"
    owners, theirs = _list_owners(one, role), _list_owners(other, role)
    if not (owners.isdisjoint(them) and theirs.isdisjoint(us)):
        return "kin"
    return "other" if owners.isdisjoint(theirs) else "sibling"


def _list_owners(telling: Telling, role: Role) -> set[str]:
    return {party.owner for party in telling.players[role] if party.owner}


def _may_be_local(ours: frozenset[Party], theirs: frozenset[Party]) -> bool:
    """Whether those of the one who are not of the other may be the same in the words of another language."""
    return any(
        a.is_local and b.is_local and (a.owner == b.owner or not (a.owner and b.owner))
        for a in ours - theirs
        for b in theirs - ours
    )


def _compare_sets(us: frozenset[str], them: frozenset[str]) -> str:
    """Of partners that overlap: two in common are the same deal, one each besides the common one are two deals."""
    if len(us & them) > 1:
        return "same"
    return "other" if us - them and them - us else "partly"


def is_same_person(one: str, other: str) -> bool:
    """Whether two name keys are of one person: equal, or the one is how the other ends: `valdard`, `marc valdard`."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def compare_dates(one: Telling, other: Telling) -> str:
    """How near two tellings are in time, and if they are not, whether the one may be what became of the other."""
    if one.when is None or other.when is None:
        return _compare_undated(one, other)
    gap = one.when.gap(other.when)
    if gap == 0:
        return _name_precision(max(one.when.days, other.when.days))
    if gap <= _DAYS:
        return "days"
    if gap <= _WEEKS:
        return "weeks"
    return _compare_far(one, other, one.when, other.when)


def _name_precision(days: int) -> str:
    if days == 1:
        return "day"
    if days <= _MONTH_DAYS:
        return "month"
    return "quarter" if days <= _QUARTER_DAYS else "year"


def _compare_far(one: Telling, other: Telling, ours: Period, theirs: Period) -> str:
    gap = ours.gap(theirs)
    if gap > _YEAR:
        return "far"
    early, late = (one, other) if ours.first < theirs.first else (other, one)
    progress = _rank_stage(late) - _rank_stage(early)
    span = "months" if gap > _SEASON else "season"
    if progress > 0:
        return f"{span} later stage"
    return f"{span} same stage" if progress == 0 else f"{span} earlier stage"


def _rank_stage(telling: Telling) -> int:
    """How far the event has gone on the day that is told: a plan's day to come is when it is done."""
    is_ahead = telling.when and telling.published and telling.when.first > telling.published.last
    return _PROGRESS[EventStatus.COMPLETED] if is_ahead else _PROGRESS[telling.status]


def _compare_undated(one: Telling, other: Telling) -> str:
    """A telling without a date happened before its document came out, and news is told when it is new.

    Of two without a date, the one of the later document may look back on the other, whose document is its date.
    """
    ours, theirs = one.when or one.published, other.when or other.published
    if not ours or not theirs:
        return "unknown"
    gap = ours.gap(theirs)
    if gap <= _WEEKS:
        return "about" if max(ours.days, theirs.days) <= _QUARTER_DAYS else "year"
    is_one = one.when is None and (other.when is not None or ours.first >= theirs.first)
    undated, dated = (one, theirs) if is_one else (other, ours)
    assert undated.published
    if undated.published.last < dated.first and gap > _SEASON:
        return "ahead"
    return "before" if gap <= _HALF_YEAR else "long before"


def compare_figures(one: Telling, other: Telling) -> Iterator[tuple[str, str]]:
    """For each figure or word that both tell, whether it is the same."""
    if one.amount and other.amount:
        is_priced_alike = one.currency == other.currency
        yield "amount", _compare_numbers(one.amount, other.amount) if is_priced_alike else "converted"
    if one.headcount and other.headcount:
        yield "headcount", _compare_numbers(Decimal(one.headcount), Decimal(other.headcount))
    if one.share_percent and other.share_percent:
        yield "share", _compare_numbers(one.share_percent, other.share_percent)
    for name, ours in one.words.items():
        if theirs := other.words.get(name):
            yield name, "same" if ours == theirs else "other"


def _compare_numbers(one: Decimal, other: Decimal) -> str:
    if one == other:
        return "same"
    gap = abs(one - other) / max(one, other)
    if gap <= _NEAR:
        return "near"
    return "other" if gap <= _REVISED else "far"
