import json
from pathlib import Path

import pytest

from tests.cli.running import ARTICLE, run_on
from tests.support.content import read_rows

LEXICON = 'stop_names = ["Orcaline"]\n'


@pytest.fixture
def loaded(migrated_url: str, tmp_path: Path) -> str:
    """The address of a database with one article, whose file is gone."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    assert run_on(migrated_url, "load", str(path)).exit_code == 0
    path.unlink()
    return migrated_url


@pytest.fixture
def lexicon(tmp_path: Path) -> str:
    path = tmp_path / "ours.toml"
    path.write_text(LEXICON, "utf-8")
    return str(path)


def test_what_would_change_is_told_with_its_quote(loaded: str, lexicon: str) -> None:
    before = read_rows(loaded)
    result = run_on(loaded, "reload", "--diff", "--lexicon", lexicon)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "vanishes\n  name           Orcaline" in result.stdout
    assert "before “Orcaline" in result.stdout
    assert "document 1: " in result.stdout
    assert result.stdout.endswith("nothing was written; leave out --diff to write\n")
    assert read_rows(loaded) == before


def test_differences_are_written_as_lines_of_json(loaded: str, lexicon: str, tmp_path: Path) -> None:
    path = tmp_path / "differences.jsonl"
    result = run_on(loaded, "reload", "--diff", "--lexicon", lexicon, "-f", "json", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {line["turn"] for line in lines} <= {"vanishes", "changes", "appears", "merges", "splits"}
    (gone,) = [line for line in lines if line["subject"] == "organization" and line["turn"] == "vanishes"]
    assert gone["before"]["quote"] == "Orcaline SA"
    assert gone["before"]["document"]["document_id"] == 1


def test_what_is_the_same_is_summed_up(loaded: str) -> None:
    result = run_on(loaded, "reload", "--diff", "--all")
    assert result.stdout.splitlines()[:3] == [
        "documents      1 read again, 0 failed",
        "organizations  as they were",
        "events         as they were",
    ]


def test_documents_are_read_again_once(loaded: str, lexicon: str) -> None:
    first = run_on(loaded, "reload", "--lexicon", lexicon)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("documents      1: 0 new, 1 changed, 0 unchanged, 0 failed\n")
    assert "--all reads every document again" in run_on(loaded, "reload", "--lexicon", lexicon).stderr
    assert run_on(loaded, "show", "organization", "Orcaline").exit_code == 1


def test_a_reload_that_is_interrupted_says_how_to_go_on(loaded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_rows(loaded)

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("corpdb.extraction.reader.Reader.__call__", interrupt)
        result = run_on(loaded, "reload", "--all", "--jobs", "1")
    assert (result.exit_code, result.stderr) == (
        130,
        "corpdb: interrupted; what is written stays, reload again to go on\n",
    )
    assert run_on(loaded, "reload", "--all").stdout.startswith("documents      1: 0 new, 1 changed")
    assert set(read_rows(loaded)["event"]) == set(before["event"])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--document", "9"), 1, "no document has the number 9"),
        (("--document", "9" * 30), 1, "no document has the number 999"),
        (("--format", "json"), 2, "add it, or leave them out"),
        (("--lexicon", "missing.toml"), 2, "missing.toml does not exist"),
        (("--jobs", "0"), 2, "--jobs"),
    ],
)
def test_bad_input_is_told(loaded: str, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = run_on(loaded, "reload", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_database_that_is_behind_is_not_touched_by_diff(loaded: str) -> None:
    run_on(loaded, "db", "downgrade", "-1", "--yes")
    result = run_on(loaded, "reload", "--diff")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "corpdb db upgrade" in result.stderr
