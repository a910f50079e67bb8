import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from corpdb.storage.engine import mask_url, parse_url, repeat_option
from tests.cli.running import PROGRAM, run, run_on

BIG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT i FROM n"
TOO_LONG = "x" * 300


def test_an_unknown_name_is_one_sentence_and_exit_code_1(sample_url: str) -> None:
    result = run_on(sample_url, "report", "timeline", "Orcalin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "corpdb: no organization is called Orcalin; the nearest names are: Orcaline, Orcaline Groupe\n"
    )


def test_a_database_that_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    path, url = tmp_path / "none.db", f"sqlite:///{tmp_path / 'none.db'}"
    result = run_on(url, "report", "events")
    assert result.exit_code == 1
    command = f"corpdb load PATH --database {url}"
    assert result.stderr == f"corpdb: there is no database {path} yet; make one with: {command}\n"
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("command", "exit_code"),
    [
        ("report events", 0),
        ("report summary", 0),
        ("search Orcaline", 0),
        ("export jsonl", 0),
        ("report timeline Orcaline", 1),
        ("show event 1", 1),
        ("report chart types -o types.svg", 1),
    ],
)
def test_a_database_without_documents_says_how_to_load_some(migrated_url: str, command: str, exit_code: int) -> None:
    result = run_on(migrated_url, *command.split())
    assert result.exit_code == exit_code
    url = parse_url(migrated_url)
    assert result.stderr.endswith(
        f"corpdb: nothing is loaded into the database {mask_url(url)} yet;"
        f" load documents with: corpdb load PATH{repeat_option(url)}\n"
    )


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ("curate confirm event 99", "corpdb report events{} lists those that there are"),
        ("curate undo 99", "corpdb curate list{} shows those that there are"),
        ("reload --document 99", 'corpdb sql "SELECT document_id, address FROM bi_documents"{} lists them'),
        ("forget 99 --yes", 'corpdb sql "SELECT document_id, address FROM bi_documents"{} lists them'),
        ("db upgrade +99", "corpdb db history{} lists them"),
        ("db upgrade nowhere", "corpdb db history{} lists the revisions"),
        ("db upgrade base", "go there with corpdb db downgrade{}\n"),
    ],
)
def test_a_command_that_lists_what_is_there_names_the_database(sample_url: str, command: str, named: str) -> None:
    result = run_on(sample_url, *command.split())
    assert result.exit_code != 0
    assert named.format(repeat_option(parse_url(sample_url))) in result.stderr


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("no database at all " * 100)
    result = run_on(f"sqlite:///{tmp_path / 'notes.db'}", "report", "events")
    assert result.exit_code == 1
    assert "is not a database" in result.stderr


@pytest.mark.parametrize("command", [("report", "events"), ("sql", "SELECT 1"), ("db", "check"), ("db", "upgrade")])
def test_a_wrong_password_is_told_without_it(postgresql_sample: str, command: tuple[str, ...]) -> None:
    url = make_url(postgresql_sample).set(password="hush-hush").render_as_string(hide_password=False)
    result = run_on(url, *command)
    assert result.exit_code == 1
    assert "refused the user name or the password" in result.stderr
    assert "hush-hush" not in result.output
    assert result.stderr.count("\n") == 1


def test_a_server_that_is_not_there_is_told(postgresql_sample: str) -> None:
    url = make_url(postgresql_sample).set(port=1).render_as_string(hide_password=False)
    result = run_on(url, "report", "events")
    assert result.exit_code == 1
    assert "cannot be reached" in result.stderr


def test_an_unreadable_url_is_a_usage_error() -> None:
    result = run_on("postgresql//user:hush-hush@host/x", "report", "events")
    assert result.exit_code == 2
    assert "hush-hush" not in result.output


def test_what_nobody_expected_keeps_its_traceback(sqlite_sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpdb.reports.catalog.REPORTS", {})
    assert isinstance(run_on(sqlite_sample, "report", "events").exception, KeyError)


def test_a_reader_that_leaves_early_is_no_error(sqlite_sample: str) -> None:
    command = f'"{PROGRAM}" sql "{BIG}" --format csv --database {sqlite_sample} | head -n 2'
    process = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, timeout=60)
    assert (process.stdout, process.stderr) == ("i\n1\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "command", ["report events -f xlsx", "search Orcaline", "report events --help", "--help", "--version", ""]
)
def test_a_full_disk_under_the_output_is_one_line(sqlite_sample: str, command: str) -> None:
    environment = {**os.environ, "CORPDB_DATABASE_URL": sqlite_sample}
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [PROGRAM, *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
            env=environment,
        )
    assert process.returncode == 1
    assert process.stderr.endswith("No space left on device; free some space, or write to another place\n")
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize(
    "command",
    [
        f"report events -o {TOO_LONG}.csv",
        f"export parquet -o {TOO_LONG}",
        f"bi export dbt {TOO_LONG}",
        f"report events --database sqlite:///{TOO_LONG}",
    ],
)
def test_a_place_that_cannot_be_reached_is_one_line(sqlite_sample: str, command: str) -> None:
    result = run("--database", sqlite_sample, *command.split())
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "File name too long" in result.stderr


@pytest.mark.parametrize(
    ("command", "returned"),
    [("report labs >&-", 0), ("--help >&-", 0), ("load - <&-", 1), ("review <&-", 0), ("report labs --sort x 2>&-", 2)],
)
def test_a_stream_that_was_closed_is_no_surprise(sqlite_sample: str, command: str, returned: int) -> None:
    environment = {**os.environ, "CORPDB_DATABASE_URL": sqlite_sample}
    process = subprocess.run(
        f'"{PROGRAM}" {command}', shell=True, capture_output=True, text=True, check=False, timeout=60, env=environment
    )
    assert (process.returncode, "Traceback" in process.stderr) == (returned, False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_interruption_is_one_line_and_exit_code_130(sqlite_sample: str) -> None:
    command = [PROGRAM, "sql", BIG, "--format", "csv", "--database", sqlite_sample]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, "corpdb: interrupted\n")


def test_results_are_utf_8_whatever_the_system_speaks(sqlite_sample: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [PROGRAM, "report", "companies", "-f", "csv", "--database", sqlite_sample]
    output = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert "Zéphyr" in output.decode("utf-8")
