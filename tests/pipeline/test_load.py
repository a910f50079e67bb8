"""The load from files to rows: what is asked again changes nothing, and how it is done makes no difference."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpdb.core.errors import DocumentError, UsageError
from corpdb.models.vocabulary import LoadStatus
from corpdb.pipeline.load import load_paths
from corpdb.pipeline.options import LoadOptions
from corpdb.storage.engine import open_database
from corpdb.storage.loading.summary import LoadSummary
from tests.support.content import read_content, read_rows
from tests.support.database import read

pytestmark = pytest.mark.usefixtures("known_readings")
SEEDS = Path(__file__).parents[2] / "seeds"
ALONE = LoadOptions(jobs=1)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder of ten articles in both languages: more than one process reads alone."""
    folder = tmp_path / "press"
    for language in ("en", "fr"):
        (folder / language).mkdir(parents=True)
        for article in sorted((SEEDS / language).glob("*.txt"))[:5]:
            shutil.copy(article, folder / language)
    return folder


def load(url: str, *paths: Path, options: LoadOptions = ALONE) -> LoadSummary:
    return load_paths(url, [str(path) for path in paths], options)


def count(summary: LoadSummary) -> tuple[int, ...]:
    counts = summary.counts
    return (counts.documents_added, counts.documents_changed, counts.documents_unchanged, counts.documents_failed)


def test_the_number_of_jobs_and_the_database_make_no_difference(
    migrated_sqlite_url: str, migrated_postgresql_url: str, press: Path, sqlite_template: Path, tmp_path: Path
) -> None:
    other = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'other.db')}"
    load(migrated_sqlite_url, press)
    load(other, press, options=LoadOptions(jobs=2))
    load(migrated_postgresql_url, press)
    rows = read_rows(migrated_sqlite_url)
    assert read_rows(other) == rows
    assert read_rows(migrated_postgresql_url) == rows
    assert len(rows["mention"]) > 20


ARTICLES = [article for language in ("en", "fr") for article in sorted((SEEDS / language).glob("*.txt"))[:4]]


@pytest.fixture(scope="module")
def loaded_at_once(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a database holds into which all articles have been loaded at once."""
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path_factory.mktemp('load') / 'once.db')}"
    load(url, *ARTICLES)
    return read_content(url)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles=st.permutations(ARTICLES), place=st.integers(1, len(ARTICLES) - 1))
def test_no_order_of_files_changes_what_loads_leave(
    loaded_at_once: dict[str, list[str]], sqlite_template: Path, articles: list[Path], place: int
) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{shutil.copy(sqlite_template, folder)}"
        for part in (articles[:place], articles[place:]):
            load(url, *part)
        assert read_content(url) == loaded_at_once


def test_loading_again_changes_nothing(migrated_url: str, press: Path) -> None:
    first = load(migrated_url, press)
    before = read_rows(migrated_url)
    again = load(migrated_url, press, press / "en")
    assert (count(first), count(again)) == ((10, 0, 0, 0), (0, 0, 10, 0))
    assert read_rows(migrated_url) == before


def test_files_that_change_move_and_go(
    migrated_sqlite_url: str, sqlite_template: Path, tmp_path: Path, press: Path
) -> None:
    load(migrated_sqlite_url, press)
    changed, moved, gone, *_ = sorted((press / "en").iterdir())
    changed.write_text("date 2024-03-05\n\nOrcaline SA acquired Nordwind Energy on 4 March 2024.\n")
    moved.rename(press / "moved.txt")
    kept = gone.rename(tmp_path / "kept.txt")
    assert count(load(migrated_sqlite_url, press)) == (0, 1, 8, 0)
    fresh = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'fresh.db')}"
    load(fresh, press)
    load(fresh, kept)
    content, expected = read_content(migrated_sqlite_url), read_content(fresh)
    del content["addresses"], expected["addresses"]  # where files were is not forgotten
    assert content == expected


HOSTILE = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "holds binary data"),
    "large.txt": (b"Acme closes its lab. " * 2_500_000, "more than the 10.0 MB"),
    "caf\udce9.txt": (b" \n", "holds only white space"),
    "invalid.md": (b"Acme closes\xed\xa0\xbd its lab. \xff\xfe\x81", "UTF-8"),
}


def test_what_cannot_be_read_is_told_and_the_rest_is_loaded(migrated_url: str, press: Path) -> None:
    for name, (content, _) in HOSTILE.items():
        (press / name).write_bytes(content)
    (press / "broken.html").write_bytes(b"<html><p>Acme &#xD800; closes <b>its lab<p> &#0; in Brest <div")
    (press / "gone.txt").symlink_to("nowhere")
    summary = load(migrated_url, press)
    assert count(summary) == (11, 0, 0, len(HOSTILE) + 1)
    assert summary.status == LoadStatus.COMPLETED
    messages = sorted(error.message for error in summary.errors)
    assert_told(messages, [sentence for _, sentence in HOSTILE.values()])
    with open_database(migrated_url) as engine:
        stored = read(engine, "SELECT message FROM load_error ORDER BY message")
    assert len(stored) == len(messages)


def assert_told(messages: Iterable[str], sentences: Iterable[str]) -> None:
    messages = list(messages)
    assert not [message for message in messages if "\n" in message]
    assert not [sentence for sentence in sentences if not any(sentence in message for message in messages)]


def test_a_missing_path_stops_before_anything_is_made(tmp_path: Path, press: Path) -> None:
    with pytest.raises((UsageError, DocumentError), match="missing does not exist"):
        load(f"sqlite:///{tmp_path / 'new.db'}", press, tmp_path / "missing")
    assert not (tmp_path / "new.db").exists()


def test_a_killed_run_is_noted_by_the_next(migrated_url: str, press: Path) -> None:
    with open_database(migrated_url) as engine:
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO load (status, started_at, paths, program_version)"
                " VALUES ('running', '2026-01-01 00:00:00', 'x', '1')"
            )
        load(migrated_url, next((press / "en").iterdir()))
        assert read(engine, "SELECT status FROM load ORDER BY id") == [("interrupted",), ("completed",)]
