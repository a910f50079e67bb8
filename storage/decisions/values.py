"""The values that people set, as the columns of events hold them."""

from corpdb.extraction.facts import PartialDate
from corpdb.resolution.corrections import Attribute, split_amount
from corpdb.storage.dates import make_date_columns

_DATES = ("first_day", "last_day", "date_precision", "date_text")
_NUMBERS = frozenset({Attribute.HEADCOUNT, Attribute.PARTS})


def make_columns(attribute: str, value: str | None) -> dict[str, str | int | None]:
    """The columns, by name, that hold the `value` of an event's `attribute`; None sets none."""
    if attribute == Attribute.DATE:
        columns = make_date_columns(PartialDate.parse(value) if value else None)
        return {name: column for name, column in zip(_DATES, columns, strict=True)}  # noqa: C416 - of a wider type
    if attribute == Attribute.AMOUNT:
        number, currency = split_amount(value) if value else (None, None)
        return {"amount": number, "currency": currency} if currency or not value else {"amount": number}
    if attribute in _NUMBERS and value is not None:
        return {attribute: int(value)}
    return {attribute: value}
