"""Identity: the keys under which two documents speak of the same organization, person or event."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpdb.extraction.facts import EventFact, PartialDate
from corpdb.models.vocabulary import KEY_ROLES, DatePrecision, Role

KEY_LENGTH = 200
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)  # as many as a batch names, since each fact looks its names up again
def make_name_key(name: str) -> str:
    """The name in small letters and digits, without accents, one space between words; long ones are cut and hashed.

    A name of nothing but signs keeps its signs, so that two such names stay two.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    key = _SEPARATORS.sub(" ", plain).strip() or " ".join(name.split())
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[:KEY_LENGTH]} {hashlib.sha256(key.encode()).hexdigest()}"


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
    return sorted({f"{part.role} {make_name_key(part.name)}" for part in fact.participants if part.role in telling})
