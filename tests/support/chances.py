"""Stories that documents tell, as versions of an extractor read them, and decisions on what chance picks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from corpdb.core.errors import NotFoundError
from corpdb.extraction.facts import Identifier
from corpdb.models.vocabulary import DecisionAction, EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.decisions import deciding
from corpdb.storage.decisions.deciding import Setting
from corpdb.storage.loading.incoming import Edition, Incoming
from tests.support.database import ANA
from tests.support.stories import BIG, Named, Told, buy, close_lab, tell

ALLIED = Told(EventKind.ALLIANCE, {Role.PARTNER: ("Acme", "Beta")}, "Acme and Beta ally.")
HIRED = Told(EventKind.APPOINTMENT, {Role.SUBJECT: ("Acme",), Role.PERSON: ("Ada Lovel",)}, "Acme names Ada Lovel.")
CANCELLED = close_lab(date="2023-11-20", status=EventStatus.CANCELLED)
OWNED = (Named("Beta", parent="Acme"), Named("Acme"))
SAID = (Named(BIG, aliases=("IBG",)),)
MERCK = (Named("Merck KGaA"), Named("Merck"))

STORIES = (
    tell(buy(), at="1"),
    tell(buy(), at="2"),
    tell(buy(date="2023-05-12", people=100), close_lab(), at="3", published="2023-05-28"),
    tell(buy("Acme Group"), buy(target="Gamma"), at="4"),
    tell(buy("IBG", "Beta"), at="5", published="2023-05-21"),
    tell(buy(BIG, "Beta"), close_lab("IBG"), at="6", named=SAID),
    tell(close_lab(date="2023"), ALLIED, at="7", published="2023-11-21", named=OWNED),
    tell(CANCELLED, HIRED, at="8", published="2024-03-01"),
    tell(buy("Beta", "Acme"), close_lab("Merck"), at="9", named=MERCK),
    tell(close_lab("Merck KGaA"), ALLIED, at="10", published="2024-03-02"),
)
NUMBERED = 3  # the story that gives its first organization a number in a register
READINGS = ("1", "2", "3")
KINDS = {EventKind.ACQUISITION: EventKind.MERGER, EventKind.ALLIANCE: EventKind.MERGER}


def read_as(story: int, reading: str) -> Incoming:
    """The story as a version of the extractor reads it: the second finds less, the third some of it otherwise.

    The second and the third find where the first organization is at home, not in one country.
    """
    document = STORIES[story]
    facts = document.facts
    if story == NUMBERED and reading != "2":
        first, *others = facts.organizations
        facts = replace(facts, organizations=(replace(first, identifiers=(Identifier("lei", "X"),)), *others))
    if reading == "2":
        first, *others = facts.organizations
        facts = replace(facts, organizations=(replace(first, countries=("MY",)), *others), events=facts.events[1:])
    if reading == "3":
        first, *others = facts.organizations
        events = tuple(
            replace(one, kind=kind, type=kind.type) if (kind := KINDS.get(one.kind)) else one for one in facts.events
        )
        lab = replace(first, kind=OrganizationKind.LAB, countries=("BE", "MY")[story % 2 :][:1])
        facts = replace(facts, organizations=(lab, *others), events=events)
    return replace(document, edition=Edition(reading), facts=facts)


def put(story: int, reading: str, address: str) -> Incoming:
    return replace(read_as(story, reading), address=f"file:///{address}.txt")


def read(connection: Connection, query: str) -> list[Any]:
    """The rows that the query gives."""
    return list(connection.execute(text(query)))


def pick(connection: Connection, query: str, place: int) -> int:
    """One of the numbers that the query gives; a `NotFoundError` if there are none."""
    numbers: list[int] = [number for (number,) in read(connection, query)]
    if not numbers:
        raise NotFoundError(query)
    return numbers[place % len(numbers)]


ORGANIZATION = "SELECT id FROM organization ORDER BY id"
EVENT = "SELECT id FROM event ORDER BY id"
Decide = Callable[[Connection, int, int, date | None], int]


def merge_organizations(connection: Connection, one: int, other: int, _: date | None) -> int:
    numbers = [pick(connection, ORGANIZATION, place) for place in (one, other)]
    return deciding.merge_organizations(connection, numbers, ANA)


def split_organization(connection: Connection, one: int, other: int, _: date | None) -> int:
    own = pick(connection, ORGANIZATION, one)
    forms = read(connection, f"SELECT form FROM organization_name WHERE organization_id = {own} ORDER BY form")
    return deciding.split_organization(connection, own, [str(forms[other % len(forms)][0])], ANA)


def split_uses(connection: Connection, one: int, other: int, _: date | None) -> int:
    """A document means another organization by the names that it gives this one."""
    own = pick(connection, ORGANIZATION, one)
    documents = (
        "SELECT DISTINCT document_id FROM organization_mention m JOIN organization_name n ON n.id = name_id"
        f" WHERE organization_id = {own} ORDER BY 1"
    )
    return deciding.split_organization(connection, own, [], ANA, [pick(connection, documents, other)])


def rename_organization(connection: Connection, one: int, other: int, _: date | None) -> int:
    name = ("ACME Holding", "Beta")[other % 2]
    return deciding.rename_organization(connection, pick(connection, ORGANIZATION, one), name, ANA)


def judge_organization(connection: Connection, one: int, other: int, _: date | None) -> int:
    action = (DecisionAction.REJECT, DecisionAction.CONFIRM)[other % 2]
    return deciding.judge_organization(connection, pick(connection, ORGANIZATION, one), action, ANA)


def set_organization(connection: Connection, one: int, other: int, known_from: date | None) -> int:
    parent = str(pick(connection, ORGANIZATION, other))
    values = (("parent", parent), ("kind", "unit"), ("parent", None), ("kind", "public"), ("parent", parent))
    attribute, value = values[other % len(values)]
    setting = Setting(attribute, value, known_from=known_from)
    return deciding.set_organization(connection, pick(connection, ORGANIZATION, one), setting, ANA)


def merge_events(connection: Connection, one: int, other: int, _: date | None) -> int:
    return deciding.merge_events(connection, [pick(connection, EVENT, place) for place in (one, other)], ANA)


def split_event(connection: Connection, one: int, other: int, _: date | None) -> int:
    own = pick(connection, EVENT, one)
    mentions = f"SELECT m.id FROM mention m JOIN telling t ON t.id = telling_id WHERE event_id = {own} ORDER BY m.id"
    return deciding.split_event(connection, own, [pick(connection, mentions, other)], ANA)


def judge_event(connection: Connection, one: int, other: int, _: date | None) -> int:
    action = (DecisionAction.REJECT, DecisionAction.CONFIRM)[other % 2]
    return deciding.judge_event(connection, pick(connection, EVENT, one), action, ANA)


def set_event(connection: Connection, one: int, other: int, known_from: date | None) -> int:
    who = str(pick(connection, ORGANIZATION, other))
    choices = (
        ("headcount", "12", ""), ("date", "2023-Q2", ""), ("buyer", who, "+"), ("subject", who, ""),
        ("person", "Eve", "+"), ("status", "completed", ""), ("amount", "5 EUR", ""), ("headcount", None, ""),
        ("buyer", who, "-"),
    )  # fmt: skip
    attribute, value, sign = choices[other % len(choices)]
    setting = Setting(attribute, value, sign, known_from)
    return deciding.set_event(connection, pick(connection, EVENT, one), setting, ANA)


def relate_names(connection: Connection, one: int, other: int, _: date | None) -> int:
    names = [pick(connection, "SELECT id FROM organization_name ORDER BY id", place) for place in (one, other)]
    if names[0] == names[1]:
        raise NotFoundError("another name")
    return deciding.relate_names(connection, *names, are_one=bool(other % 2), signature=ANA)


def relate_tellings(connection: Connection, one: int, other: int, _: date | None) -> int:
    first = pick(connection, "SELECT id FROM telling ORDER BY id", one)
    near = (
        f"SELECT o.id FROM telling t JOIN telling o ON o.type = t.type AND o.id <> t.id WHERE t.id = {first} ORDER BY 1"
    )
    second = pick(connection, near, other)
    return deciding.relate_tellings(connection, first, second, are_one=bool(other % 2), signature=ANA)


def relate_anew(connection: Connection, one: int, other: int, _: date | None) -> int:
    """Two names are of one organization, or of two; and then the other way round."""
    names = [pick(connection, "SELECT id FROM organization_name ORDER BY id", place) for place in (one, other)]
    if names[0] == names[1]:
        raise NotFoundError("another name")
    deciding.relate_names(connection, *names, are_one=bool(other % 2), signature=ANA)
    return deciding.relate_names(connection, *names, are_one=not other % 2, signature=ANA)


def judge_anew(connection: Connection, one: int, other: int, known_from: date | None) -> int:
    judge_organization(connection, one, other, known_from)
    return judge_organization(connection, one, other + 1, known_from)


def set_anew(connection: Connection, one: int, other: int, known_from: date | None) -> int:
    set_event(connection, one, 0, known_from)
    return set_event(connection, one, 7 * (other % 2), None)


CONTRARY: tuple[Decide, ...] = (relate_anew, judge_anew, set_anew)
ON_ORGANIZATIONS: tuple[Decide, ...] = (
    merge_organizations, split_organization, split_uses, rename_organization, judge_organization, set_organization,
    relate_names,
)  # fmt: skip
ON_EVENTS: tuple[Decide, ...] = (merge_events, split_event, judge_event, set_event, relate_tellings)
