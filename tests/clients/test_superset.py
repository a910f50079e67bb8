"""Superset imports the bundle and runs every chart's query."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.cli.running import run_on
from tests.clients.environments import prepare, run

pytestmark = pytest.mark.clients
HERE = Path(__file__).parent
ADMIN = (
    "--username",
    "admin",
    "--firstname",
    "A",
    "--lastname",
    "B",
    "--email",
    "a@example.org",
    "--password",
    "admin",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a Superset that is set up and knows no database."""
    folder = tmp_path_factory.mktemp("superset")
    superset = prepare("superset") / "superset"
    for command in (("db", "upgrade"), ("fab", "create-admin", *ADMIN), ("init",)):
        run(superset, *command, variables=settings(folder))
    return folder


def settings(folder: Path) -> dict[str, str]:
    return {
        "SUPERSET_HOME": str(folder),
        "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py"),
        "FLASK_APP": "superset",
    }


def test_superset_imports_the_bundle_and_runs_each_chart(home: Path, sample_url: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(home, tmp_path / "home"))
    bundle = tmp_path / "corpdb.zip"
    assert run_on(sample_url, "bi", "export", "superset", str(bundle)).exit_code == 0
    programs = prepare("superset")
    load = (programs / "superset", "import-dashboards", "--path", bundle, "--username", "admin")
    for _ in range(2):  # again changes nothing
        run(*load, variables=settings(folder))
    password = make_url(sample_url).password
    arguments = [password] if password else []
    told = run(programs / "python", HERE / "superset_charts.py", *arguments, variables=settings(folder))
    found = json.loads(told.splitlines()[-1])
    assert (found["dashboards"], found["datasets"]) == (["Corporate events"], 6)
    charts = found["charts"]
    assert len(charts) == 14
    assert charts["Events"]["first"] == {"events": 4}
    assert charts["Events by type"]["rows"] == 4
    assert charts["Largest deals in euros"]["first"]["buyer"] == "Nordwind Energy"
    assert charts["Partnership network"]["first"]["partner"] == "Université de Brest"
    assert charts["Laboratories opened, closed and moved"]["first"]["organization"] == "laboratoire de Brest"
