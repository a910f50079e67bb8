"""What a search shows of a document is cut from its very text, with every hit where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from corpdb.extraction.text.query import Query
from corpdb.extraction.text.stems import find_words, list_stems
from corpdb.reports.search import PASSAGE_LENGTH, Hit, Passage, cut_passage, read_hits
from corpdb.storage.engine import open_database
from corpdb.storage.search.finding import Scope, find_documents
from tests.sample import CLOSURE, CLOSURE_EVENT

LONG = f"{'Rien ici. ' * 60}Le laboratoire ferme. {'Rien non plus. ' * 60}Un autre laboratoire ouvre."


def cut(text: str, typed: str) -> Passage | None:
    return cut_passage(text, Query.parse(typed).stem("fr").find_hits(list(find_words(text, "fr"))))


def search(engine: Engine, typed: str) -> list[Hit]:
    query = Query.parse(typed)
    with engine.connect() as connection:
        found = find_documents(connection, query, Scope(), 10)
        return read_hits(connection, query, [(one.document_id, one.score) for one in found.matches])


def test_a_passage_holds_as_much_as_can_be_of_what_is_wanted() -> None:
    passage = cut(LONG, "laboratoires fermer")
    assert passage is not None
    assert "Le **laboratoire** **ferme**. Rien" in passage.mark()
    assert passage.mark().startswith("… ")
    assert passage.mark().endswith(" …")
    assert LONG[passage.start_char : passage.end_char] == passage.text


def test_a_short_text_is_shown_whole() -> None:
    passage = cut(CLOSURE, "employer")
    assert passage is not None
    assert passage.mark() == CLOSURE.replace("employait", "**employait**")


def test_where_only_the_headline_answers_there_is_no_passage() -> None:
    assert cut("Rien ici.", "laboratoire") is None


@given(st.text(alphabet="ab ç\n", max_size=600))
def test_every_hit_of_a_passage_is_its_slice(text: str) -> None:
    passage = cut(text, 'a "ab b" ç')
    if passage is None:
        return
    assert text[passage.start_char : passage.end_char] == passage.text == "".join(one for one, _ in passage.split())
    stems = {("a",), ("ab", "b"), ("c",)}
    assert {tuple(list_stems(text[start:end], "fr")) for start, end in passage.hits} <= stems
    assert passage.hits
    assert len(passage.text) <= 3 * PASSAGE_LENGTH


def test_a_document_comes_with_its_events_those_first_whose_words_are_hit(sample_url: str) -> None:
    with open_database(sample_url) as engine:
        (hit,) = search(engine, "trancher")
        assert hit.source.title == "Revirement"
        assert [(event.event_id == CLOSURE_EVENT, event.is_hit) for event in hit.events] == [
            (True, True),
            (False, False),
        ]
        assert hit.passage is not None
        assert [piece for piece, is_hit in hit.passage.split() if is_hit] == ["tranché"]


@pytest.mark.parametrize("typed", ["brest laboratoire", "nordwind"])
def test_documents_come_in_the_order_that_was_found(sample_url: str, typed: str) -> None:
    with open_database(sample_url) as engine:
        hits = search(engine, typed)
        assert hits
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
