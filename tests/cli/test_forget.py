from pathlib import Path

import pytest

from tests.cli.running import ARTICLE, run_on


@pytest.fixture
def article(migrated_url: str, tmp_path: Path) -> Path:
    """An article that was loaded, and is gone."""
    path = tmp_path / "café 1.txt"
    path.write_text(ARTICLE, "utf-8")
    assert run_on(migrated_url, "load", str(path)).exit_code == 0
    path.unlink()
    return path


def test_a_document_is_forgotten_by_its_path(migrated_url: str, article: Path) -> None:
    result = run_on(migrated_url, "forget", str(article), "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "forgotten: 1 document with all that only they say\n"
    assert run_on(migrated_url, "sql", "SELECT count(*) AS n FROM bi_organizations", "-f", "csv").stdout == "n\n0\n"
    assert run_on(migrated_url, "db", "check").exit_code == 0


def test_nothing_is_forgotten_unless_somebody_says_yes(migrated_url: str, article: Path) -> None:
    result = run_on(migrated_url, "forget", str(article.parent))
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert run_on(migrated_url, "forget", "1", "--yes").exit_code == 0


def test_what_is_not_there_is_told(migrated_url: str, article: Path) -> None:
    result = run_on(migrated_url, "forget", str(article), "77", "--yes")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "no document is known by 77" in result.stderr
    assert run_on(migrated_url, "forget", "9" * 30, "--yes").stderr.startswith(
        f"corpdb: no document is known by {'9' * 30}"
    )
    assert run_on(migrated_url, "forget", str(article), "--yes").exit_code == 0


@pytest.mark.usefixtures("article")
def test_an_empty_name_is_not_the_folder_in_which_one_is(
    migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_on(migrated_url, "forget", "", "--yes")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert run_on(migrated_url, "forget", "1", "--yes").exit_code == 0
