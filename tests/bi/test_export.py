"""What is written for dbt and Superset: whole, the same each time, and of views, columns and metrics that there are."""

import re
import shlex
from errno import ENOSPC
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from sqlalchemy import Engine, text

from corpdb.bi.bundle import make_bundle
from corpdb.bi.project import make_project
from corpdb.bi.settings import FileSettings, ServerSettings
from corpdb.cli.bi import CONNECT_EXAMPLES, EXPORT_EXAMPLES
from corpdb.models.views import VIEWS
from corpdb.storage.engine import open_existing
from tests.cli.running import run_on

SERVER = ServerSettings("::1", 5433, "press", "o'reader", "p&r", is_default_schema=False, sslmode="verify-full")
FILE = FileSettings(PurePosixPath("/data/l'été.db"), is_wal=False)
COLUMNS = {view.name: {column.name for column in view.columns} for view in VIEWS}


def read_bundle(content: bytes) -> dict[str, Any]:
    with ZipFile(BytesIO(content)) as archive:
        return {name.removeprefix("corpdb/"): yaml.safe_load(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def bundle() -> dict[str, Any]:
    return read_bundle(make_bundle(SERVER))


def pick(bundle: dict[str, Any], folder: str) -> dict[str, Any]:
    """The objects of one kind by their numbers."""
    return {one["uuid"]: one for name, one in bundle.items() if name.startswith(f"{folder}/")}


def test_a_bundle_is_the_same_each_time_and_another_databases_has_other_numbers(bundle: dict[str, Any]) -> None:
    assert make_bundle(SERVER) == make_bundle(SERVER)
    other = read_bundle(make_bundle(FILE))
    assert bundle.keys() == other.keys()
    assert not {one.get("uuid") for one in bundle.values()} & {one["uuid"] for one in other.values() if "uuid" in one}
    assert other["databases/corpdb.yaml"]["sqlalchemy_uri"] == "sqlite:////data/l'été.db"
    assert ":PASSWORD@[::1]:5433/press?sslmode=verify-full" in bundle["databases/corpdb.yaml"]["sqlalchemy_uri"]


def test_what_a_bundles_objects_lead_to_is_in_it(bundle: dict[str, Any]) -> None:
    databases, datasets, charts = (pick(bundle, folder) for folder in ("databases", "datasets", "charts"))
    assert {one["database_uuid"] for one in datasets.values()} == databases.keys()
    assert {one["dataset_uuid"] for one in charts.values()} == datasets.keys()
    (dashboard,) = pick(bundle, "dashboards").values()
    placed = {key: one for key, one in dashboard["position"].items() if key.startswith("CHART-")}
    assert {one["meta"]["uuid"] for one in placed.values()} == charts.keys()
    rows = [one for key, one in dashboard["position"].items() if key.startswith("ROW-")]
    assert sorted(name for row in rows for name in row["children"]) == sorted(placed)
    assert all(sum(placed[name]["meta"]["width"] for name in row["children"]) == 12 for row in rows)
    filters = dashboard["metadata"]["native_filter_configuration"]
    assert {target["datasetUuid"] for one in filters for target in one["targets"] if target} <= datasets.keys()


def test_a_chart_shows_columns_and_metrics_of_its_dataset(bundle: dict[str, Any]) -> None:
    datasets = pick(bundle, "datasets")
    for chart in pick(bundle, "charts").values():
        dataset = datasets[chart["dataset_uuid"]]
        columns = {column["column_name"] for column in dataset["columns"]}
        metrics = {metric["metric_name"] for metric in dataset["metrics"]}
        assert all(column["description"] for column in dataset["columns"])
        (query,) = yaml.safe_load(chart["query_context"])["queries"]
        shown = {one if isinstance(one, str) else one["label"] for one in query["columns"]}
        assert shown | {one["col"] for one in query["filters"]} <= columns, chart["slice_name"]
        assert set(query.get("metrics", ())) <= metrics
        assert {column for column, _ in query["orderby"]} <= columns | metrics


def test_the_datasets_of_a_bundle_can_be_asked(bundle: dict[str, Any], sample_url: str) -> None:
    with open_existing(sample_url, read_only=True) as engine:
        for dataset in pick(bundle, "datasets").values():
            assert _ask(engine, dataset) == {column["column_name"] for column in dataset["columns"]}


def _ask(engine: Engine, dataset: dict[str, Any]) -> set[str]:
    source = f"({dataset['sql']}) AS virtual" if dataset["sql"] else dataset["table_name"]
    metrics = ", ".join(metric["expression"] for metric in dataset["metrics"])
    with engine.connect() as connection:
        connection.execute(text(f"SELECT {metrics} FROM {source}")).one()
        return set(connection.execute(text(f"SELECT * FROM {source}")).keys())


def test_a_dbt_project_describes_and_tests_every_view() -> None:
    files = dict(make_project(SERVER))
    (source,) = yaml.safe_load(files["models/sources.yml"])["sources"]
    assert source["schema"] == "p&r"
    tables = {one["name"]: {column["name"]: column for column in one["columns"]} for one in source["tables"]}
    assert {name: set(columns) for name, columns in tables.items()} == COLUMNS
    assert tables["bi_events"]["event_id"]["data_tests"] == ["unique", "not_null"]
    parent, status = tables["bi_labs"]["parent_id"]["data_tests"], tables["bi_events"]["status"]["data_tests"]
    assert parent[0]["relationships"]["arguments"] == {
        "to": "source('corpdb', 'bi_organizations')",
        "field": "organization_id",
    }
    assert status[1]["accepted_values"]["arguments"]["values"] == ["proposed", "announced", "completed", "cancelled"]
    models = "".join(text for name, text in files.items() if name.endswith(".sql"))
    assert set(re.findall(r"source\('corpdb', '(\w+)'\)", models)) <= tables.keys()
    profile = yaml.safe_load(files["profiles.yml"])["corpdb"]["outputs"]["dev"]
    assert (profile["host"], profile["user"], profile["sslmode"]) == ("::1", "o'reader", "verify-full")


def test_the_examples_of_the_help_work(postgresql_sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for example in (*CONNECT_EXAMPLES, *EXPORT_EXAMPLES):
        typed = shlex.split(example.partition(" >")[0])
        assert run_on(postgresql_sample, *typed[1:]).exit_code == 0, example


def test_an_export_goes_to_a_new_folder_or_a_file(sample_url: str, tmp_path: Path) -> None:
    folder, file = tmp_path / "new" / "project", tmp_path / "corpdb.zip"
    for arguments, following in (
        (("dbt", str(folder)), f"cd {folder} && dbt build --profiles-dir ."),
        (("superset", str(file)), f"superset import-dashboards --path {file} --username admin"),
    ):
        done = run_on(sample_url, "bi", "export", *arguments)
        assert (done.exit_code, done.stdout) == (0, ""), done.output
        assert done.stderr.endswith(f"next: {following}\n")
    assert (folder / "models" / "sources.yml").is_file()
    assert "metadata.yaml" in read_bundle(file.read_bytes())
    done = run_on(sample_url, "bi", "export", "dbt", str(folder))
    assert (done.exit_code, "is there and not an empty folder" in done.stderr) == (2, True)
    done = run_on(sample_url, "bi", "export", "superset", str(tmp_path / "none" / "x.zip"))
    assert (done.exit_code, "cannot be written" in done.stderr) == (1, True)


@pytest.mark.parametrize(("error", "code"), [(OSError(ENOSPC, "No space left on device"), 1), (KeyboardInterrupt, 130)])
def test_a_dbt_project_that_breaks_off_leaves_the_folder_as_it_was(
    sqlite_sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    write = Path.write_text

    def write_until_the_last(path: Path, *arguments: str) -> int:
        if path.name == "sources.yml":
            raise error
        return write(path, *arguments)

    monkeypatch.setattr(Path, "write_text", write_until_the_last)
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        assert run_on(sqlite_sample, "bi", "export", "dbt", str(tmp_path / name)).exit_code == code
    assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]


def test_only_what_is_one_file_goes_to_standard_output(sqlite_sample: str) -> None:
    done = run_on(sqlite_sample, "bi", "export", "superset", "-")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "metadata.yaml" in read_bundle(done.stdout_bytes)
    done = run_on(sqlite_sample, "bi", "export", "dbt", "-")
    assert (done.exit_code, done.stderr) == (2, "corpdb: a dbt project is several files; name a folder for them\n")
