"""The charts' contents: what each draws, what its table says, and what it leaves out."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, Vocabulary
from corpdb.reports.dashboard.counting import count_months, count_organizations, count_terms, list_lab_events
from corpdb.reports.dashboard.events import ListedEvent, list_events
from corpdb.reports.dashboard.names import ChartName
from corpdb.reports.dashboard.periods import choose_period
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.wording import Wording
from corpdb.reports.network import NETWORK_REPORT

MOST_PAIRS = 60
LEAST_HEIGHT, NODE_HEIGHT, MOST_HEIGHT = 120, 15, 460  # of a network, in pixels
MOST_APART = 30  # partners in a network that is drawn whole: of a larger one, only what hangs together
SPACE = "\N{EM SPACE}"  # a label of nothing, laid before all others: it keeps them off its node
MOST_ORGANIZATIONS = 15
MOST_LABS = 12
_SHIFT, _SHIFTS = 37, 100  # spreads the events of one day over the breadth of their line
Rows = list[dict[str, Any]]
_Counts = Mapping[tuple[Any, Any], int]


@dataclass(frozen=True, slots=True)
class Table:
    """The same as a chart in words and numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart's contents. `values` are what the words with a `$` in its specification stand for.

    Its table is absent where the list of events says the same; its legend pairs a colour of the themes with what it
    means. An empty one has nothing to draw.
    """

    name: ChartName
    title: str
    values: dict[str, Any]
    table: Table | None
    legend: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_empty: bool = False


def make_figure(name: ChartName, scope: Scope) -> Figure:
    """The contents of the chart of that name."""
    return _DRAWN[name](scope)


def draw_timeline(events: Sequence[ListedEvent], wording: Wording) -> Figure:
    """The listed events, each a point."""
    dated = [(_halve(event.first, event.last), event) for event in events if event.first and event.last]
    period = choose_period(sorted(day for day, _ in dated)) if dated else None
    rows = [
        {
            "event": event.event_id,
            "day": day.isoformat(),
            "date": event.when,
            "typeLabel": wording.name(event.type),
            "kindLabel": wording.name(event.kind),
            "statusLabel": wording.name(event.status),
            "who": ", ".join(event.names),
            "shift": event.event_id * _SHIFT % _SHIFTS / _SHIFTS,
        }
        for day, event in dated
        if period and day in period
    ]
    values = {"rows": rows, **_label_terms(wording), **(period.values if period else {})}
    notes = _count_notes(wording, outside=len(dated) - len(rows), dateless=len(events) - len(dated))
    return Figure(
        ChartName.TIMELINE, wording["timeline"], values, None, _list_legend(values, "status"), notes, not rows
    )


def _draw_timeline(scope: Scope) -> Figure:
    return draw_timeline(list_events(scope, quoted=False), scope.wording)


def _draw_types(scope: Scope) -> Figure:
    """The types, those with most events first, each made up of statuses."""
    counts = {(EventType(event_type), EventStatus(status)): n for event_type, status, n in _count_terms(scope)}
    order = sorted(EventType, key=lambda term: -_sum_up(counts)[term])
    return _draw_terms(scope.wording, ChartName.TYPES, ("type", "status"), (order, list(EventStatus)), counts)


def _draw_statuses(scope: Scope) -> Figure:
    """The statuses, each made up of types."""
    counts = {(EventStatus(status), EventType(event_type)): n for event_type, status, n in _count_terms(scope)}
    terms = (list(EventStatus), list(EventType))
    return _draw_terms(scope.wording, ChartName.STATUSES, ("status", "type"), terms, counts)


def _count_terms(scope: Scope) -> list[tuple[str, str, int]]:
    return count_terms(scope.engine, scope.filters)


def _draw_terms(
    wording: Wording,
    name: ChartName,
    fields: tuple[str, str],
    terms: tuple[Sequence[Vocabulary], Sequence[Vocabulary]],
    counts: _Counts,
) -> Figure:
    """How many events there are of each two terms, a bar for each of the first `terms`."""
    outer, inner = fields
    rows: Rows = [
        {
            outer: one,
            f"{outer}Label": wording.name(one),
            inner: other,
            f"{inner}Label": wording.name(other),
            "rank": terms[1].index(other),
            "events": number,
        }
        for (one, other), number in sorted(counts.items())
    ]
    totals = _sum_up(counts)
    headers = (wording[outer], wording["events"], *(wording.name(other) for other in terms[1]))
    lines = [
        (wording.name(one), totals[one], *(counts.get((one, other), 0) for other in terms[1]))
        for one in terms[0]
        if totals[one]
    ]
    values = {"rows": rows, "order": [line[0] for line in lines], **_label_terms(wording)}
    table = Table(headers, tuple(lines))
    return Figure(name, wording[name], values, table, _list_legend(values, inner), is_empty=not rows)


def _sum_up(counts: _Counts) -> Counter[Vocabulary]:
    totals = Counter[Vocabulary]()
    for (one, _), number in counts.items():
        totals[one] += number
    return totals


def _draw_months(scope: Scope) -> Figure:
    wording = scope.wording
    found = count_months(scope.engine, scope.filters)
    counts = sorted((month, EventType(code), number) for month, code, number in found if month)
    days = [PartialDate.parse(month).first for month, _, number in counts for _ in range(number)]
    period = choose_period(days) if days else None
    rows: Rows = [
        {
            "code": month,
            "month": month,
            "monthLabel": wording.write_date(month),
            **_name_type(term, wording),
            "events": number,
        }
        for month, term, number in counts
        if period and PartialDate.parse(month).first in period
    ]
    totals = Counter[str]()
    for month, _, number in counts:
        totals[month] += number
    table = Table(
        (wording["month"], wording["events"]),
        tuple((wording.write_date(month), number) for month, number in sorted(totals.items(), reverse=True)),
    )
    values = {"rows": rows, **_label_terms(wording), **(period.values if period else {})}
    outside = totals.total() - sum(row["events"] for row in rows)
    monthless = sum(number for month, _, number in found if month is None)
    notes = _count_notes(wording, outside=outside, monthless=monthless)
    return Figure(ChartName.MONTHS, wording["months"], values, table, _list_legend(values, "type"), notes, not rows)


def _draw_organizations(scope: Scope) -> Figure:
    wording = scope.wording
    counts = count_organizations(scope.engine, scope.filters, MOST_ORGANIZATIONS)
    names = {number: name for number, name, _, _ in counts}
    totals = Counter[int]()
    for number, _, _, events in counts:
        totals[number] += events
    order = sorted(totals, key=lambda number: (-totals[number], number))
    labels = _tell_apart(names)
    rows: Rows = [
        {
            "name": name,
            "label": labels[number],
            **_name_type(EventType(code), wording),
            "events": events,
        }
        for number, name, code, events in sorted(counts)
    ]
    table = Table(
        (wording["organization"], wording["events"]), tuple((labels[number], totals[number]) for number in order)
    )
    values = {"rows": rows, "order": [labels[number] for number in order], **_label_terms(wording)}
    notes = _tell_limit(wording, len(order), MOST_ORGANIZATIONS)
    legend = _list_legend(values, "type")
    return Figure(ChartName.ORGANIZATIONS, wording["top_organizations"], values, table, legend, notes, not rows)


def _draw_labs(scope: Scope) -> Figure:
    wording = scope.wording
    found = list_lab_events(scope.engine, scope.filters, MOST_LABS)
    labels = _tell_apart({row[0]: row[1] for row in found})
    rows: Rows = []
    lines: list[tuple[str, ...]] = []
    for number, _, event, kind, status, text, first, last in found:
        told = (wording.write_date(text, short=True), wording.name(EventKind(kind)), wording.name(EventStatus(status)))
        rows.append(
            {
                "event": event,
                "label": labels[number],
                "day": _halve(first, last).isoformat(),
                "date": told[0],
                "kindLabel": told[1],
                "statusLabel": told[2],
            }
        )
        lines.append((labels[number], *told))
    period = choose_period(sorted(date.fromisoformat(row["day"]) for row in rows)) if rows else None
    shown = [row for row in rows if period and date.fromisoformat(row["day"]) in period]
    kinds = {row[3] for row in found}
    values = {
        "rows": shown,
        "order": list(dict.fromkeys(row["label"] for row in shown)),
        "kindLabels": [wording.name(kind) for kind in EventKind if kind in kinds],
        **(period.values if period else {}),
    }
    table = Table((wording["lab"], wording["date"], wording["kind"], wording["status"]), tuple(lines))
    notes = (*_count_notes(wording, outside=len(rows) - len(shown)), *_tell_limit(wording, len(labels), MOST_LABS))
    return Figure(ChartName.LABS, wording["lab_events"], values, table, _list_legend(values, "kind"), notes, not shown)


def _draw_network(scope: Scope) -> Figure:
    wording = scope.wording
    pairs = _list_pairs(scope)
    drawn = _choose_drawn(pairs)
    degrees = {pair["organization"]: pair["partners"] for pair in drawn}
    degrees |= {pair["partner"]: pair["partner_partners"] for pair in drawn}
    places = {name: place for place, name in enumerate(degrees)}
    nodes: Rows = [
        {
            "name": name,
            "space": SPACE,
            "type": EventType.PARTNERSHIP,
            "partners": degree,
            "tip": {"title": name, wording["partners"]: wording.write_number(degree)},
        }
        for name, degree in degrees.items()
    ]
    links: Rows = [
        {
            "source": places[pair["organization"]],
            "target": places[pair["partner"]],
            "partnerships": pair["partnerships"],
        }
        for pair in drawn
    ]
    table = Table(
        (wording["organization"], wording["partner"], wording["partnerships"]),
        tuple((pair["organization"], pair["partner"], pair["partnerships"]) for pair in pairs),
    )
    notes = (
        *_tell_limit(wording, len(pairs), MOST_PAIRS),
        *_count_notes(wording, alone=len(pairs) - len(drawn)),
    )
    values = {"nodes": nodes, "links": links, "height": min(LEAST_HEIGHT + NODE_HEIGHT * len(nodes), MOST_HEIGHT)}
    return Figure(ChartName.NETWORK, wording["network"], values, table, (), notes, not nodes)


def _choose_drawn(pairs: Rows) -> Rows:
    """Of a large network only what hangs together: not the pairs that have no other partner."""
    joined = [pair for pair in pairs if max(pair["partners"], pair["partner_partners"]) > 1]
    return joined if joined and 2 * len(pairs) > MOST_APART else pairs


def _list_pairs(scope: Scope) -> Rows:
    """The partners with most partnerships; none where partnerships are not asked for."""
    if scope.filters.types and EventType.PARTNERSHIP not in scope.filters.types:
        return []
    filters = replace(scope.filters, types=(), limit=MOST_PAIRS)
    with NETWORK_REPORT.run(scope.engine, filters) as result:
        rows = [dict(zip(result.names, row, strict=True)) for row in result.rows]
    one, other = "organization", "partner"
    labels = _tell_apart({row[f"{key}_id"]: row[key] for row in rows for key in (one, other)})
    return [row | {key: labels[row[f"{key}_id"]] for key in (one, other)} for row in rows]


def _name_type(term: EventType, wording: Wording) -> dict[str, Any]:
    return {"type": term, "typeLabel": wording.name(term), "rank": list(EventType).index(term)}


def _tell_apart(names: Mapping[int, str]) -> dict[int, str]:
    """The names of organizations by number, with the number where several have the same name."""
    times = Counter(names.values())
    return {number: name if times[name] == 1 else f"{name} ({number})" for number, name in names.items()}


def _label_terms(wording: Wording) -> dict[str, list[str]]:
    return {
        "typeLabels": [wording.name(term) for term in EventType],
        "statusLabels": [wording.name(term) for term in EventStatus],
    }


def _list_legend(values: Mapping[str, Any], field: str) -> tuple[tuple[str, str], ...]:
    """The labels of a field with the names of their colours, which begin anew where the list ends."""
    palette, size = ("statuses", len(EventStatus)) if field == "status" else ("types", len(EventType))
    return tuple((f"{palette}-{place % size + 1}", label) for place, label in enumerate(values[f"{field}Labels"]))


def _count_notes(wording: Wording, **numbers: int) -> tuple[str, ...]:
    """What is left out, in the words of that name."""
    return tuple(wording.count(key, number) for key, number in numbers.items() if number)


def _tell_limit(wording: Wording, shown: int, most: int) -> tuple[str, ...]:
    return (wording["busiest"].format(shown=shown),) if shown == most else ()


def _halve(first: date, last: date) -> date:
    """The middle of an interval, where a date that is not known exactly is drawn."""
    return first + (last - first) / 2


_DRAWN: dict[ChartName, Callable[[Scope], Figure]] = {
    ChartName.TIMELINE: _draw_timeline,
    ChartName.TYPES: _draw_types,
    ChartName.STATUSES: _draw_statuses,
    ChartName.MONTHS: _draw_months,
    ChartName.NETWORK: _draw_network,
    ChartName.ORGANIZATIONS: _draw_organizations,
    ChartName.LABS: _draw_labs,
}
