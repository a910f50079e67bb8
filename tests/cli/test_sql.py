import json
from pathlib import Path

import pytest

from corpdb.reports.formats import Format
from tests.cli.running import run_on


def test_a_query_is_run(sample_url: str) -> None:
    result = run_on(sample_url, "sql", "SELECT kind, count(*) AS n FROM bi_events GROUP BY kind ORDER BY kind LIMIT 1")
    assert result.stdout.splitlines() == ["kind         n", "-----------  -", "acquisition  1"]


def test_a_query_comes_from_standard_input(sample_url: str) -> None:
    result = run_on(sample_url, "sql", "-", "-f", "json", stdin="SELECT '100%' AS a, ':x' AS a;\n")
    assert json.loads(result.stdout) == [{"a": "100%", "a_2": ":x"}]


def test_a_write_is_refused_in_one_line(sample_url: str) -> None:
    result = run_on(sample_url, "sql", "DELETE FROM role")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("corpdb: the database refuses the query: ")


def test_a_query_that_fails_leaves_the_file_as_it_was(sample_url: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("before")
    assert run_on(sample_url, "sql", "SELECT nothing FROM nowhere", "-o", str(path)).exit_code == 1
    assert path.read_text() == "before"


BINARY = {Format.XLSX, Format.PARQUET}  # which are compressed


@pytest.mark.parametrize("format", list(Format))
def test_both_databases_answer_in_the_same_form(sqlite_sample: str, postgresql_sample: str, format: Format) -> None:
    query = "SELECT amount, share_percent, 2 * amount AS twice, avg(headcount) AS people FROM bi_events GROUP BY 1, 2"
    answers = {
        run_on(url, "sql", f"{query} ORDER BY amount IS NULL", "-f", format).stdout
        for url in (sqlite_sample, postgresql_sample)
    }
    assert len(answers) == 1
    assert format in BINARY or "2500000001" in answers.pop()


def test_a_query_reads_what_was_known_on_a_day(sample_url: str) -> None:
    query = "SELECT count(*) AS documents FROM bi_documents"
    assert run_on(sample_url, "sql", query, "--as-of", "2024-02", "-f", "csv").stdout.split() == ["documents", "2"]
