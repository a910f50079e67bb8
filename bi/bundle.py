"""A bundle for Superset's import command: the database, datasets with descriptions and metrics, charts, a dashboard.

The form is that of Superset's own exports (version 1.0.0). The same database gives the same bytes, and each object
keeps its number whenever it is made: importing again renews the charts and the dashboard. Superset leaves databases and
datasets that are there as they are.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5
from zipfile import ZipFile, ZipInfo

from corpdb.bi.charts import Chart, describe_chart
from corpdb.bi.dashboard import describe_dashboard
from corpdb.bi.project import dump_yaml
from corpdb.bi.settings import FileSettings, ServerSettings, Settings
from corpdb.models.columns import View
from corpdb.models.views import VIEWS

VERSION = "1.0.0"
ROOT = "corpdb"
MOMENT = "2000-01-01T00:00:00+00:00"  # Superset wants one; any other would change the bytes
EARLIEST = (1980, 1, 1, 0, 0, 0)
_SPACE = UUID("5b0a4a3e-6f0e-5a52-9a3d-8a1d3f0c9b11")
# How the databases name the types of the views' columns.
_TYPES = {"text": "TEXT", "integer": "BIGINT", "number": "DOUBLE PRECISION", "date": "DATE", "timestamp": "TIMESTAMP"}


class Bundle:
    """The bundle of one database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.plan: dict[str, Any] = tomllib.loads((files("corpdb.bi") / "superset.toml").read_text("utf-8"))
        self.charts = [Chart(**one) for one in self.plan["charts"]]
        self.place = settings.plain_address if isinstance(settings, FileSettings) else settings.libpq

    def number(self, what: str) -> str:
        """The number of one of the bundle's objects: always the same for the same database."""
        return str(uuid5(_SPACE, f"{self.place}\n{what}"))

    def list_files(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each file's path and content."""
        yield "metadata.yaml", {"version": VERSION, "type": "Dashboard", "timestamp": MOMENT}
        yield "databases/corpdb.yaml", self._describe_database()
        views = {view.name: view for view in VIEWS}
        for name in dict.fromkeys(chart.view for chart in self.charts):
            dataset = self._describe_view(views[name]) if name in views else self._describe_query(name, views)
            yield f"datasets/corpdb/{name}.yaml", dataset
        for place, chart in enumerate(self.charts, start=1):
            described = describe_chart(chart, self.number(f"dataset {chart.view}"), self.number(f"chart {chart.title}"))
            yield f"charts/{place:02}.yaml", described
        numbers = [self.number(f"chart {chart.title}") for chart in self.charts]
        target = self.number("dataset bi_events")
        yield (
            "dashboards/corporate_events.yaml",
            {
                "dashboard_title": self.plan["title"],
                "description": self.plan["description"],
                "uuid": self.number("dashboard"),
                **describe_dashboard(self.plan["title"], list(zip(self.charts, numbers, strict=True)), target),
                "published": True,
                "version": VERSION,
            },
        )

    def _describe_database(self) -> dict[str, Any]:
        settings = self.settings
        return {
            "database_name": f"corpdb {settings.name}",
            "sqlalchemy_uri": settings.superset if isinstance(settings, ServerSettings) else settings.plain_address,
            "expose_in_sqllab": True,
            "allow_run_async": False,
            "allow_ctas": False,
            "allow_cvas": False,
            "allow_dml": False,
            "allow_csv_upload": False,
            "extra": {"allows_virtual_table_explore": True},
            "uuid": self.number("database"),
            "version": VERSION,
        }

    def _describe_view(self, view: View) -> dict[str, Any]:
        columns = [
            _describe_column(column.name, _name_type(column.type_name), column.comment) for column in view.columns
        ]
        return self._describe_dataset(view.name, view.comment, columns, None)

    def _describe_query(self, name: str, views: dict[str, View]) -> dict[str, Any]:
        query = self.plan["views"][name]
        known = {column.name: column for column in views[query["columns_of"]].columns}
        columns = [
            _describe_column(one, _name_type(known[one].type_name), known[one].comment) for one in query["columns"]
        ]
        columns += [
            _describe_column(one, "BIGINT" if one.endswith("_id") else "TEXT", text)
            for one, text in query["extra"].items()
        ]
        return self._describe_dataset(name, query["comment"], columns, query["sql"].strip())

    def _describe_dataset(
        self, name: str, comment: str, columns: list[dict[str, Any]], sql: str | None
    ) -> dict[str, Any]:
        names = {column["column_name"] for column in columns}
        for column in columns:
            column["verbose_name"] = _name_column(column["column_name"], names)
        return {
            "table_name": name,
            "main_dttm_col": next((one["column_name"] for one in columns if one["is_dttm"]), None),
            "description": comment,
            "schema": self.settings.schema if isinstance(self.settings, ServerSettings) else None,
            "sql": sql,
            "uuid": self.number(f"dataset {name}"),
            "metrics": [
                _describe_metric(metric, of)
                for metric, of in self.plan["metrics"].items()
                if "of" not in of or of["of"] in names
            ],
            "columns": columns,
            "version": VERSION,
            "database_uuid": self.number("database"),
        }


def make_bundle(settings: Settings) -> bytes:
    """The bundle as a .zip file; in place of a password stands PASSWORD."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:  # not compressed: that would differ between machines
        for name, described in Bundle(settings).list_files():
            archive.writestr(ZipInfo(f"{ROOT}/{name}", EARLIEST), dump_yaml(described))
    return content.getvalue()


def _describe_column(name: str, kind: str, comment: str) -> dict[str, Any]:
    return {
        "column_name": name,
        "is_dttm": kind in {"DATE", "TIMESTAMP"},
        "is_active": True,
        "type": kind,
        "groupby": True,
        "filterable": True,
        "description": comment,
    }


def _name_column(name: str, others: set[str]) -> str:
    """The column's name for people: labels in English go without a mark, being what is shown."""
    plain, _, ending = name.rpartition("_")
    endings = {"en": "", "fr": " (French)", "id": " number", "text": ""}
    if plain and ending in endings:
        return (plain.replace("_", " ") + endings[ending]).capitalize().replace("french", "French")
    return name.replace("_", " ").capitalize() + (" (code)" if f"{name}_en" in others else "")


def _describe_metric(name: str, metric: dict[str, str]) -> dict[str, Any]:
    return {
        "metric_name": name,
        "verbose_name": metric["title"],
        "expression": metric["sql"],
        "description": metric["text"],
        "warning_text": metric.get("warning"),
    }


def _name_type(name: str) -> str:
    return _TYPES.get(name) or name.upper().replace("DECIMAL", "NUMERIC")
