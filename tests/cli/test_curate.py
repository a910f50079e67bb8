import json
import shutil
from pathlib import Path

import pytest

from corpdb.storage.engine import open_database
from tests.cli.running import run_on
from tests.support.database import load
from tests.support.stories import buy, close_lab, tell

MISTYPED = {
    ("merge", "event", "1", "x"): "x is no number",
    ("merge", "company", "1", "2"): "company is none of organization, event",
    ("set", "event", "1", "date"): "give date a value, or say --none",
    ("set", "event", "1", "buyer", "Acme", "--add", "--remove"): "either added to or taken from",
    ("set", "event", "1", "date", "2023", "--known-from", "May"): "May is no day",
    ("rename", "Acme", "X", "--by", " "): "nobody signs",
    ("confirm", "organization", "Nemo"): "no organization is called Nemo",
}


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with three events, to be copied."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("told")))
    with open_database(f"sqlite:///{path}") as engine:
        load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"), tell(close_lab("Zenith"), at="c"))
    return path


@pytest.fixture
def url(told: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(told, tmp_path)}"


def test_decisions_are_made_listed_shown_and_undone(url: str) -> None:
    made = run_on(url, "curate", "merge", "event", "1", "2", "--by", "ana", "--note", "one deal")
    assert (made.exit_code, made.stdout) == (0, "decision 1: merge event 1\n")
    (row,) = json.loads(run_on(url, "curate", "list", "-f", "json").stdout)
    assert (row["decided_by"], row["note"], row["numbers"], row["state"]) == ("ana", "one deal", "1", "in force")
    assert "merge, by ana on" in run_on(url, "show", "event", "2", "--why").stdout
    assert run_on(url, "curate", "undo", "1", "--by", "bob").stdout == "decision 1 is undone\n"
    assert run_on(url, "curate", "list", "-f", "json").stdout == "[]\n"
    assert "undone by bob" in run_on(url, "curate", "list", "--undone", "-f", "json").stdout
    again = run_on(url, "curate", "undo", "1")
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)


def test_an_organization_is_meant_by_name_or_number(url: str) -> None:
    assert run_on(url, "curate", "rename", "acme", "ACME Holding").exit_code == 0
    assert run_on(url, "curate", "set", "event", "3", "target", "acme holding", "--add").exit_code == 0
    assert run_on(url, "curate", "set", "organization", "Zenith", "parent", "1").exit_code == 0
    assert run_on(url, "curate", "split", "organization", "Zenith", "Zenith").stderr.startswith("corpdb: nothing of")
    shown = run_on(url, "show", "organization", "Zenith").stdout
    assert "part of  ACME Holding" in shown
    assert "target: ACME Holding" in shown


def test_a_value_that_a_person_sets_tells_who_did(url: str) -> None:
    run_on(url, "curate", "set", "event", "3", "headcount", "40", "--by", "ana", "--note", "by phone")
    shown = run_on(url, "show", "event", "3", "--why").stdout
    assert "headcount  set, by ana on 20" in shown
    assert ": by phone\n" in shown
    run_on(url, "curate", "set", "event", "3", "date", "--none")
    assert "date  " not in run_on(url, "show", "event", "3").stdout.partition("Told in")[0]


def test_what_is_rejected_is_not_shown(url: str) -> None:
    run_on(url, "curate", "reject", "event", "3")
    run_on(url, "curate", "confirm", "event", "1")
    events = json.loads(run_on(url, "report", "events", "-f", "json").stdout)
    assert [row["event_id"] for row in events] == [1, 2]
    shown = run_on(url, "show", "event", "3")
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert "event 3 was rejected by" in shown.stderr
    assert "corpdb curate undo 1 brings it back" in shown.stderr
    run_on(url, "curate", "undo", "1")
    assert run_on(url, "show", "event", "3").exit_code == 0


def test_a_rejected_organization_is_said_to_be_rejected(url: str) -> None:
    number = str(json.loads(run_on(url, "show", "organization", "Zenith", "-f", "json").stdout)["organization_id"])
    run_on(url, "curate", "reject", "organization", "Zenith", "--by", "ana")
    for called in ("Zenith", "zénith", number):
        for command in (["show", "organization"], ["report", "timeline"], ["curate", "confirm", "organization"]):
            result = run_on(url, *command, called)
            assert "was rejected by ana on 20" in result.stderr, (command, called)


def test_what_is_mistyped_is_told(url: str) -> None:
    for arguments, sentence in MISTYPED.items():
        result = run_on(url, "curate", *arguments)
        assert result.exit_code in {1, 2}, arguments
        assert sentence in result.stderr, arguments


def test_decisions_go_into_a_file_and_back(url: str, sqlite_template: Path, tmp_path: Path) -> None:
    run_on(url, "curate", "reject", "event", "3")
    path = tmp_path / "decisions.jsonl"
    assert run_on(url, "curate", "export", str(path)).stderr == "corpdb: 1 decision written\n"
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert run_on(other, "curate", "import", str(path)).exit_code == 1
    shutil.copy(sqlite_template, tmp_path / "other.db")
    result = run_on(other, "curate", "import", str(path))
    assert result.stdout == "1 new, 0 undone, 0 known; 1 of them wait\n"
    assert "corpdb: decision 1 waits: Zenith closes" in result.stderr
    assert run_on(url, "curate", "import", str(path)).stdout == "0 new, 0 undone, 1 known; 0 of them wait\n"
    assert run_on(url, "curate", "import", str(tmp_path / "none")).stderr.endswith("No such file or directory\n")
