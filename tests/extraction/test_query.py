"""What is typed is read as words, phrases and exclusions, or refused in a sentence; whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpdb.core.errors import UsageError
from corpdb.extraction.text.query import Query
from corpdb.extraction.text.stems import find_words


@pytest.mark.parametrize(
    ("typed", "wanted", "excluded"),
    [
        ("calcul quantique", ("calcul", "quantique"), ()),
        ('"calcul quantique" Alibaba', ("calcul quantique", "Alibaba"), ()),
        ("«calcul quantique» -“joint venture” –vente", ("calcul quantique",), ("joint venture", "vente")),
        ("l'usine d’Orcaline aujourd'hui", ("usine", "Orcaline", "aujourd", "hui"), ()),
        ("spin-off - sale", ("spin-off", "sale"), ()),
        ('lab "never closed', ("lab", "never closed"), ()),
        ("AND OR NEAR(a) a* title:b", ("AND", "OR", "NEAR(a)", "a*", "title:b"), ()),
    ],
)
def test_parts_are_told_apart(typed: str, wanted: tuple[str, ...], excluded: tuple[str, ...]) -> None:
    assert Query.parse(typed) == Query(wanted, excluded)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "no word to search for"),
        ('" ', "no word to search for"),
        ("-lab", "only words to leave out"),
        ("a " * 65, "more than 64 words"),
    ],
)
def test_what_cannot_be_searched_for_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        Query.parse(typed)


def test_hits_are_where_the_words_stand() -> None:
    text = "La joint venture ferme. Une venture joint la JOINT-VENTURE."
    stems = Query.parse('"joint venture" fermer').stem("fr")
    found = [(number, text[start:end]) for number, start, end in stems.find_hits(list(find_words(text, "fr")))]
    assert found == [(0, "joint venture"), (1, "ferme"), (0, "JOINT-VENTURE")]


@given(st.text())
def test_whatever_is_typed_is_a_query_or_refused(typed: str) -> None:
    try:
        stems = Query.parse(typed).stem("fr")
    except UsageError:
        return
    assert stems.wanted
    assert all(stems.wanted + stems.excluded)
