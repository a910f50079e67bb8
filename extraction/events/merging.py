"""One event told in several places: drafts that speak of the same thing become one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpdb.extraction.events.drafts import Draft
from corpdb.extraction.events.frames import Roles
from corpdb.extraction.facts import PartialDate
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import EventKind, EventType, Role

# With how many earlier events of an organization a draft is compared; this keeps long documents linear.
_LOOK_BACK = 12
_SALES = frozenset({EventKind.ACQUISITION, EventKind.DIVESTITURE, EventKind.ASSET_TRANSFER, EventKind.STAKE})


@dataclass(slots=True, eq=False)
class Cluster:
    """The drafts of one event, in the order of the text."""

    drafts: list[Draft]
    roles: Roles
    dates: set[PartialDate] = field(default_factory=set[PartialDate])

    @property
    def best(self) -> Draft:
        """The draft that tells most: participants first, then a date of its own, then its place."""
        return max(self.drafts, key=lambda draft: (draft.explicit, draft.details.dated, draft.prominent, -draft.span.start))


def merge_drafts(drafts: Iterable[Draft]) -> list[Cluster]:
    """The events of a document, in the order in which it first tells them."""
    clusters: list[Cluster] = []
    by_entity: defaultdict[tuple[EventType, Entity], list[Cluster]] = defaultdict(list)
    for draft in drafts:
        known = [
            cluster for entity in draft.roles.filled for cluster in by_entity[draft.kind.type, entity][-_LOOK_BACK:]
        ]
        cluster = next((cluster for cluster in reversed(known) if _is_same(cluster, draft)), None)
        if cluster:
            cluster.drafts.append(draft)
        else:
            cluster = Cluster([draft], Roles())
            clusters.append(cluster)
        if draft.details.dated and draft.details.date:
            cluster.dates.add(draft.details.date)
        for entity, role in draft.roles.filled.items():
            if entity not in cluster.roles.filled:
                by_entity[draft.kind.type, entity].append(cluster)
            cluster.roles.add(entity, role)
    return clusters


def _is_same(cluster: Cluster, draft: Draft) -> bool:
    first = cluster.drafts[0]
    kinds = first.kind is draft.kind or {first.kind, draft.kind} <= _SALES
    return kinds and _is_compatible(cluster, draft) and _share_roles(cluster.roles, draft.roles, draft.kind)


def _is_compatible(cluster: Cluster, draft: Draft) -> bool:
    """Whether no two dates that the places themselves give exclude each other."""
    date = draft.details.date if draft.details.dated else None
    return not date or all(_overlap(known, date) for known in cluster.dates)


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.first <= other.last and other.first <= one.last


def _share_roles(one: Roles, other: Roles, kind: EventKind) -> bool:
    """Whether the participants that tell two such events apart are the same."""
    match kind.type:
        case EventType.PARTNERSHIP:
            return len(one.filled.keys() & other.filled.keys()) > 1
        case EventType.LEADERSHIP:
            return _meet(one, other, Role.PERSON)
        case EventType.TRANSACTION if kind is EventKind.MERGER:
            return len(one.filled.keys() & other.filled.keys()) > 1
        case EventType.TRANSACTION:
            deal = _meet(one, other, Role.BUYER) and _meet(one, other, Role.SELLER)
            return _meet(one, other, Role.TARGET) or (deal and _may_meet(one, other, Role.TARGET))
        case _:
            return _meet(one, other, Role.SUBJECT) and _may_meet(one, other, Role.TARGET)


def _meet(one: Roles, other: Roles, role: Role) -> bool:
    return not set(one.of(role)).isdisjoint(other.of(role))


def _may_meet(one: Roles, other: Roles, role: Role) -> bool:
    """Whether the two name the same for a role, or one of them nobody."""
    return not one.of(role) or not other.of(role) or _meet(one, other, role)

