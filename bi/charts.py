"""A chart as Superset keeps it: what its page shows, and the query behind it."""

import json
from dataclasses import dataclass, field
from typing import Any

DATE = "first_day"  # of every view that charts are of
ALWAYS = "No filter"
LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: the view, the kind of picture, its size, what it groups by, counts, leaves out, sorts by.

    `range` is the span of time that it shows until another is chosen.
    """

    title: str
    view: str
    kind: str
    width: int
    height: int
    columns: list[str] = field(default_factory=list[str])
    metrics: list[str] = field(default_factory=list[str])
    axis: str | None = None
    grain: str | None = None
    range: str = ALWAYS
    order: str | None = None
    limit: int = LIMIT
    filters: list[list[Any]] = field(default_factory=list[list[Any]])
    params: dict[str, Any] = field(default_factory=dict[str, Any])


def describe_chart(chart: Chart, dataset: str, number: str) -> dict[str, Any]:
    """The chart as a bundle holds it; `dataset` and `number` are those of its dataset and its own."""
    params = _make_params(chart)
    context = {
        "datasource": {"id": 0, "type": "table"},  # set when it is imported
        "force": False,
        "queries": [_make_query(chart)],
        "form_data": params,
        "result_format": "json",
        "result_type": "full",
    }
    return {
        "slice_name": chart.title,
        "viz_type": chart.kind,
        "params": params,
        "query_context": json.dumps(context, ensure_ascii=False),
        "uuid": number,
        "version": "1.0.0",
        "dataset_uuid": dataset,
    }


def _make_params(chart: Chart) -> dict[str, Any]:
    is_rows = chart.params.get("query_mode") == "raw"
    one_metric = chart.metrics[0] if chart.metrics else None
    return {
        "viz_type": chart.kind,
        "datasource": "0__table",
        "adhoc_filters": [_describe_filter(one) for one in _list_filters(chart)],
        "row_limit": chart.limit,
        "order_desc": True,
        "sort_by_metric": True,
        "color_scheme": "supersetColors",
        **({"metric": one_metric, "metrics": chart.metrics} if one_metric else {}),
        **({"x_axis": chart.axis, "time_grain_sqla": chart.grain} if chart.axis else {}),
        **({"all_columns": chart.columns} if is_rows else {"groupby": chart.columns}),
        **({"order_by_cols": [json.dumps([chart.order, False])]} if chart.order else {}),
        **chart.params,
    }


def _make_query(chart: Chart) -> dict[str, Any]:
    axis = {"columnType": "BASE_AXIS", "expressionType": "SQL", "timeGrain": chart.grain}
    columns: list[Any] = [{**axis, "label": chart.axis, "sqlExpression": chart.axis}] if chart.axis else []
    order: list[list[Any]] = [[chart.order or chart.metrics[0], False]]
    return {
        "columns": [*columns, *chart.columns],
        **({"metrics": chart.metrics} if chart.metrics else {}),
        "filters": [
            {"col": column, "op": operator, **({"val": values[0]} if values else {})}
            for column, operator, *values in _list_filters(chart)
        ],
        "orderby": order if columns or chart.columns else [],
        "row_limit": chart.limit,
        "extras": {"having": "", "where": "", **({"time_grain_sqla": chart.grain} if chart.grain else {})},
        "is_timeseries": False,
        "time_range": chart.range,
    }


def _list_filters(chart: Chart) -> list[list[Any]]:
    """Its conditions; the first is the one that the dashboard's filter of time takes the place of."""
    return [[DATE, "TEMPORAL_RANGE", chart.range], *chart.filters]


def _describe_filter(condition: list[Any]) -> dict[str, Any]:
    column, operator, *values = condition
    return {
        "clause": "WHERE",
        "expressionType": "SIMPLE",
        "subject": column,
        "operator": operator,
        "comparator": values[0] if values else None,
    }
