import pytest

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.reader import extract
from corpdb.extraction.text.article import Article, read_article


def read(text: str, language: str) -> Article:
    return read_article(text, load_lexicon(language), title=None, published=None)


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("PARIS, 5 avr 2022 - Le groupe ferme une usine.", "fr", "2022-04-05"),
        ("08.05.2025 - (agence) Le groupe ferme une usine.", "fr", "2025-05-08"),
        ("Lille (France), Cambridge (États-Unis), le 17 décembre 2021 – Le groupe ferme.", "fr", "2021-12-17"),
        ("HSINCHU, Taiwan; MUNICH, Germany - August 8, 2023 - The group closes.", "en", "2023-08-08"),
        ("A third is laid off\n\nSneha Kulkarni · 11 February 2025, 7:42 pm IST\n\nIt hurts.", "en", "2025-02-11"),
        ("Usine à Kénitra\n\nLe cimentier a confirmé mardi 20 mai 2025 la construction.", "fr", "2025-05-20"),
    ],
)
def test_a_date_line_gives_the_day_of_publication(text: str, language: str, date: str) -> None:
    assert str(read(text, language).published) == date


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norvane Plc closed its plant in Leeds on 3 March 2020.", "en"),
        ("La société Norvane a fermé son usine de Leeds le 3 mars 2020.", "fr"),
    ],
)
def test_the_date_of_an_event_is_no_day_of_publication(text: str, language: str) -> None:
    assert read(text, language).published is None


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("CAUDRY\n\nOn refera des pizzas au village\n\nLe groupe revient.", "fr", "On refera des pizzas au village"),
        ("COMMUNIQUÉ DE PRESSE\n\n• Vexor ouvre son usine\n\nLe groupe revient.", "fr", "Vexor ouvre son usine"),
        ("THE DAILY BRIEF - 4 May 2023\n\nVexor shuts its plant\n\nThe group left.", "en", "Vexor shuts its plant"),
    ],
)
def test_the_title_is_the_first_line_that_is_no_rubric(text: str, language: str, title: str) -> None:
    assert read(text, language).title == title


def test_a_masthead_names_no_organizations() -> None:
    text = "LEDGER LINES, the fintech letter - 26 July 2024\n\nThe company Vexor closed its plant on Monday."
    assert [fact.name for fact in extract(text, language="en").organizations] == ["Vexor"]
