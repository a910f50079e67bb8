"""What happens in the made-up world: each group's events of an era, and the life of each, stage by stage."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from names import draw_rank, make_person
from stories import Figures, draw_figures, load_kinds
from wording import load_phrases
from world import BODIES, EPOCH, Group, Organization, make_body, make_group

from corpdb.models.vocabulary import EventKind, OrganizationKind

ERA = timedelta(days=365)
_PATHS = (  # what an event goes through, and how often
    (("completed",), 42),
    (("announced",), 22),
    (("announced", "completed"), 18),
    (("proposed", "announced", "completed"), 7),
    (("proposed", "announced"), 4),
    (("announced", "cancelled"), 5),
    (("proposed", "cancelled"), 2),
)
_GAPS = {"announced": (5, 60), "completed": (10, 210), "cancelled": (10, 180)}  # days after the stage before
_SISTER_SHARE = 0.3
_SUBSIDIARY_SHARE = 0.15
_CHANGE_SHARE = 0.6
_CHANGEABLE = ("target", "partner_2", "party_2", "investor")
_PERSONS = 40_000
_ONCE = frozenset(
    EventKind(kind)
    for kind in (
        *("acquisition", "merger", "divestiture", "asset_transfer", "joint_venture", "spin_off", "split", "closure"),
        *("insolvency", "ipo", "delisting", "opening", "creation", "consolidation"),
    )
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of an event's life."""

    status: str
    day: date


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the world: who takes part by role (`partner_2` is a second one), figures, and its life."""

    id: str
    kind: EventKind
    figures: Figures
    stages: tuple[Stage, ...]
    organizations: dict[str, Organization] = field(default_factory=dict[str, Organization])
    person: str | None = None


@lru_cache(maxsize=5_000)
def list_events(seed: int, rank: int, era: int) -> tuple[Event, ...]:
    """The events of a group in an era, the most told first; some have a sister, much like them but not the same."""
    rng = Random(f"{seed} events {rank} {era}")
    events: list[Event] = []
    for number in range(_count_events(rng, rank)):
        event = _draw_event(seed, rng, rank, f"{rank}/{era}/{number}", EPOCH + era * ERA)
        events.append(event)
        if rng.random() < _SISTER_SHARE:
            events += _make_sisters(seed, rng, rank, event)
    return tuple(events)


def _count_events(rng: Random, rank: int) -> int:
    """A group makes the more news the more famous it is."""
    if rank < 30:  # noqa: PLR2004 - the few that are in the paper every week
        return rng.randint(6, 10)
    return rng.randint(2, 5) if rank < 300 else rng.randint(1, 2)  # noqa: PLR2004


def _draw_event(seed: int, rng: Random, rank: int, name: str, start: date) -> Event:
    kinds = load_kinds()
    kind = rng.choices(list(kinds), [row["weight"] for row in kinds.values()])[0]
    group = make_group(seed, rank)
    organizations: dict[str, Organization] = {}
    person = None
    for role, spec in kinds[kind]["roles"].items():
        family, _, _owner = spec.partition(" of:")
        if family == "person":
            person = make_person(seed, rng.randrange(_PERSONS))
        else:
            organizations[role] = _draw_organization(seed, rng, group, family, organizations)
    if "target" in organizations and organizations["target"].parent is group.head:
        _give_head(kinds[kind]["roles"]["target"], organizations, group)
    stages = tuple(_draw_stages(rng, kind, start + timedelta(days=rng.randrange(ERA.days))))
    return Event(name, EventKind(kind), draw_figures(rng), stages, organizations, person)


def _give_head(spec: str, organizations: dict[str, Organization], group: Group) -> None:
    """Make the head the owner of what is its own."""
    owner = spec.partition(" of:")[2]
    if owner:
        organizations[owner] = group.head


def _draw_organization(
    seed: int, rng: Random, group: Group, family: str, taken: dict[str, Organization]
) -> Organization:
    """One of that family: the group's own first, then companies of other groups."""
    match family:
        case "lab":
            return rng.choice(group.labs)
        case "unit":
            return rng.choice(group.units)
        case "company":
            if any(one in group.companies for one in taken.values()):
                group = make_group(seed, draw_rank(rng))
            one = rng.choice(group.companies) if rng.random() < _SUBSIDIARY_SHARE else rng.choice(group.firms)
            return one if one not in taken.values() else make_group(seed, draw_rank(rng) + 1).head
        case _:
            own = family == "state" and group.county
            return own or make_body(seed, family, rng.randrange(BODIES[family]), draw_rank(rng))


def _draw_stages(rng: Random, kind: str, day: date) -> Iterator[Stage]:
    told = load_phrases("en").data["events"][kind]
    paths = [(path, weight) for path, weight in _PATHS if told.keys() >= set(path)]
    path = rng.choices([path for path, _ in paths], [weight for _, weight in paths])[0]
    for at, status in enumerate(path):
        if at:
            day += timedelta(days=rng.randint(*_GAPS[status]))
        yield Stage(status, day)


def _make_sisters(seed: int, rng: Random, rank: int, event: Event) -> Iterator[Event]:
    """Another event of the same kind and group: with another partner soon after, or the same again much later.

    What happens but once to the same has no other.
    """
    organizations = dict(event.organizations)
    person = make_person(seed, rng.randrange(_PERSONS)) if event.person else None
    changeable = [role for role in _CHANGEABLE if role in organizations]
    shift = rng.choice((0, 9, 25, 91, 182))
    if changeable and rng.random() < _CHANGE_SHARE:
        role = changeable[0]
        organizations[role] = _draw_other(seed, rng, make_group(seed, rank), organizations, role)
    elif event.kind in _ONCE:
        return
    elif not person:
        shift = rng.choice((91, 182, 365))
    days = timedelta(days=shift)
    stages = tuple(_draw_stages(rng, event.kind.value, event.stages[0].day + days))
    yield Event(f"{event.id}'", event.kind, draw_figures(rng), stages, organizations, person)


def _draw_other(seed: int, rng: Random, group: Group, taken: dict[str, Organization], role: str) -> Organization:
    """Another of the same family as the one in that role."""
    one = taken[role]
    own = next((members for members in (group.labs, group.units) if one in members), None)
    if own:
        return rng.choice([other for other in own if other != one])
    if one.kind is OrganizationKind.COMPANY:
        return _draw_organization(seed, rng, group, "company", {**taken, "home": group.head})
    return make_body(seed, "academic" if one.kind is OrganizationKind.ACADEMIC else "state", 0, draw_rank(rng))
