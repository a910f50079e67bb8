"""The `bi_` views as SQLAlchemy tables, typed, so that both databases give the same Python values."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Numeric, TableClause, Text, column, table
from sqlalchemy.types import TypeDecorator, TypeEngine

from corpdb.models import chronicle, counts, families, views
from corpdb.models.calendar import BI_CALENDAR
from corpdb.models.columns import View
from corpdb.models.curation import BI_DECISIONS
from corpdb.models.dictionary import BI_DICTIONARY
from corpdb.reports.numbers import trim_zeros


class Exact(TypeDecorator[Decimal]):
    """A decimal number that is read without the zeros that end its fraction."""

    impl = Numeric
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        """What the values of a row are."""
        return Decimal

    def process_result_value(self, value: Decimal | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The number of a row."""
        return None if value is None else trim_zeros(value)


def make_table(view: View) -> TableClause:
    """The view as a table to select from."""
    return table(view.name, *(column(each.name, _read_exactly(each.type)) for each in view.columns))


def _read_exactly(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return Exact(kind.precision, kind.scale) if type(kind) is Numeric else kind


ORGANIZATIONS = make_table(views.BI_ORGANIZATIONS)
COMPANIES = make_table(views.BI_COMPANIES)
LABS = make_table(views.BI_LABS)
EVENTS = make_table(families.BI_EVENTS)
PARTNERSHIPS = make_table(families.BI_PARTNERSHIPS)
RESTRUCTURINGS = make_table(families.BI_RESTRUCTURINGS)
TRANSACTIONS = make_table(families.BI_TRANSACTIONS)
FINANCINGS = make_table(families.BI_FINANCINGS)
EXPANSIONS = make_table(families.BI_EXPANSIONS)
LEADERSHIP = make_table(families.BI_LEADERSHIP)
REGULATIONS = make_table(families.BI_REGULATIONS)
PARTICIPANTS = make_table(views.BI_PARTICIPANTS)
DOCUMENTS = make_table(views.BI_DOCUMENTS)
MENTIONS = make_table(views.BI_MENTIONS)
ALIASES = make_table(views.BI_ALIASES)
MERGES = make_table(views.BI_MERGES)
FORMER_NUMBERS = make_table(views.BI_FORMER_NUMBERS)
IDENTIFIERS = make_table(views.BI_IDENTIFIERS)
ORGANIZATION_MENTIONS = make_table(views.BI_ORGANIZATION_MENTIONS)
EVENT_CHOICES = make_table(views.BI_EVENT_CHOICES)
EVENT_MERGES = make_table(views.BI_EVENT_MERGES)
FORMER_EVENTS = make_table(views.BI_FORMER_EVENTS)
EVENT_HISTORY = make_table(chronicle.BI_EVENT_HISTORY)
EVENT_CHANGES = make_table(chronicle.BI_EVENT_CHANGES)
ORGANIZATION_HISTORY = make_table(chronicle.BI_ORGANIZATION_HISTORY)
ORGANIZATION_NAMES = make_table(chronicle.BI_ORGANIZATION_NAMES)
DECISIONS = make_table(BI_DECISIONS)
EVENT_ORGANIZATIONS = make_table(counts.BI_EVENT_ORGANIZATIONS)
ACTIVITY = make_table(counts.BI_ORGANIZATION_ACTIVITY)
TYPES = make_table(counts.BI_ORGANIZATION_TYPES)
SOURCES = make_table(counts.BI_SOURCES)
CALENDAR = make_table(BI_CALENDAR)
DICTIONARY = make_table(BI_DICTIONARY)
# Those who take part in the events that a report has chosen: `join_parts` of `events` finds them.
PARTS = table("part", *(column(each.name, each.type) for each in PARTICIPANTS.c))
# The keys by which names are looked up stand in no view: nobody reads them.
NAME_KEYS = table(
    "organization_name",
    *(column(each, BigInteger()) for each in ("id", "organization_id")),
    *(column(each, Text()) for each in ("key", "block")),
)
ALIAS_KEYS = table("organization_alias", column("name_id", BigInteger()), column("key", Text()))
# The text stands in no view: it is too long for a table that people look at.
TEXTS = table("document", column("id", BigInteger()), column("text", Text()))
