"""The values that are chosen for an event, as the columns of its tables hold them."""

from collections.abc import Iterable, Mapping
from typing import Any

from corpdb.resolution.decisions import Decided, pick_values
from corpdb.resolution.events.choosing import Choice, Choices
from corpdb.resolution.events.history import list_choices
from corpdb.storage.decisions.values import make_columns
from corpdb.storage.events.accounts import Told

# The columns that are taken from the mention of a choice, where they are not the one of its name.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "kind": (),
    "when": ("first_day", "last_day", "date_precision", "date_text"),
    "amount": ("amount", "currency"),
}
_NOTHING = dict.fromkeys(Told._fields)


def take_values(
    choices: Choices, told: Mapping[int, Told], corrections: Iterable[Decided[int]] = ()
) -> tuple[str, Told]:
    """The kind and the values of an event, each as the mention tells it that was chosen for it, or as a person has set.

    `told` is by mention; of `corrections`, which come oldest first, the newest of each value holds.
    """
    values: dict[str, Any] = {**_NOTHING, "confidence": choices.confidence}
    for name, choice in list_choices(choices):
        values |= {column: getattr(told[choice.number], column) for column in _COLUMNS.get(name, (name,))}
    kind = choices.kind.value.value
    for one in pick_values(corrections).values():
        if one.attribute == "kind":
            kind = one.value or kind
        else:
            values |= make_columns(one.attribute, one.value)
    return kind, Told(**values)


def name_value(name: str) -> str:
    """The name of a choice as a user reads it."""
    return "date" if name == "when" else name


def show_value(name: str, choice: Choice[Any], told: Mapping[int, Told]) -> str:
    """A chosen value as a user reads it: 2023-11, 1250000.00 EUR."""
    if name == "kind":
        return choice.value.value
    source = told[choice.number]
    if name == "when":
        return source.date_text or ""
    shown = [getattr(source, column) for column in _COLUMNS.get(name, (name,))]
    return " ".join(str(each) for each in shown if each is not None)
