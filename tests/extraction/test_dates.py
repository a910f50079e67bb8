import pytest

from corpdb.extraction.facts import PartialDate
from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.text.article import read_article
from corpdb.extraction.tokens import tokenize
from corpdb.extraction.values.dates import DateReader, parse_published

PUBLISHED = PartialDate.parse("2023-11-08")


def read(text: str, language: str) -> list[str]:
    lexicon = load_lexicon(language)
    tokens = tokenize(text, lexicon.grammar.tokenizer)
    return [str(found.date) for found in DateReader(tokens, lexicon.calendar, PUBLISHED).find(0, len(tokens))]


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("le 12 mars 2021", "fr", "2021-03-12"),
        ("le 1er juin 2022", "fr", "2022-06-01"),
        ("on March 12, 2021", "en", "2021-03-12"),
        ("on 3 June 2025", "en", "2025-06-03"),
        ("le 04/01/2018", "fr", "2018-01-04"),
        ("2023-11-09", "en", "2023-11-09"),
        ("en mars", "fr", "2023-03"),
        ("en décembre", "fr", "2022-12"),
        ("in July of last year", "en", "2022-07"),
        ("hier", "fr", "2023-11-07"),
        ("on Monday", "en", "2023-11-06"),
        ("last month", "en", "2023-10"),
        ("l'an dernier", "fr", "2022"),
        ("au troisième trimestre 2022", "fr", "2022-Q3"),
        ("in 2017", "en", "2017"),
    ],
)
def test_dates_are_as_precise_as_their_words(text: str, language: str, date: str) -> None:
    assert read(text, language) == [date]


def test_a_day_that_the_calendar_lacks_is_no_date() -> None:
    assert read("le 31/02/2023", "fr") == []


def test_may_without_a_capital_is_a_verb() -> None:
    assert read("it may close", "en") == []


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("date 2023-11 Face aux défis, le groupe se restructure.", "fr", "2023-11"),
        ("Publié le 12 mars 2021\n\nLe groupe ferme.", "fr", "2021-03-12"),
        ("Title of it\nTuesday, June 3, 2025\n\nThe company closes.", "en", "2025-06-03"),
        ("SAN FRANCISCO, May 18, 2020 - The company closes.", "en", "2020-05-18"),
        ("TOULOUSE, 24 MAI 2017. – Le groupe ferme une usine.", "fr", "2017-05-24"),
        ("Un titre (18 décembre 2020)\n\nLe groupe ferme une usine.", "fr", "2020-12-18"),
    ],
)
def test_the_publication_date_stands_at_the_head(text: str, language: str, date: str) -> None:
    article = read_article(text, load_lexicon(language), title=None, published=None)
    assert str(article.published) == date


def test_a_time_of_the_metadata_is_cut_to_its_day() -> None:
    assert parse_published("2024-01-05T10:00:00Z") == PartialDate.parse("2024-01-05")
    assert parse_published("yesterday") is None
