"""Identity: the keys under which two documents tell the same event."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from corpdb.extraction.facts import EventFact, PartialDate, Participant
from corpdb.models.vocabulary import KEY_ROLES, DatePrecision, Role
from corpdb.resolution.names import Name, Sense, dissect, make_name_key


def make_event_key(fact: EventFact) -> str:
    """What tells this event from others: its kind, its month, and who takes part; a SHA-256 in hexadecimal.

    Dates less exact than a month count as they are.
    """
    parts = [fact.kind.value, _month(fact.date), *_key_participants(fact)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def list_event_keys(events: Iterable[EventFact]) -> Iterator[tuple[str, EventFact]]:
    """Each event of one document with its key; those that agree in everything that tells events apart are numbered."""
    seen = Counter[str]()
    for fact in events:
        key = make_event_key(fact)
        seen[key] += 1
        yield (key if seen[key] == 1 else f"{key} {seen[key]}"), fact


def _month(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return date.first.isoformat()[:7] if date.precision == DatePrecision.DAY else str(date)


def _key_participants(fact: EventFact) -> Iterable[str]:
    telling = {*KEY_ROLES[fact.type], Role.TARGET}
    return sorted({f"{part.role} {_make_key(part)}" for part in fact.participants if part.role in telling})


def _make_key(part: Participant) -> str:
    """The person's name, or what the organization's name has in common with its other spellings."""
    if part.role == Role.PERSON:
        return make_name_key(part.name)
    return dissect(Name(part.name, Sense.BUSINESS)).block
