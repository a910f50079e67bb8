"""To decide: each function checks what is asked, writes the decision, and applies it in the same transaction.

`connection` is in a transaction that has begun for writing. What cannot be done is a `UsageError` or a `NotFoundError`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, select, update

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.core.numbers import LARGEST_NUMBER
from corpdb.models.vocabulary import DecisionAction, EventType, Role, Verdict
from corpdb.resolution.corrections import (
    REQUIRED,
    Attribute,
    choose_attribute,
    parse_organization_kind,
    parse_text,
    parse_value,
)
from corpdb.storage.bulk import lock_writes
from corpdb.storage.decisions.applying import apply_decisions
from corpdb.storage.decisions.subjects import (
    find_event,
    find_organization,
    list_ancestors,
    list_names,
    list_places,
    list_told_places,
    part_uses,
    pick_names,
    read_event_type,
    read_name,
    read_organization_name,
)
from corpdb.storage.decisions.writing import Draft, Point, Signature, UsePoint, sign, write_decision
from corpdb.storage.engine import repeat_option
from corpdb.storage.tables import DECISION, EVENT, MENTION, ORGANIZATION, TELLING

ORGANIZATION_SUBJECT, EVENT_SUBJECT = "organization", "event"


def merge_organizations(connection: Connection, numbers: Sequence[int], signature: Signature) -> int:
    """Decide that organizations are one; what comes out is the decision's number, here and below."""
    lock_writes(connection)
    own = list(dict.fromkeys(find_organization(connection, number) for number in numbers))
    _require_several(own, "organization", len(numbers))
    for one in own:
        if within := next((other for other in list_ancestors(connection, one) if other in own), None):
            option = repeat_option(connection.engine.url)
            names = [read_organization_name(connection, each) for each in (one, within)]
            raise UsageError(
                f"{names[0]} ({one}) is a part of {names[1]} ({within}), and cannot be it as well;"
                f" if it is none, first: corpdb curate set organization {one} parent --none{option}"
            )
    sides = tuple(tuple(list_names(connection, {one})) for one in own)
    return _decide(connection, Draft(DecisionAction.MERGE, ORGANIZATION_SUBJECT, sides), signature)


def merge_events(connection: Connection, numbers: Sequence[int], signature: Signature) -> int:
    """Decide that events are one."""
    lock_writes(connection)
    own = list(dict.fromkeys(find_event(connection, number) for number in numbers))
    _require_several(own, "event", len(numbers))
    types = {one: read_event_type(connection, one) for one in own}
    if len(set(types.values())) > 1:
        told = ", ".join(f"event {one} a {event_type}" for one, event_type in types.items())
        raise UsageError(f"events of different types are not one: {told}")
    sides = tuple(_list_points(connection, one) for one in own)
    return _decide(connection, Draft(DecisionAction.MERGE, EVENT_SUBJECT, sides), signature)


def split_organization(
    connection: Connection, number: int, forms: Sequence[str], signature: Signature, documents: Collection[int] = ()
) -> int:
    """Decide that the names `forms` of an organization are another one; in `documents` alone, if any are given.

    Without `forms` it is all names that the documents give it.
    """
    lock_writes(connection)
    own = find_organization(connection, number)
    leaving = pick_names(connection, own, forms) if forms or not documents else list_names(connection, {own})
    uses: list[UsePoint] = []
    if documents:
        leaving, uses = part_uses(connection, own, leaving, documents)
    staying = [name for name in list_names(connection, {own}) if name not in leaving]
    if not staying:
        raise UsageError(f"nothing of organization {own} would stay; name only what is another organization")
    if not leaving and not uses:
        raise UsageError("nothing would leave; give the names, or the documents, that mean another organization")
    sides = (tuple(staying), (*leaving, *uses))
    return _decide(connection, Draft(DecisionAction.SPLIT, ORGANIZATION_SUBJECT, sides), signature)


