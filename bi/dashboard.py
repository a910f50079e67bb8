"""A dashboard as Superset keeps it: where each chart stands, and the filters beside them."""

from typing import Any

from corpdb.bi.charts import Chart

COLUMNS = 12
VALUES = {"type_en": "Type", "status_en": "Status"}


def describe_dashboard(title: str, charts: list[tuple[Chart, str]], dataset: str) -> dict[str, Any]:
    """The part of a dashboard that shows: `charts` with their numbers, row by row; filters on the events' `dataset`."""
    return {
        "position": _place_charts(title, charts),
        "metadata": {
            "color_scheme": "supersetColors",
            "cross_filters_enabled": True,
            "native_filter_configuration": [
                _describe_filter("NATIVE_FILTER-time", "Time", "filter_time", [{}]),
                *(
                    _describe_filter(
                        f"NATIVE_FILTER-{column}",
                        label,
                        "filter_select",
                        [{"column": {"name": column}, "datasetUuid": dataset}],
                    )
                    for column, label in VALUES.items()
                ),
            ],
        },
    }


def _place_charts(title: str, charts: list[tuple[Chart, str]]) -> dict[str, Any]:
    placed: dict[str, Any] = {}
    rows: list[list[str]] = []
    left = 0
    for place, (chart, number) in enumerate(charts, start=1):
        if chart.width > left:
            rows.append([])
            left = COLUMNS
        left -= chart.width
        rows[-1].append(f"CHART-{place}")
        placed[f"CHART-{place}"] = {
            "type": "CHART",
            "id": f"CHART-{place}",
            "children": [],
            "parents": ["ROOT_ID", "GRID_ID", f"ROW-{len(rows)}"],
            "meta": {
                "chartId": place,
                "uuid": number,
                "sliceName": chart.title,
                "width": chart.width,
                "height": chart.height,
            },
        }
    names = [f"ROW-{number}" for number in range(1, len(rows) + 1)]
    return {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": names, "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": title}},
        **{name: _describe_row(name, children) for name, children in zip(names, rows, strict=True)},
        **placed,
    }


def _describe_row(name: str, children: list[str]) -> dict[str, Any]:
    return {
        "type": "ROW",
        "id": name,
        "children": children,
        "parents": ["ROOT_ID", "GRID_ID"],
        "meta": {"background": "BACKGROUND_TRANSPARENT"},
    }


def _describe_filter(identifier: str, label: str, kind: str, targets: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": label,
        "type": "NATIVE_FILTER",
        "filterType": kind,
        "targets": targets,
        "controlValues": {"multiSelect": True, "enableEmptyFilter": False, "searchAllOptions": False},
        "defaultDataMask": {"extraFormData": {}, "filterState": {}, "ownState": {}},
        "cascadeParentIds": [],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
        "description": "",
    }
