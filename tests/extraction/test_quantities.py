from decimal import Decimal

import pytest

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.tokens import tokenize
from corpdb.extraction.values.quantities import Figures, find_figures


def read(text: str, language: str) -> Figures:
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
    ],
)
def test_amounts_come_in_units(text: str, language: str, amount: str, currency: str) -> None:
    (found,) = read(text, language).amounts
    assert (found.value, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        ("11.000 salariés", "fr", 11000),
        ("14 000 salariés", "fr", 14000),
        ("some 4,300 jobs", "en", 4300),
        ("trente-six suppressions de postes", "fr", 36),
        ("two hundred engineers", "en", 200),
    ],
)
def test_people_are_counted(text: str, language: str, people: int) -> None:
    assert [figure.value for figure in read(text, language).people] == [people]


def test_parts_and_percentages_are_told_apart() -> None:
    figures = read("75,5 % du capital et six unités distinctes", "fr")
    assert [figure.value for figure in figures.percents] == [Decimal("75.5")]
    assert [figure.value for figure in figures.parts] == [6]


@pytest.mark.parametrize("unit", ["jobs", "euros", "units"])
def test_a_number_that_no_column_could_hold_is_no_figure(unit: str) -> None:
    assert read(f"1{',000' * 12} {unit}", "en") == Figures()
