"""Two tellings side by side: what agrees and what differs, each named, so that a decision can be explained."""

from collections.abc import Iterator
from decimal import Decimal

from corpdb.models.vocabulary import EventKind, EventStatus, EventType, Role
from corpdb.resolution.events.telling import Owners, Period, Telling

# Kinds that documents mix up: a deal whose buyer is not told reads as a divestiture, a takeover as a stake.
_KIN: frozenset[frozenset[EventKind]] = frozenset(
    frozenset(pair)
    for pair in (
        (EventKind.ACQUISITION, EventKind.DIVESTITURE),
        (EventKind.ACQUISITION, EventKind.STAKE),
        (EventKind.ACQUISITION, EventKind.MERGER),
        (EventKind.ACQUISITION, EventKind.ASSET_TRANSFER),
        (EventKind.DIVESTITURE, EventKind.ASSET_TRANSFER),
        (EventKind.OPENING, EventKind.INVESTMENT),
        (EventKind.OPENING, EventKind.CREATION),
        (EventKind.ANTITRUST, EventKind.FINE),
        (EventKind.EXPORT_CONTROL, EventKind.SANCTION),
        (EventKind.EXPORT_CONTROL, EventKind.RULE),
    )
)
_SEVERAL = {Role.PARTNER, Role.PARTY, Role.INVESTOR}  # roles that several play in one event
_OWNING = {Role.SUBJECT, Role.SELLER}
_ROLES: dict[EventType, tuple[Role, ...]] = {
    EventType.PARTNERSHIP: (Role.PARTNER,),
    EventType.RESTRUCTURING: (Role.SUBJECT, Role.TARGET),
    EventType.TRANSACTION: (Role.BUYER, Role.TARGET, Role.SELLER, Role.PARTY),
    EventType.FINANCING: (Role.SUBJECT, Role.INVESTOR),
    EventType.EXPANSION: (Role.SUBJECT, Role.TARGET),
    EventType.LEADERSHIP: (Role.SUBJECT, Role.PERSON),
    EventType.REGULATION: (Role.SUBJECT, Role.AUTHORITY),
}
_PROGRESS = {
    EventStatus.PROPOSED: 0,
    EventStatus.ANNOUNCED: 1,
    EventStatus.COMPLETED: 2,
    EventStatus.CANCELLED: 2,
}
_DAYS, _WEEKS, _SEASON, _YEAR = 3, 16, 60, 400
_MONTH_DAYS, _QUARTER_DAYS = 31, 92
_NEAR = Decimal("0.12")


def compare_tellings(one: Telling, other: Telling, owners: Owners) -> set[str]:
    """What there is to say about two tellings of one type, as `field level`: `buyer same`, `date month`."""
    return {
        _compare_kinds(one.kind, other.kind),
        *(f"{role} {level}" for role, level in _compare_parties(one, other, owners)),
        f"date {_compare_dates(one, other)}",
        *_compare_figures(one, other),
    }


def _compare_kinds(one: EventKind, other: EventKind) -> str:
    if one is other:
        return f"kind {one.value}"
    is_kin = frozenset((one, other)) in _KIN or one.type is EventType.PARTNERSHIP
    return "kind akin" if is_kin else "kind other"


def _compare_parties(one: Telling, other: Telling, owners: Owners) -> Iterator[tuple[Role, str]]:
    for role in _ROLES[one.kind.type]:
        ours, theirs = _list_players(one, role, owners), _list_players(other, role, owners)
        if ours and theirs:
            yield role, _compare_names(role, ours, theirs, owners)
        elif ours or theirs:
            yield role, "untold"


def _list_players(telling: Telling, role: Role, owners: Owners) -> set[str]:
    """Those who play the role; where no subject or seller is told, it is the owner of the target."""
    named = telling.list_named(role)
    if named or role not in _OWNING:
        return named
    return {owners[target] for target in telling.list_named(Role.TARGET) if target in owners}


def _compare_names(role: Role, ours: set[str], theirs: set[str], owners: Owners) -> str:
    shared = ours & theirs
    if role is Role.PERSON:
        return "same" if any(_is_same_person(a, b) for a in ours for b in theirs) else "other"
    if role in _SEVERAL and shared:
        return _compare_sets(role, ours, theirs)
    if shared:
        return "same"
    if any(owners.get(a) == b or owners.get(b) == a for a in ours for b in theirs):
        return "kin"
    return "sibling" if any(a in owners and owners[a] == owners.get(b) for a in ours for b in theirs) else "other"


def _compare_sets(role: Role, ours: set[str], theirs: set[str]) -> str:
    if len(ours & theirs) > 1 or (role is Role.INVESTOR):
        return "same"
    return "other" if ours - theirs and theirs - ours else "partly"


def _is_same_person(one: str, other: str) -> bool:
    """Whether two name keys are of one person: equal, or the one is how the other ends: `valdard`, `marc valdard`."""
    short, long = sorted((one.split(), other.split()), key=len)
    return long[-len(short) :] == short


def _compare_dates(one: Telling, other: Telling) -> str:
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
    """A telling without a date happened before its document came out, and news is told when it is new."""
    ours, theirs = one.when or one.published, other.when or other.published
    if not ours or not theirs:
        return "unknown"
    gap = ours.gap(theirs)
    if gap <= _WEEKS:
        return "about"
    undated, dated = (one, theirs) if one.when is None else (other, ours)
    assert undated.published
    if undated.published.last < dated.first and gap > _SEASON:
        return "ahead"
    return "before" if gap <= _YEAR else "long before"


def _compare_figures(one: Telling, other: Telling) -> Iterator[str]:
    if one.amount and other.amount:
        yield f"amount {_compare_amounts(one, other)}"
    if one.headcount and other.headcount:
        yield f"headcount {_compare_numbers(Decimal(one.headcount), Decimal(other.headcount))}"
    if one.share_percent and other.share_percent:
        yield f"share {_compare_numbers(one.share_percent, other.share_percent)}"
    if one.parts and other.parts:
        yield f"parts {'same' if one.parts == other.parts else 'other'}"
    if one.location and other.location:
        yield f"location {'same' if one.location.casefold() == other.location.casefold() else 'other'}"
    if one.position and other.position:
        yield f"position {'same' if one.position.casefold() == other.position.casefold() else 'other'}"


def _compare_amounts(one: Telling, other: Telling) -> str:
    assert one.amount
    assert other.amount
    if one.currency != other.currency:
        return "converted"
    return _compare_numbers(one.amount, other.amount)


def _compare_numbers(one: Decimal, other: Decimal) -> str:
    if one == other:
        return "same"
    return "near" if abs(one - other) <= _NEAR * max(one, other) else "other"
