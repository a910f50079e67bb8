"""Datasette serves the views of an SQLite file."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from corpdb.models.views import VIEWS
from tests.clients.environments import prepare, run

pytestmark = pytest.mark.clients
SERVED = {"bi_events", "bi_participants", "bi_mentions", "bi_calendar"}


def test_datasette_serves_views_and_facets(sqlite_sample: str) -> None:
    path = Path(make_url(sqlite_sample).database or "")
    datasette = prepare("datasette") / "datasette"

    def get(page: str) -> Any:
        return json.loads(run(datasette, "serve", "--immutable", path, "--get", page))

    for view in (view for view in VIEWS if view.name in SERVED):
        rows = get(f"/{path.stem}/{view.name}.json?_shape=array&_size=2")
        assert all(set(row) == {column.name for column in view.columns} for row in rows), view.name
    faceted = get(f"/{path.stem}/bi_events.json?_facet=type_en&_size=0")
    assert {one["value"] for one in faceted["facet_results"]["type_en"]["results"]} >= {"Restructuring", "Transaction"}
