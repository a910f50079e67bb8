"""A search finds the documents that have the words, in one order on both databases, whatever was done to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from corpdb.core.errors import DatabaseError, UsageError
from corpdb.extraction.facts import Facts, PartialDate
from corpdb.extraction.text.query import Query
from corpdb.storage.asof import open_as_of
from corpdb.storage.checking.check import list_differences
from corpdb.storage.copying.run import copy_database
from corpdb.storage.engine import open_database
from corpdb.storage.loading.forgetting import Farewell, forget_documents
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import upgrade
from corpdb.storage.search.finding import Found, Scope, find_documents
from tests.support.content import read_content
from tests.support.database import execute, url_of

EVERYWHERE = Scope()


def write(text: str, *, language: str = "fr", published: str | None = None, title: str = "", at: str = "") -> Incoming:
    """A document without events."""
    address = f"file:///{at or sha256(text.encode()).hexdigest()[:8]}"
    facts = Facts(language, PartialDate.parse(published) if published else None, title or None, (), ())
    digest = sha256(text.encode()).hexdigest()
    return Incoming(address, address, digest, text, "text/plain", None, "test", Edition("1"), facts)


DOCUMENTS = (
    write("Le laboratoire de calcul quantique ferme.", published="2023-11-27"),  # 1
    write("Quantum computing laboratories close.", language="en", published="2023-11-28"),  # 2
    write("Un calcul. La quantique.", published="2022"),  # 3
    write("Les laboratoires, les laboratoires, le laboratoire.", title="Quantique", published="2024-03"),  # 4
    write("Quantique " + "et autre chose encore, " * 40),  # 5
    write("Kwantowe laboratorium", language="pl", published="2024-01-01"),  # 6
)


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    LoadRun.start(engine, ["x"]).write(DOCUMENTS)
    return engine


def find(engine: Engine, typed: str, scope: Scope = EVERYWHERE, limit: int = 100) -> list[int]:
    return [match.document_id for match in ask(engine, typed, scope, limit).matches]


def ask(engine: Engine, typed: str, scope: Scope = EVERYWHERE, limit: int = 100) -> Found:
    with engine.connect() as connection:
        return find_documents(connection, Query.parse(typed), scope, limit)


def test_words_phrases_and_exclusions(loaded: Engine) -> None:
    wanted = {
        "calcul quantique": [3, 1],
        '"calcul quantique"': [1],
        "quantique -laboratoires": [3, 5],
        'quantique -"calcul quantique"': [3, 4, 5],
        "FERMEE": [1],
        "laboratory closing": [2],
        "kwantowe": [6],
        "encore nulle part": [],
        '"quantique les"': [],
        "laboratoire": [4, 1],
    }
    assert {typed: find(loaded, typed) for typed in wanted} == wanted


def test_a_search_keeps_to_its_scope(loaded: Engine) -> None:
    wanted = {
        Scope(languages=("en", "pl")): [2],
        Scope(since=date(2023, 11, 28)): [4, 2],
        Scope(until=date(2022, 1, 1)): [3],
        Scope(since=date(2023, 1, 1), until=date(2023, 12, 31), languages=("fr",)): [1],
    }
    for scope, found in wanted.items():
        typed = "quantum" if "en" in scope.languages else "quantique"
        both = find(loaded, typed, scope) + (find(loaded, "quantum", scope) if not scope.languages else [])
        assert both == found, scope


def test_only_so_many_are_given_and_all_are_counted(loaded: Engine) -> None:
    found = ask(loaded, "quantique", limit=2)
    assert (len(found.matches), found.total) == (2, 4)
    assert found.matches[0].score > found.matches[1].score > 0


def test_what_answers_alike_comes_newest_first(engine: Engine) -> None:
    days = ("2023-11-01", None, "2023-11-03", "2023-11-02")
    documents = [write(f"lab {number}", language="en", published=day) for number, day in enumerate(days)]
    LoadRun.start(engine, ["x"]).write(documents)
    assert find(engine, "labs") == [3, 4, 1, 2]


def test_both_databases_give_the_same_scores(migrated_sqlite_url: str, migrated_postgresql_url: str) -> None:
    random, words = Random(7), ["lab", "usine", "ferme", "vente", "accord", "calcul", "quantique", "groupe", "le"]
    texts = [" ".join(random.choices(words, k=random.randrange(1, 60))) for _ in range(60)]
    documents = [write(f"{text} {at}", published=f"2023-{at % 12 + 1:02}") for at, text in enumerate(texts)]
    answers: list[list[Found]] = []
    for url in (migrated_sqlite_url, migrated_postgresql_url):
        with open_database(url) as engine:
            LoadRun.start(engine, ["x"]).write(documents)
            typed = [*words, "lab usine", '"la vente"', 'accord -"calcul quantique"', "ferme vente accord groupe"]
            answers.append([ask(engine, one) for one in typed])
    assert answers[0] == answers[1]
    assert sum(len(found.matches) for found in answers[0]) > 200


def test_a_changed_document_is_found_by_its_new_words_alone(loaded: Engine) -> None:
    changed = write("Une centrale ouvre.", at=DOCUMENTS[0].address.removeprefix("file:///"))
    LoadRun.start(loaded, ["x"]).write([changed])
    assert (find(loaded, "centrale"), find(loaded, "calcul")) == ([1], [3])
    assert list_differences(loaded) == []


def test_a_document_that_is_read_again_is_found_as_before(loaded: Engine) -> None:
    again = [replace(one, edition=Edition("2")) for one in DOCUMENTS]
    before = ask(loaded, "laboratoire quantique")
    LoadRun.start(loaded, ["x"]).write(again)
    assert ask(loaded, "laboratoire quantique") == before
    assert list_differences(loaded) == []


def test_a_forgotten_document_is_not_found(loaded: Engine) -> None:
    forget_documents(loaded, Farewell((1, 2), ()), ["x"])
    assert find(loaded, "calcul quantique") == [3]
    assert find(loaded, "quantum") == []
    assert list_differences(loaded) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_is_searched_alike(loaded: Engine, kind: str, request: pytest.FixtureRequest) -> None:
    target: str = request.getfixturevalue(f"{kind}_url")
    if kind == "sqlite":
        target = target.replace("corpdb.db", "copy.db")
    copy_database(url_of(loaded), target, lambda _: None)
    with open_database(target) as engine:
        assert ask(engine, "laboratoire quantique") == ask(loaded, "laboratoire quantique")
        assert list_differences(engine) == []
        forget_documents(engine, Farewell((1,), ()), ["x"])
        assert find(engine, "calcul") == [3]


def test_as_of_a_day_only_what_was_out_is_found_and_weighed(loaded: Engine, tmp_path: Path) -> None:
    day = date(2023, 12, 31)
    alone = [one for one in DOCUMENTS if one.facts.published and one.facts.published.last <= day]
    with open_database(f"sqlite:///{tmp_path / 'alone.db'}") as early:
        upgrade(early)
        LoadRun.start(early, ["x"]).write(alone)
        expected = ask(early, "quantique calcul")
    with open_as_of(url_of(loaded), day) as known:
        assert ask(known.engine, "quantique calcul") == expected
        assert find(known.engine, "kwantowe") == []


def test_documents_without_words_are_told_and_indexed_by_the_next_load(loaded: Engine) -> None:
    content = read_content(url_of(loaded))
    execute(loaded, "UPDATE document_words SET words = NULL")
    with pytest.raises(DatabaseError, match=r"6 documents cannot be searched yet.*corpdb load PATH"):
        find(loaded, "quantique")
    LoadRun.start(loaded, ["x"])
    assert read_content(url_of(loaded)) == content
    assert find(loaded, "calcul quantique") == [3, 1]
    assert list_differences(loaded) == []


def test_the_index_answers_and_not_a_look_at_every_document(loaded: Engine) -> None:
    plan = "EXPLAIN" if loaded.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    asked = "SELECT document_id FROM document_words WHERE "
    if loaded.dialect.name == "postgresql":
        asked += "string_to_array(words, '  ') @> ARRAY['quantiqu']"
    else:
        asked += "document_id IN (SELECT rowid FROM document_words_index WHERE document_words_index MATCH 'quantiqu')"
    with loaded.begin() as connection:
        if loaded.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        steps = str(connection.exec_driver_sql(f"{plan} {asked}").all())
    assert "document_words_index" in steps
    assert "SCAN document_words'" not in steps


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.one_of(st.text(), st.sampled_from(['"', "-", "*", "quantique", "NEAR(", "'", ":", "%", "\\"]))))
def test_no_query_reaches_the_database_as_anything_but_words(loaded: Engine, typed: Sequence[str]) -> None:
    try:
        found = ask(loaded, " ".join(typed))
    except UsageError:
        return
    assert found.total >= len(found.matches)
