"""What was missed, what is spurious and which values are wrong, one line each."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpdb.evaluation.annotation import Event, Organization
from corpdb.evaluation.grading import Grade, compare_values


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something annotated beside what was found instead; one of the two may be missing. `evidence` quotes the text."""

    document: str
    mistake: str
    expected: str | None
    found: str | None
    evidence: str | None = None


def list_mistakes(graded: Grade) -> Iterator[Mistake]:
    """The mistakes of one article: organizations, then events, then the values of events that were found."""
    yield from _list_organizations(graded)
    yield from _list_events(graded)
    yield from _list_wrong(graded)


def _list_organizations(graded: Grade) -> Iterator[Mistake]:
    name, gold, found = graded.name, graded.gold.organizations, graded.found.organizations
    known, told = {i for i, _ in graded.organizations}, {j for _, j in graded.organizations}
    for i, one in enumerate(gold):
        if i not in known:
            yield Mistake(name, "missed organization", _describe_organization(one), None)
    for j, other in enumerate(found):
        if j not in told:
            yield Mistake(name, "spurious organization", None, _describe_organization(other))
    for i, j in graded.organizations:
        if gold[i].kind is not found[j].kind:
            kinds = _describe_organization(gold[i]), _describe_organization(found[j])
            yield Mistake(name, "wrong organization kind", *kinds)


def _list_events(graded: Grade) -> Iterator[Mistake]:
    known, told = {pair.gold for pair in graded.events}, {pair.found for pair in graded.events}
    for i, event in enumerate(graded.gold.events):
        if i not in known:
            yield Mistake(graded.name, "missed event", _describe_event(event), None, event.evidence)
    for j, event in enumerate(graded.found.events):
        if j not in told:
            yield Mistake(graded.name, "spurious event", None, _describe_event(event), event.evidence)


def _list_wrong(graded: Grade) -> Iterator[Mistake]:
    """What is wrong with the events that were found."""
    for pair in graded.events:
        one, other = graded.gold.events[pair.gold], graded.found.events[pair.found]
        right = len(graded.list_right_actors(pair))
        if right < max(len(graded.gold_actors[pair.gold]), len(graded.found_actors[pair.found])):
            parts = _describe_event(one), _describe_event(other)
            yield Mistake(graded.name, "wrong participants", *parts, one.evidence)
        for value in compare_values(one, other):
            if not value.agrees:
                texts = str(value.gold), None if value.found is None else str(value.found)
                yield Mistake(graded.name, f"wrong {value.measure}", *texts, one.evidence)


def _describe_organization(organization: Organization) -> str:
    return f"{organization.name} ({organization.kind})"


def _describe_event(event: Event) -> str:
    """The event in short: what, how far, when, who."""
    who = ", ".join(f"{one.role}={one.name}" for one in event.participants)
    return f"{event.type}/{event.kind} {event.status or '-'} {event.date or '-'}: {who}"
