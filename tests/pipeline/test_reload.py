"""Stored documents are read again as their files were, by whatever reads them now; numbers stay."""

from pathlib import Path

import pytest

from corpdb.core.errors import CorpdbError, NotFoundError
from corpdb.extraction.lexicon.project import Project
from corpdb.models.vocabulary import LoadStatus
from corpdb.pipeline.lexicon import open_project
from corpdb.pipeline.load import load_paths
from corpdb.pipeline.options import LoadOptions, Progress
from corpdb.pipeline.reload import Selection, rehearse_reload, reload_documents
from corpdb.pipeline.worker import Extract
from corpdb.storage.engine import open_database
from corpdb.storage.loading.summary import LoadSummary
from corpdb.storage.rereading.differences import Difference
from tests.pipeline.conftest import WriteFiles
from tests.pipeline.extractors import extract_title
from tests.support.content import read_rows
from tests.support.database import find_faults, read

ALONE, ALL = LoadOptions(jobs=1), Selection(everything=True)
DEAL = "{} acquired Nordwind Energy for {} million euros on 4 March 2024."
PAGE = '<html lang="en"><head><title>A deal</title><meta property="article:published_time" content="2024-03-05"></head>'
TEXTS = {
    "a.txt": f"date 2024-03-05\n\n{DEAL.format('Orcaline SA', 20)} Orcaline SA opened a laboratory in Brest.\n",
    "b.html": f"{PAGE}<body><h1>A deal</h1><p>{DEAL.format('Zephyra', 30)}</p></body></html>",
    "c.md": f"---\ntitle: Ein Deal\nlang: en\ndate: 2024-03\n---\n{DEAL.format('Kestrel', 40)}\n",
}


@pytest.fixture
def press(write_files: WriteFiles, migrated_url: str) -> str:
    """The address of a database with three documents whose files are gone."""
    folder = write_files(TEXTS)
    load_paths(migrated_url, [folder], ALONE)
    for name in TEXTS:
        Path(folder, name).unlink()
    return migrated_url


def make_lexicon(tmp_path: Path) -> LoadOptions:
    path = tmp_path / "ours.toml"
    path.write_text('stop_names = ["Zephyra"]\n', "utf-8")
    return LoadOptions(jobs=1, project=open_project(str(path)))


def choose_reader(_project: Project) -> Extract:
    return extract_title


def refuse(difference: Difference) -> None:
    raise AssertionError(difference)


def count(summary: LoadSummary) -> tuple[int, int, int]:
    counts = summary.counts
    return counts.documents_added, counts.documents_changed, counts.documents_failed


def test_reading_again_finds_the_same(press: str) -> None:
    with open_database(press) as engine:
        query = "SELECT event_id, kind, date_text, amount FROM bi_events ORDER BY 1"
        documents = (
            "SELECT d.id, address, file_hash, content_hash, title, language, published_text, stated_title,"
            " stated_language, stated_published, first_load_id FROM document_address a"
            " JOIN document d ON d.id = document_id ORDER BY 1"
        )
        before, held = read(engine, query), read(engine, documents)
        assert count(reload_documents(press, ALL, ALONE)) == (0, 3, 0)
        assert read(engine, query) == before
        assert read(engine, documents) == held
        assert find_faults(engine) == []
    assert len(before) >= 3


def test_only_what_another_version_has_read_is_read_again(press: str, tmp_path: Path) -> None:
    assert count(reload_documents(press, options=ALONE)) == (0, 0, 0)
    ours = make_lexicon(tmp_path)
    assert count(reload_documents(press, Selection(documents=("b.html",)), ours)) == (0, 1, 0)
    assert count(reload_documents(press, options=ours)) == (0, 2, 0)
    assert count(reload_documents(press, options=ours)) == (0, 0, 0)
    with open_database(press) as engine:
        assert read(engine, "SELECT name FROM bi_organizations WHERE name = 'Zephyra'") == []
        assert find_faults(engine) == []


def test_differences_are_told_and_nothing_is_written(press: str, tmp_path: Path) -> None:
    before = read_rows(press)
    told: list[Difference] = []
    summary = rehearse_reload(press, told.append, options=make_lexicon(tmp_path))
    assert (count(summary), summary.load_id) == ((0, 3, 0), None)
    assert ("organization", "vanishes") in {(one.subject, one.turn) for one in told}
    assert read_rows(press) == before
    rehearse_reload(press, refuse, ALL, ALONE)


def test_documents_are_chosen_by_number_or_a_part_of_the_address(press: str) -> None:
    for documents, number in ((("1", "2"), 2), (("press/*.md",), 1), (("PRESS",), 3)):
        assert count(reload_documents(press, Selection(everything=True, documents=documents), ALONE)) == (0, number, 0)
    with pytest.raises(NotFoundError, match="no document has the number 9"):
        reload_documents(press, Selection(documents=("9",)), ALONE)
    with pytest.raises(NotFoundError, match="a_txt"):
        reload_documents(press, Selection(documents=("a_txt",)), ALONE)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_fails_keeps_its_facts(
    write_files: WriteFiles, migrated_url: str, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    texts = {f"{number}.txt": DEAL.format(f"Orcaline{number}", number) for number in range(11)}
    folder = write_files({**texts, "x.txt": f"{DEAL.format('Kestrel', 9)} raise now"})
    load_paths(migrated_url, [folder], ALONE)
    monkeypatch.setattr("corpdb.pipeline.reload.Reader", choose_reader)
    summary = reload_documents(migrated_url, ALL, LoadOptions(jobs=jobs))
    assert count(summary) == (0, 11, 1)
    assert "document 12 (file:///" in summary.errors[0].message
    with open_database(migrated_url) as engine:
        assert read(engine, "SELECT DISTINCT document_id FROM bi_mentions") == [(12,)]


def test_an_interrupted_run_keeps_what_is_written_and_goes_on_later(press: str, tmp_path: Path) -> None:
    def interrupt(_name: str) -> None:
        raise KeyboardInterrupt

    ours = make_lexicon(tmp_path)
    assert reload_documents(press, None, ours, Progress(tell_done=interrupt)).status is LoadStatus.INTERRUPTED
    with pytest.raises(KeyboardInterrupt):
        rehearse_reload(press, refuse, None, ours, Progress(tell_done=interrupt))
    assert count(reload_documents(press, None, ours)) == (0, 3, 0)


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpdbError, match="there is no database"):
        reload_documents(f"sqlite:///{tmp_path / 'none.db'}")
