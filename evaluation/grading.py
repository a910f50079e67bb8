"""One article graded: what was found beside what is annotated, counted by measure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpdb.evaluation.annotation import Annotation, Event
from corpdb.evaluation.matching import Actor, EventPair, Pair, Roster, is_same_date, pair_events, pair_organizations
from corpdb.evaluation.naming import Naming, split_name
from corpdb.models.vocabulary import KEY_ROLES, EventType


class Measure(StrEnum):
    """What is counted. The first four find things among others; the rest are values of things that were found."""

    ORGANIZATIONS = "organizations"
    EVENTS = "events"
    STRICT = "events strict"
    ARGUMENTS = "arguments"
    ORGANIZATION_KIND = "organization kind"
    KIND = "kind"
    STATUS = "status"
    DATE = "date"
    AMOUNT = "amount"
    HEADCOUNT = "headcount"
    CURRENCY = "currency"
    PARTS = "parts"
    SHARE = "share_percent"
    LOCATION = "location"
    POSITION = "position"
    SERIES = "series"
    PARENT = "parent"
    DOCUMENT_DATE = "document_date"

    @property
    def is_value(self) -> bool:
        """Whether accuracy tells it: how many of the annotated values were found as they are."""
        return self not in {Measure.ORGANIZATIONS, Measure.EVENTS, Measure.STRICT, Measure.ARGUMENTS}


_NUMBERS = (Measure.AMOUNT, Measure.HEADCOUNT, Measure.CURRENCY, Measure.PARTS, Measure.SHARE)
_WORDS = (Measure.LOCATION, Measure.POSITION, Measure.SERIES)


@dataclass(frozen=True, slots=True)
class Count:
    """So many annotated, so many found, so many of both that agree; for events and what belongs to them by type."""

    measure: Measure
    gold: int
    found: int
    right: int
    type: EventType | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """An annotated article and what was found in it, with the pairs of what is the same in both."""

    name: str
    gold: Annotation
    found: Annotation
    organizations: tuple[Pair, ...]
    events: tuple[EventPair, ...]
    gold_actors: tuple[tuple[Actor, ...], ...]
    found_actors: tuple[tuple[Actor, ...], ...]

    def list_right_actors(self, pair: EventPair) -> tuple[Pair, ...]:
        """The participants of a pair of events that have the same role in both."""
        gold, found = self.gold_actors[pair.gold], self.found_actors[pair.found]
        return tuple((a, b) for a, b in pair.actors if gold[a].role is found[b].role)

    def is_strict(self, pair: EventPair) -> bool:
        """Whether the kind and all participants in the key roles of the type agree, with none too many."""
        gold, right = self.gold.events[pair.gold], self.list_right_actors(pair)
        key = KEY_ROLES[gold.type]
        needed = {a for a, actor in enumerate(self.gold_actors[pair.gold]) if actor.role in key}
        given = {b for b, actor in enumerate(self.found_actors[pair.found]) if actor.role in key}
        whole = needed <= {a for a, _ in right} and given <= {b for _, b in right}
        return whole and gold.kind is self.found.events[pair.found].kind


def grade(name: str, gold: Annotation, found: Annotation) -> Grade:
    """`found` beside `gold`: the annotations of the article `name`."""
    gold_roster, found_roster = Roster(gold.organizations), Roster(found.organizations)
    gold_actors = tuple(map(gold_roster.list_actors, gold.events))
    found_actors = tuple(map(found_roster.list_actors, found.events))
    organizations = pair_organizations(gold.organizations, found.organizations)
    events = pair_events(gold.events, found.events, gold_actors, found_actors)
    return Grade(name, gold, found, organizations, events, gold_actors, found_actors)


def count_grade(graded: Grade) -> Iterator[Count]:
    """Everything that is counted of one article."""
    gold, found = graded.gold, graded.found
    numbers = len(gold.organizations), len(found.organizations), len(graded.organizations)
    yield Count(Measure.ORGANIZATIONS, *numbers)
    yield from _count_organizations(graded)
    for event, gold_actors in zip(gold.events, graded.gold_actors, strict=True):
        yield Count(Measure.EVENTS, 1, 0, 0, event.type)
        yield Count(Measure.STRICT, 1, 0, 0, event.type)
        yield Count(Measure.ARGUMENTS, len(gold_actors), 0, 0, event.type)
    for event, found_actors in zip(found.events, graded.found_actors, strict=True):
        yield Count(Measure.EVENTS, 0, 1, 0, event.type)
        yield Count(Measure.STRICT, 0, 1, 0, event.type)
        yield Count(Measure.ARGUMENTS, 0, len(found_actors), 0, event.type)
    for pair in graded.events:
        yield from _count_event(graded, pair)
    if gold.document_date:
        yield _check(Measure.DOCUMENT_DATE, is_same_date(gold.document_date, found.document_date))


def _count_organizations(graded: Grade) -> Iterator[Count]:
    gold_roster, found_roster = Roster(graded.gold.organizations), Roster(graded.found.organizations)
    for i, j in graded.organizations:
        one, other = graded.gold.organizations[i], graded.found.organizations[j]
        yield _check(Measure.ORGANIZATION_KIND, one.kind is other.kind)
        if one.parent:
            gold_parent, _ = gold_roster.complete(Naming.of(one.parent, ()))
            found_parent, _ = found_roster.complete(Naming.of(other.parent or "", ()))
            yield _check(Measure.PARENT, gold_parent.is_same(found_parent, loose=True))


def _count_event(graded: Grade, pair: EventPair) -> Iterator[Count]:
    gold, found = graded.gold.events[pair.gold], graded.found.events[pair.found]
    yield Count(Measure.EVENTS, 0, 0, 1, gold.type)
    yield Count(Measure.STRICT, 0, 0, int(graded.is_strict(pair)), gold.type)
    yield Count(Measure.ARGUMENTS, 0, 0, len(graded.list_right_actors(pair)), gold.type)
    for check in compare_values(gold, found):
        yield _check(check.measure, check.agrees, gold.type)


def _check(measure: Measure, agrees: bool, type: EventType | None = None) -> Count:  # noqa: FBT001
    return Count(measure, 1, 1, int(agrees), type)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value of an annotated event beside that of the found one."""

    measure: Measure
    gold: object
    found: object
    agrees: bool


def compare_values(gold: Event, found: Event) -> Iterator[Comparison]:
    """The values that `gold` has, each beside that of `found`."""
    yield Comparison(Measure.KIND, gold.kind, found.kind, gold.kind is found.kind)
    if gold.status:
        yield Comparison(Measure.STATUS, gold.status, found.status, gold.status is found.status)
    if gold.date:
        yield Comparison(Measure.DATE, gold.date, found.date, is_same_date(gold.date, found.date))
    for measures, is_same in ((_NUMBERS, _is_equal), (_WORDS, _is_same_text)):
        yield from _compare_attributes(gold, found, measures, is_same)


def _compare_attributes(
    gold: Event, found: Event, measures: tuple[Measure, ...], is_same: Callable[[object, object], bool]
) -> Iterator[Comparison]:
    for measure in measures:
        one = getattr(gold.attributes, measure.value, None)
        other = getattr(found.attributes, measure.value, None)
        if one is not None:
            yield Comparison(measure, one, other, is_same(one, other))


def _is_equal(gold: object, found: object) -> bool:
    return gold == found


def _is_same_text(gold: object, found: object) -> bool:
    """Whether two texts have the same words, whatever their case and accents."""
    return found is not None and split_name(str(gold)) == split_name(str(found))
