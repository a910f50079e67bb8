import json
import shlex
from pathlib import Path

import pytest

from corpdb.cli.export import EXAMPLES
from tests.cli.running import run_on


def test_an_export_goes_to_a_file_or_to_the_screen(sample_url: str, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    result = run_on(sample_url, "export", "jsonl", "--output", str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"corpdb: 4 events written to {path}\n")
    assert run_on(sample_url, "export", "jsonl").stdout == path.read_text("utf-8")


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_a_network_goes_to_a_file_or_to_the_screen(sample_url: str, tmp_path: Path, format: str) -> None:
    path = tmp_path / "network"
    assert run_on(sample_url, "export", format, "-o", str(path)).exit_code == 0
    assert run_on(sample_url, "export", format).stdout == path.read_text("utf-8")


def test_an_export_is_narrowed_and_as_of_a_day(sample_url: str) -> None:
    result = run_on(sample_url, "export", "jsonl", "--organization", "nordwind energy", "--type", "transaction")
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == ["acquisition"]
    for option, value in (
        ("--kind", "acquisition"),
        ("--language", "en"),
        ("--country", "FR"),
        ("--min-confidence", "1"),
    ):
        lines = run_on(sample_url, "export", "jsonl", option, value).stdout.splitlines()
        rows = run_on(sample_url, "report", "events", option, value, "-f", "jsonl").stdout.splitlines()
        assert {json.loads(each)["event_id"] for each in lines} == {json.loads(each)["event_id"] for each in rows}, (
            option
        )
        assert len(lines) < 4
    result = run_on(sample_url, "export", "jsonl", "--as-of", "2023")
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["announced"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pdf"], "pdf is none of jsonl"),
        (["jsonl", "--since", "soon"], "soon is no date"),
        (["jsonl", "--organization", ""], "the organization's name is empty"),
    ],
)
def test_what_is_mistyped_is_told(sample_url: str, arguments: list[str], sentence: str) -> None:
    result = run_on(sample_url, "export", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_nothing_found_is_said(sample_url: str) -> None:
    assert run_on(sample_url, "export", "followthemoney", "--since", "2030").stderr == "corpdb: nothing found\n"


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_help_work(
    sample_url: str, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = ["Orcaline" if word == "Alibaba" else word for word in shlex.split(example.partition(" >")[0])]
    assert run_on(sample_url, *typed[1:]).exit_code == 0


def test_a_star_goes_to_a_folder(sample_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "star"
    for _ in range(2):
        assert run_on(sample_url, "export", "parquet", "--output", str(folder)).exit_code == 0
        assert sorted(path.name for path in folder.iterdir()) == [
            "dim_document.parquet",
            "dim_organization.parquet",
            "fact_event.parquet",
            "fact_mention.parquet",
            "fact_participation.parquet",
        ]


def test_a_star_needs_a_folder(sample_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments, code, sentence in (
        ([], 2, "name a folder"),
        (["-o", str(tmp_path / "file")], 2, "is a file"),
        (["-o", str(tmp_path / "file" / "star")], 1, "cannot be written: Not a directory; name another folder"),
    ):
        result = run_on(sample_url, "export", "parquet", *arguments)
        assert (result.exit_code, sentence in result.stderr) == (code, True)
