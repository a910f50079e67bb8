import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run

ARTICLE = "date 2024-03-05\n\nOrcaline SA acquired Nordwind Energy for 20 million euros on 4 March 2024.\n"
GOLD = {
    "language": "en",
    "organizations": [
        {"name": "Orcaline", "kind": "company"},
        {"name": "Nordwind Energy", "kind": "company"},
    ],
    "events": [
        {
            "type": "transaction",
            "kind": "acquisition",
            "status": "completed",
            "date": "2024-03-05",
            "participants": [{"role": "buyer", "name": "Orcaline"}, {"role": "target", "name": "Nordwind Energy"}],
        }
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "a.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "not-annotated.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def evaluate(folder: Path, *options: str) -> list[dict[str, Any]]:
    result = run("evaluate", str(folder), "--jobs", "1", "--format", "json", *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_figures_are_given_for_annotated_articles_only(folder: Path) -> None:
    rows = {row["measure"]: row for row in evaluate(folder)}
    assert (rows["events strict"]["f1"], rows["events strict"]["found"]) == (1, 1)
    assert (rows["date"]["accuracy"], rows["organizations"]["gold"]) == (0, 2)


def test_figures_come_by_type_language_and_group(folder: Path) -> None:
    rows = evaluate(folder, "--by-type", "--by-language", "--by-group")
    groups = {(row["by"], row["group"]) for row in rows}
    assert groups == {("all", None), ("type", "transaction"), ("language", "en"), ("group", "a")}


def test_errors_list_what_is_wrong(folder: Path) -> None:
    (row,) = evaluate(folder, "--errors")
    assert (row["mistake"], row["expected"], row["found"]) == ("wrong date", "2024-03-05", "2024-03-04")


def test_reliability_compares_confidence_with_what_was_right(folder: Path) -> None:
    (row,) = evaluate(folder, "--reliability")
    assert (row["events"], row["observed"], row["strict"]) == (1, 1, 1)


def test_the_articles_may_lie_elsewhere(folder: Path) -> None:
    gold = folder / "gold"
    gold.mkdir()
    (folder / "a.json").rename(gold / "a.json")
    rows = {row["measure"]: row for row in evaluate(gold, str(folder))}
    assert rows["events"]["f1"] == 1


def test_a_bad_annotation_is_told_and_the_others_go_on(folder: Path) -> None:
    (folder / "b.json").write_text('{"organizations": [], "events": [{"type": "party"}]}', "utf-8")
    (folder / "c.json").write_text('{"organizations": [], "events": []}', "utf-8")
    result = run("evaluate", str(folder), "--format", "json")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert told[0].startswith(f"corpdb: {folder / 'b.json'}, events 1, type: ")
    assert told[1:] == ["corpdb: c.json has no article of that name: add it, or name its folder."]
    assert json.loads(result.stdout)[0]["gold"] == 2


@pytest.mark.parametrize("options", [("--errors", "--reliability"), ("--errors", "--by-type")])
def test_two_views_at_once_are_refused(folder: Path, options: tuple[str, ...]) -> None:
    assert run("evaluate", str(folder), *options).exit_code == 2


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    result = run("evaluate", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "has no annotations" in result.stderr
