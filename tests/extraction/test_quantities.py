from decimal import Decimal

import pytest

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.tokens import tokenize
from corpdb.extraction.values.quantities import Figure, FigureSort, find_figures


def read(text: str, language: str) -> list[Figure]:
    lexicon = load_lexicon(language)
    tokens = tokenize(text, lexicon.grammar.tokenizer)
    return find_figures(tokens, 0, len(tokens), lexicon.quantities)


@pytest.mark.parametrize(
    ("text", "language", "amount", "currency"),
    [
        ("1,2 milliard d'euros", "fr", "1200000000", "EUR"),
        ("250 M€", "fr", "250000000", "EUR"),
        ("5,5 milliards de dollars", "fr", "5500000000", "USD"),
        ("$3.4bn", "en", "3400000000", "USD"),
        ("790m euros", "en", "790000000", "EUR"),
        ("US$353 million", "en", "353000000", "USD"),
        ("DKK 60bn", "en", "60000000000", "DKK"),
        ("£1,250.50", "en", "1250.50", "GBP"),
        ("deux milliards d'euros", "fr", "2000000000", "EUR"),
        ("plus de 100 millions de dollars", "fr", "100000000", "USD"),
        ("a 500-billion-yen offer", "en", "500000000000", "JPY"),
    ],
)
def test_amounts_come_in_units(text: str, language: str, amount: str, currency: str) -> None:
    (found,) = read(text, language)
    assert (found.sort, found.value, found.currency) == (FigureSort.AMOUNT, Decimal(amount), currency)


def test_millions_of_nothing_said_are_money() -> None:
    (found,) = read("un contrat de 1,2 milliard passé à un groupe", "fr")
    assert (found.sort, found.currency) == (FigureSort.AMOUNT, None)


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        ("11.000 salariés", "fr", 11000),
        ("14 000 salariés", "fr", 14000),
        ("some 4,300 jobs", "en", 4300),
        ("trente-six suppressions de postes", "fr", 36),
        ("two hundred engineers", "en", 200),
        ("une trentaine de personnes", "fr", 30),
        ("une centaine de postes", "fr", 100),
    ],
)
def test_people_are_counted(text: str, language: str, people: int) -> None:
    assert [(figure.sort, figure.value) for figure in read(text, language)] == [(FigureSort.PEOPLE, people)]


@pytest.mark.parametrize(
    ("text", "language", "sorts"),
    [
        ("75,5 % du capital et six unités distinctes", "fr", ["percent", "parts"]),
        ("747 of them", "en", ["bare"]),
        ("435 millions de pizzas", "fr", ["bare"]),
        ("owned fifty-fifty", "en", ["percent"]),
        ("la moitié du capital", "fr", ["percent"]),
    ],
)
def test_figures_are_told_apart_by_what_they_count(text: str, language: str, sorts: list[str]) -> None:
    assert [figure.sort.value for figure in read(text, language)] == sorts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("200 à 300 postes", "fr"),
        ("between 200 and 300 jobs", "en"),
        ("$131 a share", "en"),
        ("131,50 dollars par action", "fr"),
    ],
)
def test_ranges_and_prices_of_one_piece_are_left_out(text: str, language: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize("unit", ["jobs", "euros", "units"])
def test_a_number_that_no_column_could_hold_is_no_figure(unit: str) -> None:
    assert read(f"1{',000' * 12} {unit}", "en") == []
