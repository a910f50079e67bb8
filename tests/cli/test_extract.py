import json
from pathlib import Path

from tests.cli.running import run, run_program

ARTICLE = "date 2024-03-05\n\nOrcaline SA acquired Nordwind Energy for 20 million euros on 4 March 2024.\n"


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
