import pytest

from corpdb.core.errors import UsageError
from corpdb.models.vocabulary import EventType
from corpdb.resolution.corrections import Attribute, choose_attribute, parse_text, parse_value


@pytest.mark.parametrize(
    ("attribute", "text", "value"),
    [
        (Attribute.DATE, "2023-Q4", "2023-Q4"),
        (Attribute.DATE, "2023-11-27", "2023-11-27"),
        (Attribute.AMOUNT, "1200000000", "1200000000.00"),
        (Attribute.AMOUNT, "12.5 EUR", "12.50 EUR"),
        (Attribute.CURRENCY, "CNY", "CNY"),
        (Attribute.HEADCOUNT, "0040", "40"),
        (Attribute.SHARE_PERCENT, "33.4", "33.400"),
        (Attribute.STATUS, "cancelled", "cancelled"),
        (Attribute.KIND, "stake", "stake"),
        (Attribute.LOCATION, "  Saint   Étienne ", "Saint Étienne"),
    ],
)
def test_a_value_is_kept_in_one_form(attribute: Attribute, text: str, value: str) -> None:
    assert parse_value(attribute, text, EventType.TRANSACTION) == value
    assert parse_value(attribute, value, EventType.TRANSACTION) == value


@pytest.mark.parametrize(
    ("attribute", "text"),
    [
        (Attribute.DATE, "2023-13"),
        (Attribute.DATE, "Q4 2023"),
        (Attribute.AMOUNT, "1.2bn"),
        (Attribute.AMOUNT, "1,200"),
        (Attribute.AMOUNT, "9" * 19),
        (Attribute.AMOUNT, "-5"),
        (Attribute.CURRENCY, "euro"),
        (Attribute.HEADCOUNT, "40.5"),
        (Attribute.HEADCOUNT, "٤٠"),
        (Attribute.PARTS, "0"),
        (Attribute.SHARE_PERCENT, "101"),
        (Attribute.SHARE_PERCENT, "NaN"),
        (Attribute.STATUS, "rumoured"),
        (Attribute.KIND, "closure"),
        (Attribute.LOCATION, " "),
    ],
)
def test_what_is_no_value_says_how_to_write_it(attribute: Attribute, text: str) -> None:
    with pytest.raises(UsageError):
        parse_value(attribute, text, EventType.TRANSACTION)


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(UsageError, match="only events of the type leadership have position"):
        choose_attribute("position", EventType.TRANSACTION)


def test_a_text_is_one_clean_line() -> None:
    assert parse_text("a\n b", "a name") == "a b"
    assert parse_text("\x1b[1mSociété\x07", "a name") == "[1mSociété"
