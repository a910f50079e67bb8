import csv
import io
import json
import re
from pathlib import Path

import pytest

from corpdb.cli.terms import choose_among
from corpdb.models.vocabulary import EventKind, EventType
from corpdb.reports.catalog import REPORTS
from tests.cli.running import run_on
from tests.sample import UNTOLD


@pytest.mark.parametrize("name", sorted(REPORTS.keys() - {"timeline"}))
def test_every_report_is_a_command(sample_url: str, name: str) -> None:
    result = run_on(sample_url, "report", name)
    nothing = name in UNTOLD
    assert (result.exit_code, result.stderr) == (0, "corpdb: nothing found\n" if nothing else "")
    assert nothing or result.stdout.splitlines()[0].split()


@pytest.mark.parametrize("name", sorted(name for name in REPORTS if "limit" in REPORTS[name].outline.filters))
def test_a_limit_keeps_the_first_rows(sample_url: str, name: str) -> None:
    command = "report", name, *(["orcaline"] if name == "timeline" else []), "--format", "json"
    rows, first = (json.loads(run_on(sample_url, *command, *limit).stdout) for limit in ([], ["--limit", "1"]))
    assert first == rows[:1]
    assert first or name in UNTOLD


def test_a_timeline_takes_an_organization(sample_url: str) -> None:
    result = run_on(sample_url, "report", "timeline", "orcaline", "-f", "json")
    assert [row["kind"] for row in json.loads(result.stdout)] == ["closure", "acquisition", "alliance"]


def test_options_narrow_a_report(sample_url: str) -> None:
    arguments = ["--since", "2023", "--until", "2024-06", "--organization", "nordwind energy"]
    result = run_on(
        sample_url, "report", "events", *arguments, "--type", "transaction", "--type", "partnership",
        "--status", "completed", "-f", "csv",
    )  # fmt: skip
    assert [row["kind"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["acquisition"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--since", "2023-13"], "2023-13 is no date"),
        (["--since", "last week"], "last week is no date"),
        (["--status", "rumoured"], "rumoured is none of"),
        (["--type", "foo"], "'--type': foo is none of"),
        (["--kind", "closures"], "did you mean closure?"),
        (["--country", "Frnce"], "did you mean France (FR)?"),
        (["--limit", "99999999999999999999"], "'--limit': Input should be less than"),
        (["--format", "pdf"], "pdf is none of table, csv"),
        (["--organization", ""], "the organization's name is empty"),
        (["--since", "2023", "--until", "2022"], "the period ends (2022) before it begins (2023)"),
    ],
)
def test_a_mistyped_option_is_a_usage_error(sample_url: str, arguments: list[str], sentence: str) -> None:
    result = run_on(sample_url, "report", "events", *arguments)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.replace("│", " ").split())


def test_terms_are_known_by_the_names_that_the_readme_gives_them() -> None:
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", Path("README.md").read_text("utf-8"), re.MULTILINE)
    read = choose_among(EventKind)
    named = {read(name).type for family, names in rows if family in set(EventType) for name in names.split(", ")}
    assert named == set(EventType)
    assert read("Levée de fonds") is read("ROUND") is EventKind.ROUND


def test_a_kind_that_a_report_cannot_hold_is_refused(sqlite_sample: str) -> None:
    result = run_on(sqlite_sample, "report", "transactions", "--kind", "merger", "--kind", "closure")
    assert result.exit_code == 2
    assert result.stderr.startswith("corpdb: the report transactions holds no closure, only acquisition, merger")
    assert run_on(sqlite_sample, "report", "restructurings", "--kind", "ipo").exit_code == 0


def test_nothing_found_is_said_beside_the_result(sample_url: str) -> None:
    result = run_on(sample_url, "report", "events", "--since", "2030", "-f", "json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "[]\n", "corpdb: nothing found\n")


def test_a_file_is_written_in_the_format_of_its_ending(sample_url: str, tmp_path: Path) -> None:
    path = tmp_path / "events.md"
    result = run_on(sample_url, "report", "events", "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"corpdb: 4 rows written to {path}\n"
    assert path.read_text("utf-8").startswith("| id | date |")


def test_an_ending_that_means_no_format_is_refused_before_anything_is_written(sample_url: str, tmp_path: Path) -> None:
    result = run_on(sample_url, "report", "events", "--output", str(tmp_path / "events.pdf"))
    assert result.exit_code == 2
    assert (
        "name the format with --format, or use .csv, .json, .jsonl, .ndjson, .md, .html, .htm, .xlsx, .parquet, .txt"
        in result.stderr
    )
    assert not list(tmp_path.iterdir())
    folder = run_on(sample_url, "report", "events", "--output", str(tmp_path))
    assert (folder.exit_code, folder.stderr) == (2, f"corpdb: {tmp_path} is a folder; name a file in it\n")


def test_spaces_around_a_date_or_a_column_do_not_count(sample_url: str) -> None:
    typed = (("--since", "2023-11", "--sort", "-amount"), ("--since", " 2023-11 ", "--sort", " -amount"))
    found = [run_on(sample_url, "report", "events", *each, "-f", "csv").stdout for each in typed]
    assert found[0] == found[1] != ""


def test_a_database_without_tables_says_what_to_type(postgresql_url: str) -> None:
    result = run_on(postgresql_url, "report", "events")
    assert result.exit_code == 1
    assert "make them with: corpdb db upgrade --database" in result.stderr


def test_a_report_tells_what_was_known_on_a_day(sample_url: str) -> None:
    before = json.loads(run_on(sample_url, "report", "timeline", "orcaline", "-f", "json", "--as-of", "2023-12").stdout)
    assert [(row["kind"], row["status"]) for row in before] == [("closure", "announced")]
    after = run_on(sample_url, "report", "restructurings", "-f", "json", "--as-of", "2024-03-01")
    assert [row["status"] for row in json.loads(after.stdout)] == ["cancelled"]


def test_a_day_before_any_document_is_empty_and_no_error(sample_url: str) -> None:
    result = run_on(sample_url, "report", "timeline", "orcaline", "--as-of", "1999")
    assert (result.exit_code, result.stderr) == (0, "corpdb: nothing found\n")
