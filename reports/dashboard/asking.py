"""What a page is limited to, in the reader's words."""

from dataclasses import fields
from typing import Any

from sqlalchemy import select

from corpdb.extraction.facts import PartialDate
from corpdb.models.countries import Country
from corpdb.models.vocabulary import Vocabulary
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.wording import Wording
from corpdb.reports.views import ORGANIZATIONS


def tell_filters(scope: Scope, as_of: PartialDate | None) -> list[str]:
    """A few words for each filter that is asked for, and for the day on which the database is seen."""
    wording, filters = scope.wording, scope.filters
    told = [f"{wording['as_of']} {wording.write_date(as_of.last.isoformat())}"] if as_of else []
    for name in (each.name for each in fields(filters) if each.name in filters.names):
        value = _find_name(scope, name, getattr(filters, name))
        told.append(wording.filters.get(name, "{value}").format(value=_write(value, wording)))
    return told


def _find_name(scope: Scope, filter: str, value: Any) -> Any:
    """What a number or a code stands for; other values as they are."""
    if filter == "countries":
        return tuple(map(Country, value))
    if filter != "organization":
        return value
    with scope.engine.connect() as connection:
        name = select(ORGANIZATIONS.c.name).where(ORGANIZATIONS.c.organization_id == value)
        return connection.scalar(name) or value


def _write(value: Any, wording: Wording) -> str:
    match value:
        case tuple():
            return ", ".join(_write(each, wording) for each in value)  # pyright: ignore[reportUnknownVariableType]
        case Vocabulary():
            return wording.name(value)
        case PartialDate():
            return wording.write_date(str(value))
        case float():
            return wording.write_number(value)
        case _:
            return str(value)
