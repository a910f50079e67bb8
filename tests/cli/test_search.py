import csv
import io
import json
import shlex
from pathlib import Path

import pytest

from corpdb.cli.search import EXAMPLES
from tests.cli.running import run_on


def test_documents_are_shown_with_the_words_marked_and_their_events(sample_url: str) -> None:
    result = run_on(sample_url, "search", "employer", "laboratoires")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "1. Brest perd son laboratoire"
    assert lines[1].startswith("    document 1, 2023-11-27, fr, file:///")
    assert lines[2] == "    Orcaline ferme son **laboratoire** de Brest, qui **employait** 30 chercheurs."
    assert lines[3].startswith("    event 1 (closure, cancelled, 2023-11): “Orcaline ferme son laboratoire")


def test_a_search_is_written_like_a_report(sample_url: str, tmp_path: Path) -> None:
    result = run_on(sample_url, "search", "orcaline -nordwind", "--since", "2023-11", "--format", "json")
    rows = json.loads(result.stdout)
    assert [row["document_id"] for row in rows] == [3, 1]
    assert rows[1]["hits"] == "0-8"
    assert rows[1]["events"] == "1: closure, cancelled, 2023-11"
    path = tmp_path / "found.csv"
    assert run_on(sample_url, "search", "orcaline", "--output", str(path)).exit_code == 0
    assert len(list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))) == 3


def test_what_the_limit_leaves_out_is_told(sample_url: str) -> None:
    result = run_on(sample_url, "search", "orcaline", "--limit", "1")
    assert result.stderr == "corpdb: the best 1 of 3 documents; --limit shows more\n"


def test_options_narrow_a_search(sample_url: str) -> None:
    result = run_on(sample_url, "search", "orcaline", "--language", "EN", "--until", "2024-02-15", "-f", "json")
    assert [row["language"] for row in json.loads(result.stdout)] == ["en"]
    result = run_on(sample_url, "search", "orcaline", "--as-of", "2023", "-f", "json")
    assert [row["document_id"] for row in json.loads(result.stdout)] == [1]


def test_nothing_found_is_said(sample_url: str) -> None:
    result = run_on(sample_url, "search", "licorne")
    assert (result.exit_code, result.stderr) == (0, "corpdb: nothing found\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([""], "the query has no word to search for"),
        ([" -lab"], "only words to leave out"),
        (["lab", "--language", "french!"], "french! is no code of a language"),
        (["lab", "--since", "2024", "--until", "2023"], "the period ends (2023) before it begins (2024)"),
        (["lab", "--limit", "0"], "--limit"),
        (["a " * 100], "more than 64 words"),
    ],
)
def test_what_is_mistyped_is_told_in_a_sentence(sample_url: str, arguments: list[str], sentence: str) -> None:
    result = run_on(sample_url, "search", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "SELECT" not in result.output


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_help_work(sample_url: str, example: str) -> None:
    typed = shlex.split(example.partition(" >")[0])
    assert run_on(sample_url, *typed[1:]).exit_code == 0
