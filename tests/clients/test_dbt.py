"""dbt builds the exported project: its models, and every test of the views."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.cli.running import run_on
from tests.clients.environments import prepare, run
from tests.sample import fill_sample

pytestmark = pytest.mark.clients


def test_dbt_builds_and_documents_the_project(database_url: str, tmp_path: Path) -> None:
    url = make_url(database_url)
    fill_sample(database_url)
    assert run_on(database_url, "bi", "export", "dbt", str(tmp_path / "project")).exit_code == 0
    dbt = prepare("dbt-sqlite" if url.get_backend_name() == "sqlite" else "dbt-postgres") / "dbt"
    variables = {"DBT_ENV_SECRET_PASSWORD": url.password or "", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    for command in (("build",), ("docs", "generate")):
        run(dbt, "--quiet", *command, "--profiles-dir", ".", variables=variables, cwd=tmp_path / "project")
        results = json.loads((tmp_path / "project" / "target" / "run_results.json").read_text("utf-8"))["results"]
        statuses = Counter(result["status"] for result in results)
        assert statuses.keys() <= {"pass", "success", "no-op"}, statuses
        assert statuses.total() >= (300 if command == ("build",) else 2)
    catalog = json.loads((tmp_path / "project" / "target" / "catalog.json").read_text("utf-8"))
    assert len(catalog["sources"]) > 20
