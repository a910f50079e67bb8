"""A partial date as the columns of a table."""

from corpdb.extraction.facts import PartialDate
from corpdb.storage.folding import NO_DATE, DateColumns


def make_date_columns(date: PartialDate | None) -> DateColumns:
    """The date's first and last day (ISO), its precision, and its text; all empty for no date."""
    if date is None:
        return NO_DATE
    return DateColumns(date.first.isoformat(), date.last.isoformat(), date.precision.value, str(date))
