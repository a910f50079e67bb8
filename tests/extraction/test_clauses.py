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


@pytest.mark.parametrize(
    ("text", "language", "kind", "status"),
    [
        (
            "Vexor Cloud ne prendra pas son indépendance : le groupe Vexor a renoncé à la séparation de cette filiale.",
            "fr",
            EventKind.SPLIT,
            EventStatus.CANCELLED,
        ),
        ("La société Vexor n'a pas encore finalisé le rachat de Trixell.", "fr", EventKind.ACQUISITION, None),
        ("La société Vexor a vendu plus de la moitié de Trixell, qui ne vaut rien.", "fr", EventKind.STAKE, None),
        (
            "The group Vexor will not spin off its unit Trixell, it said.",
            "en",
            EventKind.SPIN_OFF,
            EventStatus.CANCELLED,
        ),
        ("The group Vexor will not spin off its unit Trixell before 2030.", "en", EventKind.SPIN_OFF, None),
        ("The group Vexor has dropped plans to spin off Trixell.", "en", EventKind.SPIN_OFF, EventStatus.CANCELLED),
    ],
)
def test_what_a_text_says_will_not_happen_is_cancelled(
    text: str, language: str, kind: EventKind, status: EventStatus | None
) -> None:
    found = {one.status for one in read(text, language, kind)}
    assert found == {status} if status else EventStatus.CANCELLED not in found
