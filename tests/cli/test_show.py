import json
from pathlib import Path

from corpdb.storage.engine import open_database
from corpdb.storage.loading.run import LoadRun
from tests.cli.running import run_on
from tests.sample import CLOSURE
from tests.support.stories import close_lab, tell


def test_an_event_is_shown_with_its_quotes(sample_url: str) -> None:
    result = run_on(sample_url, "show", "event", "1")
    assert result.exit_code == 0
    assert result.stdout.startswith("Event 1: closure, cancelled\n")
    assert CLOSURE in result.stdout


def test_an_event_is_shown_as_json(sample_url: str) -> None:
    details = json.loads(run_on(sample_url, "show", "event", "1", "--format", "json").stdout)
    assert (details["event_id"], details["kind"], details["mentions"][0]["quote"]) == (1, "closure", CLOSURE)


def test_an_event_is_shown_with_its_reasons(sample_url: str) -> None:
    result = run_on(sample_url, "show", "event", "1", "--why")
    assert "\nWhere its values are from\n" in result.stdout


def test_an_organization_is_shown_by_any_of_its_names(sample_url: str) -> None:
    result = run_on(sample_url, "show", "organization", "ORCALINE GROUPE")
    assert result.stdout.startswith("Orcaline (organization 1)\n")


def test_an_organization_is_written_to_a_file(sample_url: str, tmp_path: Path) -> None:
    path = tmp_path / "orcaline.json"
    assert run_on(sample_url, "show", "organization", "1", "-f", "json", "-o", str(path)).stdout == ""
    assert json.loads(path.read_text("utf-8"))["name"] == "Orcaline"


def test_an_unknown_event_is_told(sample_url: str) -> None:
    result = run_on(sample_url, "show", "event", "99")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_an_event_that_is_not_told_any_more_is_told_so(migrated_url: str) -> None:
    with open_database(migrated_url) as engine:
        for document in (tell(close_lab("Zenith")), tell(), tell(close_lab(), close_lab("Beta"), at="b")):
            LoadRun.start(engine, ["x"]).write([document])
    assert "no document tells event 1;" in run_on(migrated_url, "show", "event", "1").stderr
    assert "there is no event 9" in run_on(migrated_url, "show", "event", "9").stderr


def test_an_event_is_shown_as_it_was_known_on_a_day(sample_url: str) -> None:
    result = run_on(sample_url, "show", "event", "1", "--as-of", "2023-12-31")
    assert result.stdout.startswith("Event 1: closure, announced\n")
    assert run_on(sample_url, "show", "event", "1", "--as-of", "2023-10").exit_code == 1
