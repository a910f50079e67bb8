"""A partial date or a period as the columns of a table."""

from functools import lru_cache

from corpdb.extraction.facts import PartialDate
from corpdb.resolution.events.telling import Period

DateColumns = tuple[str | None, str | None, str | None, str | None]


@lru_cache(maxsize=4096)  # the dates of a corpus are few
def make_date_columns(date: PartialDate | None) -> DateColumns:
    """The date's first and last day (ISO), its precision, and its text; all empty for no date."""
    if date is None:
        return None, None, None, None
    return date.first.isoformat(), date.last.isoformat(), date.precision.value, str(date)


def make_day_columns(period: Period | None) -> tuple[str | None, str | None]:
    """The period's first and last day (ISO); both empty for none."""
    return (period.first.isoformat(), period.last.isoformat()) if period else (None, None)
