"""What happens in the made-up world: each group's events of an era, and the life of each, stage by stage."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from names import Seed, draw_rank, make_person
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
_CHANGEABLE = ("target", "partner_2", "party_2", "investor", "authority")
_PERSONS = 40_000
_TRIES = 20
_BUSY, _KNOWN = 30, 300  # groups of a lower rank are in the paper every week, every month
_ALONE = frozenset({EventKind.INSOLVENCY, EventKind.IPO, EventKind.DELISTING, EventKind.SPLIT})
_MARKET = 20_000  # what is bought whole is one of so many groups, and not among those that are known
_ALONE_ERAS = 4  # what happens to a whole company may come again after so many eras
_ONCE = _ALONE | {
    EventKind.ACQUISITION,
    EventKind.MERGER,
    EventKind.DIVESTITURE,
    EventKind.ASSET_TRANSFER,
    EventKind.JOINT_VENTURE,
    EventKind.SPIN_OFF,
    EventKind.CONSOLIDATION,
    EventKind.CLOSURE,
    EventKind.OPENING,
    EventKind.CREATION,
}


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
def list_events(seed: Seed, rank: int, era: int) -> tuple[Event, ...]:
    """The events of a group in an era, the most told first; some have a sister, much like them but not the same."""
    chronicle = _Chronicle(seed, rank, era, Random(f"{seed} events {rank} {era}"), make_group(seed, rank))
    for _ in range(_count_events(chronicle.rng, rank)):
        chronicle.add_event()
    return tuple(chronicle.events)


def _count_events(rng: Random, rank: int) -> int:
    """A group makes the more news the more famous it is."""
    if rank < _BUSY:
        return rng.randint(6, 10)
    return rng.randint(2, 5) if rank < _KNOWN else rng.randint(1, 2)


@dataclass(slots=True)
class _Chronicle:
    """A group's events of an era in the making."""

    seed: Seed
    rank: int
    era: int
    rng: Random
    group: Group
    events: list[Event] = field(default_factory=list[Event])

    def add_event(self) -> None:
        """Let something happen, and perhaps something much like it."""
        start = EPOCH + self.era * ERA + timedelta(days=self.rng.randrange(ERA.days))
        event = next(one for one in (self._draw_event(start) for _ in range(_TRIES)) if self._is_possible(one))
        self.events.append(event)
        if self.rng.random() < _SISTER_SHARE:
            sister = self._make_sister(event)
            if self._is_possible(sister):
                self.events.append(sister)

    def _is_possible(self, event: Event) -> bool:
        """Whether it has not happened to the same already, if it happens but once."""
        if event.kind in _ALONE and self.era % _ALONE_ERAS != self.rank % _ALONE_ERAS:
            return False
        same = [one for one in self.events if (one.kind, one.organizations) == (event.kind, event.organizations)]
        return not same or event.kind not in _ONCE

    def _draw_event(self, start: date) -> Event:
        kinds = load_kinds()
        kind = self.rng.choices(list(kinds), [row["weight"] for row in kinds.values()])[0]
        roles: dict[str, str] = kinds[kind]["roles"]
        organizations: dict[str, Organization] = {}
        for role, spec in roles.items():
            family, _, owner = spec.partition(" of:")
            if owner:  # what is a group's own belongs to its head
                organizations[owner] = self.group.head
            if (kind, role) == ("acquisition", "target"):
                organizations[role] = self._draw_bought()
            elif family != "person":
                organizations[role] = self._draw_organization(family, organizations)
        person = make_person(self.seed, self.rng.randrange(_PERSONS)) if "person" in roles else None
        stages = tuple(_draw_stages(self.rng, kind, start))
        return Event(self._number(), EventKind(kind), draw_figures(self.rng), stages, organizations, person)

    def _number(self) -> str:
        return f"{self.rank}/{self.era}/{len(self.events)}"

    def _draw_organization(self, family: str, taken: dict[str, Organization]) -> Organization:
        """One of that family: the group's own first, then companies of other groups."""
        match family:
            case "lab" | "unit":
                return self.rng.choice(self._list_own(family))
            case "company":
                return self._draw_company(taken)
            case _:
                if family == "state" and self.group.county:
                    return self.group.county
                return make_body(self.seed, family, self.rng.randrange(BODIES[family]), draw_rank(self.rng))

    def _list_own(self, family: str) -> tuple[Organization, ...]:
        """The labs or units that are in the news in this era: every other one, so that none is closed each year."""
        return (self.group.labs if family == "lab" else self.group.units)[self.era % 2 :: 2]

    def _draw_company(self, taken: dict[str, Organization]) -> Organization:
        group, rng = self.group, self.rng
        if any(one in group.companies for one in taken.values()):
            group = make_group(self.seed, draw_rank(rng))
        one = rng.choice(group.companies if rng.random() < _SUBSIDIARY_SHARE else group.firms)
        return one if one not in taken.values() else make_group(self.seed, draw_rank(rng) + 1).head

    def _draw_bought(self) -> Organization:
        """A company that is bought whole: the most famous are hardly ever, and none again and again."""
        return make_group(self.seed, self.rng.randrange(_KNOWN, _MARKET)).head

    def _make_sister(self, event: Event) -> Event:
        """Another event of that kind: with another partner soon after, or the same again much later."""
        rng, organizations = self.rng, dict(event.organizations)
        shift = rng.choice((0, 9, 25, 91, 182))
        changeable = [role for role in _CHANGEABLE if role in organizations]
        if changeable and rng.random() < _CHANGE_SHARE:
            is_bought = (event.kind, changeable[0]) == (EventKind.ACQUISITION, "target")
            other = self._draw_bought() if is_bought else self._draw_other(organizations, changeable[0])
            organizations[changeable[0]] = other
        elif not event.person:
            shift = rng.choice((91, 182, 365))
        person = make_person(self.seed, rng.randrange(_PERSONS)) if event.person else None
        stages = tuple(_draw_stages(rng, event.kind.value, event.stages[0].day + timedelta(days=shift)))
        return Event(self._number(), event.kind, draw_figures(rng), stages, organizations, person)

    def _draw_other(self, taken: dict[str, Organization], role: str) -> Organization:
        """Another of the same family as the one in that role."""
        one = taken[role]
        match one.kind:
            case OrganizationKind.LAB | OrganizationKind.UNIT:
                own = self._list_own("lab" if one.kind is OrganizationKind.LAB else "unit")
                return next(other for other in own if other != one)
            case OrganizationKind.COMPANY:
                return self._draw_company({**taken, "home": self.group.head})
            case _:
                family = one.id.split()[0] if one.id.split()[0] in BODIES else "state"
                return make_body(self.seed, family, 0, draw_rank(self.rng))


def _draw_stages(rng: Random, kind: str, day: date) -> Iterator[Stage]:
    told = load_phrases("en").data["events"][kind]
    paths = [(path, weight) for path, weight in _PATHS if told.keys() >= set(path)]
    path = rng.choices([path for path, _ in paths], [weight for _, weight in paths])[0]
    for at, status in enumerate(path):
        if at:
            day += timedelta(days=rng.randint(*_GAPS[status]))
        yield Stage(status, day)