def split_event(connection: Connection, number: int, mentions: Collection[int], signature: Signature) -> int:
    """Decide that the documents of those mentions of an event tell another one."""
    lock_writes(connection)
    own = find_event(connection, number)
    known = _read_mention_documents(connection, own)
    if unknown := sorted(set(mentions) - known.keys()):
        listed = ", ".join(map(str, sorted(known)))
        raise UsageError(f"event {own} has no mention {unknown[0]}; its mentions are: {listed}")
    documents = {known[mention] for mention in mentions}
    places = list_places(connection, {own})
    leaving = tuple(place.point for place in places if place.document in documents)
    staying = tuple(place.point for place in places if place.document not in documents)
    if not staying:
        raise UsageError(f"nothing of event {own} would stay; name only mentions of documents that tell another event")
    return _decide(connection, Draft(DecisionAction.SPLIT, EVENT_SUBJECT, (staying, leaving)), signature)


def rename_organization(connection: Connection, number: int, name: str, signature: Signature) -> int:
    """Decide what an organization is called."""
    lock_writes(connection)
    own = find_organization(connection, number)
    sides = (tuple(list_names(connection, {own})),)
    value = parse_text(name, "a name")
    return _decide(connection, Draft(DecisionAction.RENAME, ORGANIZATION_SUBJECT, sides, "name", value), signature)


def judge_organization(connection: Connection, number: int, action: DecisionAction, signature: Signature) -> int:
    """Decide that an organization is right (`CONFIRM`), or none at all (`REJECT`)."""
    lock_writes(connection)
    own = find_organization(connection, number)
    if action is DecisionAction.CONFIRM:
        verdict = connection.scalar(select(ORGANIZATION.c.verdict).where(ORGANIZATION.c.id == own))
        _refuse_confirmed(verdict, f"organization {own}")
    sides = (tuple(list_names(connection, {own})),)
    return _decide(connection, Draft(action, ORGANIZATION_SUBJECT, sides), signature)


