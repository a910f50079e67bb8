import json
from pathlib import Path

import pytest

from tests.cli.running import run

ARTICLE = "date 2024-03-05\n\nOrcaline SA acquired ZPL for 20 million euros on 4 March 2024.\n"
OURS = '[[organization]]\nname = "Zephyra Laboratories"\nkind = "lab"\naliases = ["ZPL"]\n'


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, "utf-8")
    return path


def test_the_data_of_every_language_are_right() -> None:
    result = run("lexicon", "check")
    assert result.exit_code == 0, result.stderr
    assert {line.partition(":")[0] for line in result.stdout.splitlines()} >= {"en", "fr"}


def test_a_file_that_is_right_is_told_with_what_it_holds(ours: Path) -> None:
    result = run("lexicon", "check", str(ours))
    assert result.stdout.splitlines()[-1] == f"{ours}: right, with 1 organizations, 0 triggers, 0 stop names"


def test_what_is_wrong_is_told_line_by_line(ours: Path) -> None:
    ours.write_text(f'{OURS}parent = "A"\n[[organization]]\nname = "B"\nparent = "C"\n', "utf-8")
    result = run("lexicon", "check", str(ours))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2


def test_a_document_is_read_with_the_file(tmp_path: Path, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, "utf-8")
    by_option = json.loads(run("extract", str(article), "--lexicon", str(ours)).stdout)
    monkeypatch.setenv("CORPDB_LEXICON", str(ours))
    assert json.loads(run("extract", str(article)).stdout) == by_option
    assert "Zephyra Laboratories" in [one["name"] for one in by_option["organizations"]]


def test_a_file_with_a_mistake_stops_the_load_before_it_begins(tmp_path: Path, ours: Path) -> None:
    ours.write_text("oops", "utf-8")
    result = run("load", str(tmp_path), "--lexicon", str(ours), "--database", f"sqlite:///{tmp_path / 'a.db'}")
    assert result.exit_code == 1
    assert not (tmp_path / "a.db").exists()
