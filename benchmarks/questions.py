"""What people and BI tools ask of the `bi_` views, each beside the plain SQL over the tables that gives as many rows.

The filters are a month (of what is about publication a day), a type or kind, one within a year, an organization, and
the document that tells an event best, in each view that has such columns. Each is asked twice: for the first thousand
rows, and for how many rows there are of each term. The plain SQL is the view's own without what the answer does not
need: labels, names, sources.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpdb.extraction.facts import PartialDate
from corpdb.models.columns import View
from corpdb.models.views import VIEWS

FIRST_ROWS = 1000
REFERENCE = {"bi_calendar", "bi_dictionary"}  # as small in the largest database
# Views of every type; others are of one.
MIXED = {"bi_events", "bi_participants", "bi_mentions", "bi_event_history", "bi_organization_types"}
TERMS = ("status", "kind", "language", "reason", "action", "scheme", "change", "step", "role")
DAYS = ("day", "published_first_day", "decided_at")
# How an event is asked for by who takes part: as docs/bi/README.md says.
TAKES_PART = {
    "sqlite": "IN (SELECT event_id FROM {} WHERE organization_id = {})",
    "postgresql": "= ANY (ARRAY(SELECT event_id FROM {} WHERE organization_id = {}))",
}
_PARTS = re.compile(r"\n(?=(?:LEFT )?JOIN |WHERE |GROUP BY )")
_JOINED = re.compile(r"LEFT JOIN (?:\w+ AS )?(\w+)")

Ask = Callable[[str], Any]
"""Runs a query and gives its first value."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A month and its year in which events happen, and a day on which documents come out."""

    month: PartialDate
    year: PartialDate
    day: PartialDate


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its peer; `counted` counts the rows that the filter keeps."""

    target: str
    filter: str
    shape: str
    sql: str
    peer: str
    counted: str = ""


def list_questions(ask: Ask, dates: Dates, takes_part: str) -> Iterator[Question]:
    """Every question to every view, about organizations and terms that stand among its first rows."""
    for view in VIEWS:
        if view.name not in REFERENCE:
            for name, conditions in _list_filters(view, ask, dates, takes_part).items():
                yield from _ask_twice(view, name, conditions)


def _list_filters(view: View, ask: Ask, dates: Dates, takes_part: str) -> dict[str, dict[str, str]]:
    """By the name of a filter, the conditions on the view's columns that it is made of."""
    columns = {column.name: column.sql for column in view.columns}
    names = list(columns)
    day = next((name for name in DAYS if name in names), None)
    term = "type" if view.name in MIXED else "kind" if "kind" in names else None
    filters: dict[str, dict[str, str]] = {"none": {}}
    if term:
        filters[term] = {term: f"= '{_choose(view, term, ask)}'"}
    if day:
        is_event = columns[day].startswith("event.")
        filters["month" if is_event else "day"] = {day: _lie_in(dates.month if is_event else dates.day)}
    if day and term:
        filters[f"{term}, year"] = {**filters[term], day: _lie_in(dates.year)}
    if column := next((name for name in names if _is_organization(name)), None):
        filters["organization"] = {column: f"= {_choose(view, column, ask) or 0}"}
    elif "event_id" in names:
        filters["organization"] = {"event_id": takes_part}
    if "best_mention" in view.source:
        filters["document"] = {"document_id": f"= {_choose(view, 'document_id', ask) or 0}"}
    return filters


def _lie_in(date: PartialDate) -> str:
    """The condition on a column of days that they lie in that period."""
    return f"BETWEEN '{date.first}' AND '{date.last}'"


def _is_organization(column: str) -> bool:
    return column in {"organization_id", "partner_1_id", "buyer_id", "subject_id"}


def _choose(view: View, column: str, ask: Ask) -> Any:
    """What stands most often in that column among the first rows."""
    some = f"SELECT {column} AS value FROM {view.name} WHERE {column} IS NOT NULL LIMIT {FIRST_ROWS}"
    return ask(f"SELECT value FROM ({some}) AS first GROUP BY value ORDER BY count(*) DESC, value LIMIT 1")


def _ask_twice(view: View, name: str, conditions: dict[str, str]) -> Iterator[Question]:
    where = " AND ".join(f"{column} {condition}" for column, condition in conditions.items())
    kept = f"FROM {view.name}" + (f" WHERE {where}" if where else "")
    term = next((each for each in TERMS if each in {column.name for column in view.columns}), view.columns[0].name)
    label = next((column.name for column in view.columns if column.name == f"{term}_en"), term)
    first = f" LIMIT {FIRST_ROWS}"
    rows = Question(view.name, name, "rows", f"SELECT * {kept}{first}", f"{_strip(view, conditions)}{first}")
    yield rows
    if conditions:
        counted = f"SELECT count(*) FROM ({_strip(view, conditions)}) AS kept"
        yield replace(
            rows,
            shape="counts",
            sql=f"SELECT {label}, count(*) {kept} GROUP BY {label}",
            peer=f"SELECT {term}, count(*) FROM ({_strip(view, conditions, term)}) AS kept GROUP BY {term}",
            counted=counted,
        )


def _strip(view: View, conditions: dict[str, str], term: str | None = None) -> str:
    """The view's query, of the term or else of its key and what is asked for, without joins that neither needs."""
    columns = {column.name: column.sql for column in view.columns}
    shown = [term] if term else list(dict.fromkeys([view.columns[0].name, *conditions]))
    base, *parts = _PARTS.split(view.source)
    where = [f"{columns[name]} {condition}" for name, condition in conditions.items()]
    needed = " ".join([*(columns[name] for name in shown), *where])
    joins: list[str] = []
    for part in reversed([part for part in parts if "JOIN " in part[:10]]):
        joined = _JOINED.match(part)
        if joined is None or f"{joined[1]}." in needed:
            joins.insert(0, part)
            needed += part
    where += [part.removeprefix("WHERE ") for part in parts if part.startswith("WHERE ")]
    group = [part for part in parts if part.startswith("GROUP BY ")]
    lines = [base, *joins, *(["WHERE " + " AND ".join(where)] if where else []), *group]
    query = f"SELECT {', '.join(f'{columns[name]} AS {name}' for name in shown)} FROM " + "\n".join(lines)
    return query.replace("bi_participants", "participation")
