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
        ("mi-juillet", "fr", "2023-07"),
        ("mid-September", "en", "2023-09"),
        ("à l'automne 2020", "fr", "2020"),
        ("this spring", "en", "2023"),
        ("au second semestre 2025", "fr", "2025"),
        ("d'ici 2026", "fr", "2026"),
        ("il y a onze mois", "fr", "2022-12"),
        ("two years ago", "en", "2021"),
        ("trois semaines plus tard", "fr", "2023-11-29"),
        ("the previous day", "en", "2023-11-07"),
        ("jeudi prochain", "fr", "2023-11-09"),
        ("on the 15th", "en", "2023-11-15"),
        ("jeudi 12 avril", "fr", "2023-04-12"),
        ("in the first quarter of 2025", "en", "2025-Q1"),
    ],
)
def test_dates_are_as_precise_as_their_words(text: str, language: str, date: str) -> None:
    assert read(text, language) == [date]


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("en mars 2020, puis le 16, l'usine", "fr", ["2020-03", "2020-03-16"]),
        ("in December 2021 and that August", "en", ["2021-12", "2022-08"]),
        ("le 9 septembre 2020, et le lendemain", "fr", ["2020-09-09", "2020-09-10"]),
        ("en mars 2020. Deux mois après, l'usine fermait", "fr", ["2020-03", "2020-05"]),
        ("in March 2020. Two years later the plant closed", "en", ["2020-03", "2022"]),
    ],
)
def test_words_count_from_the_date_before(text: str, language: str, dates: list[str]) -> None:
    assert read(text, language) == dates


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("in March 2020. Seven months after it was listed, the firm fell", "en", ["2020-03", "2023-04"]),
        ("plus de trente ans après avoir créé une usine", "fr", ["1993"]),
    ],
)
def test_a_length_of_time_after_something_places_what_it_counts_from(
    text: str, language: str, dates: list[str]
) -> None:
    assert read(text, language) == dates


def test_a_month_may_also_lie_ahead() -> None:
    lexicon = load_lexicon("fr")
    tokens = tokenize("en février", lexicon.grammar.tokenizer)
    found = DateReader(tokens, lexicon.calendar, PUBLISHED).find(0, len(tokens))
    assert [(str(one.date), str(one.ahead)) for one in found] == [("2023-02", "2024-02")]


@pytest.mark.parametrize("text", ["some 2000 jobs", "2 000 salariés"])
def test_a_number_that_counts_is_no_year(text: str) -> None:
    assert read(text, "en") == []


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
        ("Un titre\n\nPublié le 3 mars 2021 à 10h30\n\nLe groupe ferme une usine.", "fr", "2021-03-03"),
        ("Le Monde du 3 mars 2021\n\nUn titre\n\nLe groupe ferme une usine.", "fr", "2021-03-03"),
        ("A title\n\nPublished: 3 March 2021 10:30 GMT\n\nThe company closes.", "en", "2021-03-03"),
        ("Un titre (18 décembre 2020)\n\nLe groupe ferme une usine.", "fr", "2020-12-18"),
    ],
)
def test_the_publication_date_stands_at_the_head(text: str, language: str, date: str) -> None:
    article = read_article(text, load_lexicon(language), title=None, published=None)
    assert str(article.published) == date


def test_a_time_of_the_metadata_is_cut_to_its_day() -> None:
    assert parse_published("2024-01-05T10:00:00Z") == PartialDate.parse("2024-01-05")
    assert parse_published("yesterday") is None
