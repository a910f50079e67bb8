import pytest

from corpdb.extraction.events.details import DetailReader
from corpdb.extraction.events.tellings import Reading, Telling
from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.text.article import read_article
from corpdb.models.vocabulary import EventKind


def tell(text: str, language: str, trigger: str, kind: EventKind) -> tuple[DetailReader, Telling]:
    """The telling of an event of `kind` by the word `trigger` of an article of 8 November 2023."""
    lexicon = load_lexicon(language)
    article = read_article(text, lexicon, title=None, published="2023-11-08")
    at = next(number for number, token in enumerate(article.tokens) if token.text == trigger)
    reader = DetailReader(Reading(article, lexicon), PlaceIndex([]))
    return reader, Telling(reader.reading.find_sentence(at), at, at + 1, kind)


@pytest.mark.parametrize(
    ("text", "language", "trigger", "kind", "status"),
    [
        ("Norvane a racheté Vexor en mars 2021.", "fr", "racheté", EventKind.ACQUISITION, "completed"),
        ("Norvane va fermer son usine de Lille en 2025.", "fr", "fermer", EventKind.CLOSURE, "announced"),
        ("Norvane a renoncé à la cession de Vexor.", "fr", "cession", EventKind.DIVESTITURE, "cancelled"),
        ("Norvane bought Vexor in March 2021.", "en", "bought", EventKind.ACQUISITION, "completed"),
        ("Norvane will close its plant in Leeds next year.", "en", "close", EventKind.CLOSURE, "announced"),
    ],
)
def test_status_is_weighed_from_the_words_around(
    text: str, language: str, trigger: str, kind: EventKind, status: str
) -> None:
    reader, telling = tell(text, language, trigger, kind)
    assert reader.combine([reader.weigh(telling)]).status == status


def test_each_event_has_the_date_and_amount_of_its_own_clause() -> None:
    text = "Norvane bought Vexor for $30 million in 2019, and Talmont was sold for $80 million in 2021."
    bought, sold = (tell(text, "en", word, EventKind.ACQUISITION) for word in ("bought", "sold"))
    details = [reader.combine([reader.weigh(telling)]) for reader, telling in (bought, sold)]
    assert [str(one.date) for one in details] == ["2019", "2021"]
    assert [one.attributes.amount for one in details] == [30_000_000, 80_000_000]
    assert {one.attributes.currency for one in details} == {"USD"}


def test_places_that_agree_make_a_date_surer() -> None:
    text = "Norvane ferme son usine de Lille en mars 2024\n\nL'usine de Lille sera fermée en mars 2024."
    reader, first = tell(text, "fr", "ferme", EventKind.CLOSURE)
    _, second = tell(text, "fr", "fermée", EventKind.CLOSURE)
    joined = reader.combine([reader.weigh(first), reader.weigh(second)])
    assert str(joined.date) == "2024-03"
    assert joined.date_confidence >= reader.combine([reader.weigh(first)]).date_confidence


def test_words_without_sense_give_no_details() -> None:
    reader, telling = tell("??? ferme ???", "fr", "ferme", EventKind.CLOSURE)
    details = reader.combine([reader.weigh(telling)])
    assert details.attributes.amount is None
    assert details.attributes.headcount is None


def test_an_appointment_has_the_whole_position() -> None:
    reader, telling = tell("Norvane named Ada Moreau as chief executive.", "en", "named", EventKind.APPOINTMENT)
    assert reader.combine([reader.weigh(telling)]).attributes.position == "chief executive"


def test_only_a_change_at_the_top_has_a_position() -> None:
    text = "Norvane bought Vexor, its chief executive said."
    reader, telling = tell(text, "en", "bought", EventKind.ACQUISITION)
    assert reader.combine([reader.weigh(telling)]).attributes.position is None


@pytest.mark.parametrize(
    ("text", "language", "trigger", "kind"),
    [
        ("Norvane bought the shop on 3 May 2023 and opened it on 1 March 2024.", "en", "opened", EventKind.OPENING),
        ("Norvane a fermé son usine de Lille le 1er février 2024.", "fr", "fermé", EventKind.CLOSURE),
    ],
)
def test_what_lies_ahead_of_its_telling_is_not_completed(
    text: str, language: str, trigger: str, kind: EventKind
) -> None:
    reader, telling = tell(text, language, trigger, kind)
    weighed = reader.weigh(telling)
    likeliest = max(weighed.status, key=lambda one: weighed.status[one]), weighed.dates[0][0]
    assert likeliest[0] == "completed"
    assert str(likeliest[1]) > "2024"
    whole = reader.combine([weighed])
    assert whole.status != "completed" or str(whole.date) < "2023-11-09"
