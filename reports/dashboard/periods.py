"""The period that a chart shows: where the events lie, without the few that lie far from all others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_TENTHS = 10
_SHORT, _MARGIN = 60, 31  # days: a shorter period is shown with so many before and after it, so that a month begins
_MONTHS_NAMED = 1000  # days up to which the months are written at the axis, and not the years


@dataclass(frozen=True, slots=True)
class Period:
    """The first day and the last one that are shown."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Whether the day is shown."""
        return self.first <= day <= self.last

    @property
    def values(self) -> dict[str, Any]:
        """What a chart's axis needs: its ends and how it is divided and written."""
        few = (self.last - self.first).days <= _MONTHS_NAMED
        margin = timedelta(days=_MARGIN if self.last - self.first < timedelta(days=_SHORT) else 0)
        return {
            "period": [_write_day(self.first - margin), _write_day(self.last + margin)],
            "axisFormat": "%b %Y" if few else "%Y",
            "tickCount": "month" if few else "year",
        }


def choose_period(days: Sequence[date]) -> Period:
    """The period of some days, given in order, without outliers.

    These lie before or after the middle eight tenths of the days by more than those span, as outside Tukey's fences.
    """
    low, high = days[len(days) // _TENTHS], days[-1 - len(days) // _TENTHS]
    reach = max(high - low, timedelta(days=365))
    kept = [day for day in days if abs(_measure(day, low, high)) <= reach]
    return Period(kept[0], kept[-1])


def _measure(day: date, low: date, high: date) -> timedelta:
    """How far the day lies outside."""
    return max(low - day, day - high, timedelta(0))


def _write_day(day: date) -> dict[str, Any]:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}
