"""A user's additions to the language data: in every process, in what is stored, and in what is read again."""

from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import text

from corpdb.core.errors import UsageError
from corpdb.extraction import EXTRACTOR_VERSION
from corpdb.pipeline.lexicon import open_project
from corpdb.pipeline.load import load_paths
from corpdb.pipeline.options import LoadOptions
from corpdb.pipeline.trial import try_paths
from corpdb.storage.engine import open_database
from corpdb.storage.loading.summary import LoadSummary
from tests.pipeline.conftest import WriteFiles
from tests.support.content import read_content, read_rows

pytestmark = pytest.mark.usefixtures("known_readings")
NUMBER = 10  # documents: more than are read without workers
ARTICLE = "date 2024-03-05\n\nOrcaline SA acquired ZPL{} for 20 million euros on 4 March 2024.\n"
OURS = '[[organization]]\nname = "Zephyra Laboratories"\nkind = "lab"\naliases = ["ZPL{}"]\n'
PLAIN = LoadOptions(jobs=1)


@pytest.fixture
def press(write_files: WriteFiles) -> str:
    return write_files({f"{number}.txt": ARTICLE.format(number) for number in range(NUMBER)})


def make_options(tmp_path: Path, number: int, jobs: int = 1) -> LoadOptions:
    path = tmp_path / "ours.toml"
    path.write_text(OURS.format(number), "utf-8")
    return replace(PLAIN, jobs=jobs, project=open_project(str(path)))


def find_labs(url: str) -> list[str]:
    query = text(
        "SELECT DISTINCT o.name FROM organization o JOIN organization_name n ON n.organization_id = o.id"
        " JOIN organization_mention m ON m.name_id = n.id"
        " WHERE o.kind = 'lab'"
    )
    with open_database(url) as engine, engine.connect() as connection:
        return list(connection.scalars(query))


def count(summary: LoadSummary) -> tuple[int, int, int]:
    counts = summary.counts
    return counts.documents_added, counts.documents_changed, counts.documents_unchanged


def test_every_process_has_the_additions(tmp_path: Path, press: str, sqlite_template: Path) -> None:
    urls = [f"sqlite:///{copy(sqlite_template, tmp_path / name)}" for name in ("1.db", "2.db")]
    for jobs, url in enumerate(urls, 1):
        load_paths(url, [press], make_options(tmp_path, 3, jobs))
    assert find_labs(urls[0]) == ["Zephyra Laboratories"]
    assert read_rows(urls[0]) == read_rows(urls[1])


def test_with_the_same_additions_loading_again_changes_nothing(
    tmp_path: Path, press: str, migrated_sqlite_url: str
) -> None:
    load_paths(migrated_sqlite_url, [press], make_options(tmp_path, 3))
    before = read_rows(migrated_sqlite_url)
    assert count(load_paths(migrated_sqlite_url, [press], make_options(tmp_path, 3))) == (0, 0, NUMBER)
    assert read_rows(migrated_sqlite_url) == before


def test_other_additions_read_every_document_again(
    tmp_path: Path, press: str, sqlite_template: Path, migrated_url: str
) -> None:
    fresh = f"sqlite:///{copy(sqlite_template, tmp_path / 'fresh.db')}"
    load_paths(fresh, [press], make_options(tmp_path, 4))
    load_paths(migrated_url, [press], PLAIN)
    load_paths(migrated_url, [press], make_options(tmp_path, 3))
    options = make_options(tmp_path, 4)
    assert count(try_paths(migrated_url, [press], options)) == (NUMBER, 0, 0)
    assert count(load_paths(migrated_url, [press], options)) == (0, NUMBER, 0)
    assert read_content(migrated_url) == read_content(fresh)


def test_facts_tell_by_which_additions_they_were_found(tmp_path: Path, press: str, migrated_sqlite_url: str) -> None:
    options = make_options(tmp_path, 3)
    load_paths(migrated_sqlite_url, [press], options)
    with open_database(migrated_sqlite_url) as engine, engine.connect() as connection:
        found = connection.execute(text("SELECT DISTINCT extractor_version, lexicon FROM mention")).all()
    assert found == [(EXTRACTOR_VERSION, options.project.mark)]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ours\.toml does not exist: check the path given with --lexicon"):
        open_project(str(tmp_path / "ours.toml"))
