import json
from pathlib import Path

import pytest

from tests.cli.running import ARTICLE, run, run_program


def test_each_document_is_one_line_of_json(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    result = run("extract", str(tmp_path), "--jobs", "1")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["document"] for line in lines] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert {"language", "document_date", "organizations", "events"} <= lines[0].keys()


def test_a_document_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "c.zip").touch()
    result = run("extract", str(tmp_path))
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert [line.split()[1] for line in result.stderr.splitlines()] == [
        str(tmp_path / "a.txt"),
        str(tmp_path / "c.zip"),
    ]


def test_standard_input_is_a_document_and_no_database_is_touched(tmp_path: Path) -> None:
    process = run_program("extract", "-", stdin=ARTICLE, cwd=tmp_path)
    assert (process.returncode, process.stderr) == (0, "")
    assert json.loads(process.stdout)["language"] == "en"
    assert not list(tmp_path.iterdir())


ARTICLES = {
    "fr": """Bellatrix ferme son laboratoire quantique

Publié le 27 novembre 2023

Le groupe chinois Bellatrix a décidé de fermer son laboratoire de recherche quantique. En mars, le groupe avait annoncé
son découpage en six unités.
""",
    "en": """Norvane Motors buys Talmont Foods

June 3, 2025 - Norvane Motors has agreed to buy Talmont Foods for $30 million. The company will close a plant in Leeds.
""",
}


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", ["“le groupe”, a noun that means them with a chance of", "noun of frame", "split, ", "; path "]),
        ("en", ["trigger “buy” (buy)", "frame says buyer", "amount 30000000", "“$30 million”"]),
    ],
)
def test_an_explanation_shows_what_was_read_where_and_by_what(tmp_path: Path, language: str, lines: list[str]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES[language], "utf-8")
    result = run("extract", "--explain", str(tmp_path / "a.txt"))
    said = " ".join(result.stdout.split())
    assert [line for line in lines if line not in said] == []
    assert [line for line in ("because", "status here", "taken together") if line not in said] == []


def test_an_explanation_as_json_is_the_same_facts_with_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES["en"], "utf-8")
    plain = json.loads(run("extract", str(tmp_path / "a.txt")).stdout)
    explained = json.loads(run("extract", "--explain", "--format", "json", str(tmp_path / "a.txt")).stdout)
    reasons = [event.pop("explanation") for event in explained["events"]]
    assert explained == plain
    assert all(one["places"][0]["quote"] and one["event"]["reasons"] for one in reasons)


def test_text_without_reasons_has_events_and_quotations(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES["en"], "utf-8")
    result = run("extract", "--format", "text", str(tmp_path / "a.txt"))
    assert "transaction: acquisition" in result.stdout
    assert "has agreed to buy" in result.stdout
    assert "because" not in result.stdout