def judge_event(connection: Connection, number: int, action: DecisionAction, signature: Signature) -> int:
    """Decide that an event is right (`CONFIRM`), or none at all (`REJECT`)."""
    lock_writes(connection)
    own = find_event(connection, number)
    if action is DecisionAction.CONFIRM:
        verdict = connection.scalar(select(EVENT.c.verdict).where(EVENT.c.id == own))
        _refuse_confirmed(verdict, f"event {own}")
    return _decide(connection, Draft(action, EVENT_SUBJECT, (_list_points(connection, own),)), signature)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be set: which value, to what (None for none), since when it is known.

    A role's value is a person's name, or an organization's number; `sign` is `+` to add, `-` to take out.
    """

    attribute: str
    value: str | None
    sign: str = ""
    known_from: date | None = None


def set_organization(connection: Connection, number: int, setting: Setting, signature: Signature) -> int:
    """Decide the kind of an organization, or its parent, which is given by its number."""
    lock_writes(connection)
    own = find_organization(connection, number)
    _refuse_sign(setting)
    sides: list[tuple[Point, ...]] = [tuple(list_names(connection, {own}))]
    value = setting.value
    if setting.attribute == "kind":
        if value is None:
            raise UsageError("an organization always has a kind; set another one")
        value = parse_organization_kind(value)
    elif setting.attribute == "parent":
        if value is not None:
            parent = find_organization(connection, int(value))
            if parent == own:
                raise UsageError(f"organization {own} cannot be a part of itself")
            if own in list_ancestors(connection, parent):
                option = repeat_option(connection.engine.url)
                raise UsageError(
                    f"organization {parent} is a part of {own}, and cannot own it as well;"
                    f" if it is none, first: corpdb curate set organization {parent} parent --none{option}"
                )
            sides.append(tuple(list_names(connection, {parent})))
            value = read_organization_name(connection, parent)
    else:
        raise UsageError(f"an organization has no {setting.attribute}; it has kind, parent (and curate rename)")
    draft = Draft(DecisionAction.SET, ORGANIZATION_SUBJECT, tuple(sides), setting.attribute, value, setting.known_from)
    return _decide(connection, draft, signature)


def set_event(connection: Connection, number: int, setting: Setting, signature: Signature) -> int:
    """Decide a value of an event, or who takes part in it in a role."""
    lock_writes(connection)
    own = find_event(connection, number)
    event_type = EventType(read_event_type(connection, own))
    attribute = choose_attribute(setting.attribute, event_type)
    points = _list_points(connection, own)
    draft = Draft(DecisionAction.SET, EVENT_SUBJECT, (points,), attribute.value, None, setting.known_from)
    if isinstance(attribute, Role):
        return _decide(connection, _cast(connection, draft, attribute, setting), signature)
    _refuse_sign(setting)
    if setting.value is None and attribute in REQUIRED:
        raise UsageError(f"an event always has a {attribute}; set another one")
    value = None if setting.value is None else parse_value(Attribute(attribute), setting.value, event_type)
    return _decide(connection, replace(draft, value=value), signature)


def relate_names(connection: Connection, one: int, other: int, *, are_one: bool, signature: Signature) -> int:
    """Decide that two names are of one organization, or of two."""
    lock_writes(connection)
    sides = tuple((read_name(connection, name),) for name in (one, other))
    return _decide(connection, Draft(_relate(are_one=are_one), ORGANIZATION_SUBJECT, sides), signature)


def relate_tellings(connection: Connection, one: int, other: int, *, are_one: bool, signature: Signature) -> int:
    """Decide that what documents say in two ways is one event, or two."""
    lock_writes(connection)
    sides = tuple(
        tuple(place.point for place in list_told_places(connection, TELLING.c.id == row)) for row in (one, other)
    )
    return _decide(connection, Draft(_relate(are_one=are_one), EVENT_SUBJECT, sides), signature)


def undo_decision(connection: Connection, number: int, signature: Signature) -> None:
    """Undo a decision: what came of it is as if it had never been made."""
    lock_writes(connection)
    columns = DECISION.c
    query = select(columns.undone_at, columns.undone_by).where(columns.id == number)
    row = connection.execute(query).one_or_none() if abs(number) <= LARGEST_NUMBER else None
    if row is None:
        option = repeat_option(connection.engine.url)
        raise NotFoundError(f"there is no decision {number}; corpdb curate list{option} shows those that there are")
    if row.undone_at is not None:
        raise UsageError(f"decision {number} was undone already, by {row.undone_by} on {row.undone_at:%Y-%m-%d}")
    values = {"undone_at": datetime.now(UTC), "undone_by": signature.by, "undone_note": signature.note}
    connection.execute(update(DECISION).where(columns.id == number).values(values))
    apply_decisions(connection, {number})


def _relate(*, are_one: bool) -> DecisionAction:
    return DecisionAction.MERGE if are_one else DecisionAction.SPLIT


def _decide(connection: Connection, draft: Draft, signature: Signature) -> int:
    number = write_decision(connection, sign(connection, draft, signature))
    apply_decisions(connection, {number})
    return number


def _cast(connection: Connection, draft: Draft, role: Role, setting: Setting) -> Draft:
    """The decision on who takes part in a role."""
    if setting.value is None:
        if setting.sign:
            raise UsageError("say who is to be added or taken out")
        return draft
    attribute = f"{role}{setting.sign}"
    if role is Role.PERSON:
        return replace(draft, attribute=attribute, value=parse_text(setting.value, "a person's name"))
    meant = find_organization(connection, int(setting.value))
    sides = (*draft.sides, tuple(list_names(connection, {meant})))
    return replace(draft, sides=sides, attribute=attribute, value=read_organization_name(connection, meant))


def _list_points(connection: Connection, event: int) -> tuple[Point, ...]:
    return tuple(place.point for place in list_places(connection, {event}))


def _read_mention_documents(connection: Connection, event: int) -> dict[int, int]:
    """The document of each mention of the event, of whatever rank."""
    query = select(MENTION.c.id, MENTION.c.document_id)
    query = query.join_from(MENTION, TELLING, TELLING.c.id == MENTION.c.telling_id)
    return dict(connection.execute(query.where(TELLING.c.event_id == event)).all())


def _require_several(own: Sequence[int], what: str, given: int) -> None:
    if len(own) < 2:  # noqa: PLR2004
        same = f"these are one {what} already: {own[0]}" if given > 1 else f"{what} {own[0]} is one"
        raise UsageError(f"{same}; name at least two that are to be one")


def _refuse_confirmed(verdict: str | None, what: str) -> None:
    if verdict == Verdict.CONFIRMED.value:
        raise UsageError(f"{what} is confirmed already")


def _refuse_sign(setting: Setting) -> None:
    if setting.sign:
        raise UsageError(f"only roles are added to and taken from; {setting.attribute} is set")
