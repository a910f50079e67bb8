"""The generator of articles: reproducible, extensible, varied, and true to its own truth."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from articles import Article, generate
from stories import load_kinds
from wording import LANGUAGES, load_phrases

from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "articles.py"
pytestmark = pytest.mark.xdist_group("benchmark of articles")  # in one process: what they share is dear


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(generate(2000, seed=7))


def test_the_same_seed_writes_the_same_bytes_in_another_process(articles: list[Article], tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, SCRIPT, "--count", "20", "--seed", "7", "--output", tmp_path, "--truth"], check=True
    )
    assert len(list(tmp_path.iterdir())) == 40
    for article in articles[:20]:
        assert (tmp_path / f"{article.name}.txt").read_bytes() == article.text.encode()
        assert json.loads((tmp_path / f"{article.name}.json").read_bytes()) == article.truth


def test_a_larger_corpus_begins_with_the_smaller_one(articles: list[Article]) -> None:
    assert list(generate(50, seed=7)) == articles[:50]


def test_another_seed_writes_other_articles(articles: list[Article]) -> None:
    assert {article.text for article in generate(50, seed=8)}.isdisjoint(article.text for article in articles)


def test_no_two_articles_are_the_same(articles: list[Article]) -> None:
    assert len({article.text for article in articles}) == len({article.name for article in articles}) == 2000


def test_each_language_has_its_half(articles: list[Article]) -> None:
    counts = Counter(article.truth["language"] for article in articles)
    assert set(counts) == set(LANGUAGES)
    assert min(counts.values()) > 800


def test_articles_are_as_long_as_in_the_press(articles: list[Article]) -> None:
    lengths = sorted(len(article.text.split()) for article in articles)
    assert 300 <= lengths[1000] <= 340
    assert 360 <= lengths[1800] <= 420


def test_a_few_companies_are_frequent_and_most_are_rare(articles: list[Article]) -> None:
    counts = Counter(
        row["name"] for article in articles for row in article.truth["organizations"] if row["kind"] == "company"
    )
    assert counts.most_common(1)[0][1] > 50
    assert sum(count == 1 for count in counts.values()) > len(counts) / 3


def test_a_tenth_of_the_articles_tell_no_event(articles: list[Article]) -> None:
    quiet = sum(not article.truth["events"] for article in articles)
    assert 120 < quiet < 280


def test_every_kind_and_status_of_event_is_told(articles: list[Article]) -> None:
    events = [event for article in articles for event in article.truth["events"]]
    assert {event["kind"] for event in events} == {kind.value for kind in EventKind} == set(load_kinds())
    assert {event["status"] for event in events} == {status.value for status in EventStatus}


def test_an_event_s_evidence_is_in_the_text(articles: list[Article]) -> None:
    for article in articles:
        assert all(event["evidence"] in article.text for event in article.truth["events"])


def test_the_text_names_every_company_of_the_truth(articles: list[Article]) -> None:
    for article in articles:
        names = [row["name"] for row in article.truth["organizations"] if row["kind"] == "company"]
        assert all(name in article.text for name in names)


def test_the_truth_speaks_the_vocabulary(articles: list[Article]) -> None:
    for article in articles[:200]:
        known: set[str] = {row["name"] for row in article.truth["organizations"]}
        assert {row["kind"] for row in article.truth["organizations"]} <= {kind.value for kind in OrganizationKind}
        assert all(row["parent"] in known | {None} for row in article.truth["organizations"])
        assert all(_is_well_formed(event, known) for event in article.truth["events"])


def _is_well_formed(event: dict[str, Any], known: set[str]) -> bool:
    organizations = [row["name"] for row in event["participants"] if Role(row["role"]) is not Role.PERSON]
    return EventKind(event["kind"]).type == event["type"] and bool(organizations) and known.issuperset(organizations)


@pytest.mark.parametrize("mark", ["{", "}", "[", "]", "  ", "..", " ,", " de le ", " de les ", " à le ", " d' "])
def test_templates_leave_no_trace(articles: list[Article], mark: str) -> None:
    assert not [article.name for article in articles if mark in article.text]


def test_both_languages_tell_the_same_kinds_in_the_same_statuses() -> None:
    english, french = (
        {kind: set(row) for kind, row in load_phrases(language).data["events"].items()} for language in LANGUAGES
    )
    assert english == french


@pytest.mark.parametrize("name", ["topics", "fields", "positions", "countries"])
def test_lists_run_in_parallel_in_both_languages(name: str) -> None:
    assert len({len(load_phrases(language).data[name]) for language in LANGUAGES}) == 1
