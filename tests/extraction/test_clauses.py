import pytest

from corpdb.extraction.facts import EventFact
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import EventKind, EventStatus


def read(text: str, language: str, kind: EventKind) -> list[EventFact]:
    return [event for event in extract(text, language=language).events if event.kind is kind]


def test_a_withdrawal_in_another_clause_cancels_nothing() -> None:
    text = "The company Careem dismissed 536 people, and the company Vexor is pulling out of Egypt."
    assert all(one.status is not EventStatus.CANCELLED for one in read(text, "en", EventKind.LAYOFFS))
    text = "La société Vexor ferme ses dix magasins, et l'on renonçait aux projets."
    assert all(one.status is not EventStatus.CANCELLED for one in read(text, "fr", EventKind.CLOSURE))


@pytest.mark.parametrize(
    ("text", "language", "headcount"),
    [
        ("La société Vexor supprime une vingtaine de postes.", "fr", 20),
        ("The company Vexor will cut a dozen jobs.", "en", 12),
        ("The company Vexor will cut jobs at one of its plants.", "en", None),
    ],
)
def test_articles_are_no_headcounts(text: str, language: str, headcount: int | None) -> None:
    (event,) = read(text, language, EventKind.LAYOFFS)
    assert event.attributes.headcount == headcount
