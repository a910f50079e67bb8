"""The values that a person can set, and the form in which each is written."""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from corpdb.core.errors import UsageError
from corpdb.extraction.facts import PartialDate
from corpdb.loaders.normalization import clean_line
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, OrganizationKind, Role

_AMOUNT = re.compile(r"(?P<number>[0-9]{1,18}(\.[0-9]{1,2})?)( (?P<currency>[A-Z]{3}))?")
_SHARE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")
_MOST_LETTERS = 500
_MOST_PEOPLE = 10**12
_MOST_PARTS = 10**6
_WHOLE = 100
_THOUSANDTHS = Decimal("0.001")


class Attribute(StrEnum):
    """A value of an event that a person can set."""

    KIND = "kind"
    STATUS = "status"
    DATE = "date"
    AMOUNT = "amount"
    CURRENCY = "currency"
    HEADCOUNT = "headcount"
    LOCATION = "location"
    PARTS = "parts"
    SHARE_PERCENT = "share_percent"
    SERIES = "series"
    POSITION = "position"


REQUIRED = frozenset({Attribute.KIND, Attribute.STATUS})
_ONLY_OF: dict[Attribute, EventType] = {
    Attribute.PARTS: EventType.RESTRUCTURING,
    Attribute.SHARE_PERCENT: EventType.TRANSACTION,
    Attribute.SERIES: EventType.FINANCING,
    Attribute.POSITION: EventType.LEADERSHIP,
}


def choose_attribute(text: str, event_type: EventType) -> Attribute | Role:
    """The value of an event of that type, or the role in it, that `text` names; a `UsageError` lists them."""
    known = {one.value: one for one in (*Attribute, *Role)}
    attribute = known.get(text)
    if attribute is None:
        raise UsageError(f"an event has no {text}; it has {', '.join(known)}")
    own = _ONLY_OF.get(attribute) if isinstance(attribute, Attribute) else None
    if own and own is not event_type:
        raise UsageError(f"only events of the type {own} have {attribute}, and this one is of the type {event_type}")
    return attribute


def parse_value(attribute: Attribute, text: str, event_type: EventType) -> str:
    """The value as decisions keep it; a `UsageError` says how it is written."""
    if attribute is Attribute.KIND:
        kinds = [kind.value for kind in EventKind if kind.type is event_type]
        return _choose(text, kinds, f"kind of an event of the type {event_type}")
    return _PARSERS[attribute](text.strip())


def parse_organization_kind(text: str) -> str:
    """The kind of an organization; a `UsageError` lists them."""
    return _choose(text, list(OrganizationKind), "kind of an organization")


def parse_text(text: str, what: str) -> str:
    """A name or another text in one line, without spaces around it, and as clean as the texts of documents."""
    words = clean_line(text)
    if not words or len(words) > _MOST_LETTERS:
        raise UsageError(f"{what} is a text of 1 to {_MOST_LETTERS} letters")
    return words


def split_amount(value: str) -> tuple[str, str | None]:
    """The number of an amount that a decision keeps, and its currency if it has one."""
    number, _, currency = value.partition(" ")
    return number, currency or None


def _choose(text: str, terms: list[str], what: str) -> str:
    if text not in terms:
        raise UsageError(f"{text} is no {what}; write one of {', '.join(terms)}")
    return text


def _parse_date(text: str) -> str:
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        raise UsageError(f"{text} is no date; write 2023, 2023-Q4, 2023-11 or 2023-11-27") from None


def _parse_amount(text: str) -> str:
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise UsageError(f"{text} is no amount; write all digits, and the currency if it is another: 1200000000 EUR")
    currency = f" {match['currency']}" if match["currency"] else ""
    return f"{Decimal(match['number']):.2f}{currency}"


def _parse_currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text):
        raise UsageError(f"{text} is no currency; write its three letters: EUR, USD, CNY")
    return text


def _parse_count(text: str, what: str, least: int, most: int) -> str:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise UsageError(f"{text} is no {what}; write a whole number from {least} on, in digits alone: 1200")
    return str(int(text))


def _parse_share(text: str) -> str:
    share = Decimal(text) if _SHARE.fullmatch(text) else None
    if share is None or share > _WHOLE:
        raise UsageError(f"{text} is no share; write percents from 0 to 100: 33.4")
    return f"{share.quantize(_THOUSANDTHS):f}"


_PARSERS: dict[Attribute, Callable[[str], str]] = {
    Attribute.STATUS: lambda text: _choose(text, list(EventStatus), "status"),
    Attribute.DATE: _parse_date,
    Attribute.AMOUNT: _parse_amount,
    Attribute.CURRENCY: _parse_currency,
    Attribute.HEADCOUNT: lambda text: _parse_count(text, "number of people", 0, _MOST_PEOPLE),
    Attribute.PARTS: lambda text: _parse_count(text, "number of parts", 1, _MOST_PARTS),
    Attribute.SHARE_PERCENT: _parse_share,
    Attribute.LOCATION: lambda text: parse_text(text, "a location"),
    Attribute.SERIES: lambda text: parse_text(text, "a series"),
    Attribute.POSITION: lambda text: parse_text(text, "a position"),
}
