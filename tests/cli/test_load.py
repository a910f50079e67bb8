import json
from pathlib import Path

import pytest
from sqlalchemy import make_url

from corpdb.cli.load import describe_summary
from corpdb.models.vocabulary import EventType, LoadStatus
from corpdb.storage.loading.summary import DatabaseTotals, LoadCounts, LoadSummary
from tests.cli.running import ARTICLE, run_on


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def make_summary(load_id: int | None = 1) -> LoadSummary:
    counts = LoadCounts(documents_added=1200, documents_failed=1, organizations_added=5, events_added=2)
    totals = DatabaseTotals(1200, 9, 7, {EventType.TRANSACTION: 4, EventType.FINANCING: 3})
    return LoadSummary(load_id, LoadStatus.COMPLETED, counts, totals, (), 2, 1.25)


def test_a_summary_tells_what_is_new_and_what_there_is() -> None:
    assert describe_summary(make_summary()).splitlines() == [
        "documents      1,201: 1,200 new, 0 changed, 0 unchanged, 1 failed",
        "skipped        2 files of formats that are not read",
        "organizations  9 in the database, 5 of them new",
        "events         7 in the database, 2 of them new",
        "  transaction    4",
        "  financing      3",
        "seconds        1.2",
    ]


def test_a_trial_tells_what_it_found() -> None:
    assert "organizations  9" in describe_summary(make_summary(None)).splitlines()


def test_a_document_is_loaded_and_told_again_as_unchanged(migrated_url: str, article: Path) -> None:
    first = run_on(migrated_url, "load", str(article))
    assert (first.exit_code, first.stderr) == (0, "")
    assert "1: 1 new, 0 changed, 0 unchanged, 0 failed" in first.stdout
    assert "0 new, 0 changed, 1 unchanged" in run_on(migrated_url, "load", str(article)).stdout


def test_an_sqlite_database_is_made_by_itself(sqlite_url: str, article: Path) -> None:
    assert run_on(sqlite_url, "load", str(article)).exit_code == 0
    assert "corpdb report events --database sqlite:///" in run_on(sqlite_url, "load", str(article)).stdout


def test_a_password_is_not_repeated(migrated_postgresql_url: str, article: Path) -> None:
    result = run_on(migrated_postgresql_url, "load", str(article))
    assert result.stdout.endswith("next: corpdb report events --database URL\n")
    assert str(make_url(migrated_postgresql_url).password) not in result.output


def test_a_postgresql_database_without_tables_is_left_alone(postgresql_url: str, article: Path) -> None:
    result = run_on(postgresql_url, "load", str(article))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "corpdb db upgrade" in result.stderr


def test_a_trial_writes_nothing(sqlite_url: str, article: Path) -> None:
    result = run_on(sqlite_url, "load", str(article), "--dry-run")
    assert result.exit_code == 0
    assert "nothing was written" in result.stdout
    assert list(article.parent.iterdir()) == [article]


def test_the_summary_comes_as_json(migrated_sqlite_url: str, article: Path) -> None:
    summary = json.loads(run_on(migrated_sqlite_url, "load", str(article), "--json").stdout)
    assert (summary["status"], summary["counts"]["documents_added"]) == ("completed", 1)
    assert summary["totals"]["documents"] == 1


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_loaded(
    migrated_sqlite_url: str, article: Path
) -> None:
    empty = article.with_name("empty.txt")
    empty.touch()
    result = run_on(migrated_sqlite_url, "load", str(article.parent))
    assert result.exit_code == 1
    assert "1 new, 0 changed, 0 unchanged, 1 failed" in result.stdout
    assert result.stderr.startswith(f"corpdb: {empty} ")
    assert result.stderr.count("\n") == 1


def test_a_path_that_is_not_there_is_a_usage_error(sqlite_url: str, tmp_path: Path) -> None:
    result = run_on(sqlite_url, "load", str(tmp_path / "none"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "does not exist" in result.stderr


def test_a_document_that_is_too_large_is_told(migrated_sqlite_url: str, article: Path) -> None:
    result = run_on(migrated_sqlite_url, "load", str(article), "--max-size", "0.00001")
    assert result.exit_code == 1
    assert str(article) in result.stderr


@pytest.mark.parametrize("size", ["0", "-1", "nan", "inf", "0.0000001", "ten"])
def test_a_size_that_no_document_has_is_refused(sqlite_url: str, article: Path, size: str) -> None:
    result = run_on(sqlite_url, "load", str(article), "--max-size", size)
    assert result.exit_code == 2
    assert f"{size} is no size of a document" in result.stderr


def test_an_empty_folder_is_told(migrated_sqlite_url: str, article: Path) -> None:
    run_on(migrated_sqlite_url, "load", str(article))
    empty = article.with_name("empty")
    empty.mkdir()
    result = run_on(migrated_sqlite_url, "load", str(empty))
    assert (result.exit_code, result.stderr) == (0, "corpdb: no file that can be read was found there\n")
    assert "next:" not in result.stdout


def test_documents_in_a_language_that_is_not_read_are_told(migrated_sqlite_url: str, article: Path) -> None:
    text = "Telefónica cierra su laboratorio de Barcelona. El cierre afecta a 30 trabajadores, según la compañía.\n"
    for name in ("uno.txt", "dos.txt"):
        (article.parent / name).write_text(f"{name} {text}", "utf-8")
    result = run_on(migrated_sqlite_url, "load", str(article.parent))
    told = "not read       2 documents are in languages that are not read (es): no facts taken"
    assert (result.exit_code, told in result.stdout.splitlines()) == (0, True)
    article.write_text("Die Firma Orcaline schließt ihr Labor in Lyon, wie sie am Montag mitgeteilt hat.\n", "utf-8")
    told = "hardly read    1 document is in a language that is read only as a starter (de): see docs/new-language.md"
    assert told in run_on(migrated_sqlite_url, "load", str(article)).stdout.splitlines()


def test_a_trial_counts_what_is_one_once(migrated_sqlite_url: str, article: Path) -> None:
    (article.parent / "again.txt").write_text(ARTICLE.replace("Orcaline SA", "Orcaline Group"), "utf-8")
    trial = run_on(migrated_sqlite_url, "load", str(article.parent), "--dry-run").stdout.splitlines()
    run = run_on(migrated_sqlite_url, "load", str(article.parent)).stdout
    counted = [line for line in trial if line.startswith(("organizations", "events"))]
    assert len(counted) == 2
    assert all(f"{line} in the database" in run for line in counted)
