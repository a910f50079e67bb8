"""What a page is limited to, in the reader's words."""

from typing import Any

from sqlalchemy import select

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import Vocabulary
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.wording import Wording
from corpdb.reports.views import ORGANIZATIONS


def tell_filters(scope: Scope, as_of: PartialDate | None) -> list[str]:
    """A few words for each filter that is asked for, and for the day on which the database is seen."""
    wording, filters = scope.wording, scope.filters
    told = [f"{wording['as_of']} {wording.write_date(as_of.last.isoformat())}"] if as_of else []
    for name in sorted(filters.names):
        value = getattr(filters, name)
        words = _name_organization(scope, value) if name == "organization" else _write(value, wording)
        told.append(wording.filters.get(name, "{value}").format(value=words))
    return told


def _name_organization(scope: Scope, number: int) -> str:
    with scope.engine.connect() as connection:
        name = select(ORGANIZATIONS.c.name).where(ORGANIZATIONS.c.organization_id == number)
        return connection.scalar(name) or str(number)


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
