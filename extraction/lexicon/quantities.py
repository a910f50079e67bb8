"""The words of a language for numbers, money, shares and what is counted."""

from dataclasses import dataclass

from corpdb.extraction.lexicon.phrases import Phrases, mark
from corpdb.extraction.lexicon.tables import Table


@dataclass(frozen=True, slots=True)
class Quantities:
    """Number words, multipliers, currencies and the nouns that are counted."""

    numbers: dict[str, int]
    articles: frozenset[str]
    multipliers: dict[str, int]
    currencies: Phrases[str]
    units_of_money: dict[str, str]
    money_followers: frozenset[str]
    per_unit: Phrases[bool]
    percent: Phrases[bool]
    shares: Phrases[int]
    range_links: frozenset[str]
    range_openers: frozenset[str]
    range_joins: frozenset[str]
    people: frozenset[str]
    parts: frozenset[str]
    decimal_comma: bool


def read_quantities(shared: Table, table: Table) -> Quantities:
    """What `shared`, of all languages, and `table`, of one, say."""
    currencies = shared.take_table("currencies").take_texts() | table.take_table("currencies").take_texts()
    quantities = Quantities(
        numbers=table.take_table("numbers").take_numbers(),
        multipliers=table.take_table("multipliers").take_numbers(),
        currencies=Phrases(currencies.items()),
        units_of_money=currencies,
        money_followers=table.take_set("money_followers"),
        articles=table.take_set("articles"),
        per_unit=mark(table.take_words("per_unit")),
        percent=mark(table.take_words("percent")),
        shares=Phrases(table.take_table("shares").take_numbers().items()),
        range_links=table.take_set("range_links"),
        range_openers=table.take_set("range_openers"),
        range_joins=table.take_set("range_joins"),
        people=table.take_set("people"),
        parts=table.take_set("parts"),
        decimal_comma=table.take_flag("decimal_comma"),
    )
    shared.finish()
    table.finish()
    return quantities
