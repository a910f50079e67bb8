"""An event's own values, chosen among those that documents tell, each by a rule with a name."""

from itertools import permutations
from typing import Any

from corpdb.models.vocabulary import Role
from corpdb.resolution.events.choosing import Account, Choices, Why, choose_values
from corpdb.resolution.events.telling import Party
from tests.resolution.events.tell import period, tell


def choose(*told: dict[str, Any]) -> Choices:
    """The values of an event told by these documents, the same in whatever order they come."""
    accounts = [_make_account(number, dict(values)) for number, values in enumerate(told, start=1)]
    (choices,) = {choose_values(order) for order in permutations(accounts)}
    return choices


def _make_account(number: int, values: dict[str, Any]) -> Account:
    parties = tuple(Party(Role(role), who) for role, who in values.pop("parties", [("buyer", "acme")]))
    text = ", ".join(f"{party.role} {party.who}" for party in parties)
    rank, confidence = values.pop("rank", 1), values.pop("confidence", 1.0)
    telling = tell(values.pop("kind", "acquisition"), text, **values)
    return Account(number, f"document {number}", rank, telling, parties, confidence)


def test_the_only_value_is_chosen() -> None:
    choices = choose({"when": "2023-05", "amount": 5}, {})
    assert choices.when is not None
    assert (choices.when.value, choices.when.why, choices.when.number) == (period("2023-05"), Why.ONLY, 1)
    assert choices.headcount is None


def test_the_newest_document_tells_the_status() -> None:
    choices = choose(
        {"status": "announced", "published": "2023-11-02"}, {"status": "cancelled", "published": "2023-11-20"}
    )
    assert (choices.status.value, choices.status.why, choices.status.number) == ("cancelled", Why.NEWEST, 2)


def test_looking_back_at_the_plan_is_no_news() -> None:
    choices = choose(
        {"status": "completed", "when": "2023-06-01", "published": "2023-06-01"},
        {"status": "announced", "published": "2023-11-20"},
        {"status": "proposed", "when": "2023-02", "published": "2023-11-21"},
    )
    assert choices.status.value == "completed"


def test_looking_back_at_a_plan_that_was_dropped_is_no_news() -> None:
    choices = choose(
        {"status": "cancelled", "when": "2023-06-01", "published": "2023-06-01"},
        {"status": "announced", "when": "2023-03", "published": "2023-11-20"},
    )
    assert choices.status.value == "cancelled"


def test_the_date_is_that_of_the_status() -> None:
    choices = choose(
        {"status": "announced", "when": "2023-05-04", "published": "2023-05-04"},
        {"status": "completed", "when": "2023-12", "published": "2023-12-14"},
    )
    assert choices.when is not None
    assert choices.when.value == period("2023-12")


def test_the_date_is_the_most_precise_that_most_agree_with() -> None:
    choices = choose({"when": "2023-05"}, {"when": "2023-05"}, {"when": "2023-05-04"}, {"when": "2023-06-02"})
    assert choices.when is not None
    assert (choices.when.value, choices.when.why) == (period("2023-05-04"), Why.AGREED)


def test_the_amount_is_the_newest_in_its_most_exact_form() -> None:
    choices = choose(
        {"amount": 200_000_000, "currency": "EUR", "published": "2023-05-01"},
        {"amount": 312_500_000, "currency": "EUR", "published": "2023-05-09"},
        {"amount": 310_000_000, "currency": "EUR", "published": "2023-06-01"},
    )
    assert choices.amount is not None
    assert (choices.amount.value, choices.amount.why) == ((312_500_000, "EUR"), Why.EXACT)


def test_amounts_of_two_currencies_are_not_mixed() -> None:
    choices = choose(
        {"amount": 100, "currency": "EUR", "published": "2023-05-01"},
        {"amount": 108, "currency": "USD", "published": "2023-05-09"},
    )
    assert choices.amount is not None
    assert (choices.amount.value, choices.amount.why) == ((108, "USD"), Why.NEWEST)


def test_words_are_those_of_most_documents() -> None:
    choices = choose({"location": "Lyon"}, {"location": "Lyon"}, {"location": "Villeurbanne"})
    assert choices.location is not None
    assert (choices.location.value, choices.location.why) == ("Lyon", Why.AGREED)


def test_a_sale_to_a_buyer_is_an_acquisition() -> None:
    choices = choose({"kind": "divestiture"}, {"kind": "divestiture"}, {"kind": "acquisition"})
    assert (choices.kind.value, choices.kind.why) == ("acquisition", Why.SPECIFIC)


def test_all_take_part_who_are_told_and_a_full_name_speaks_for_the_surname() -> None:
    choices = choose(
        {"parties": [("subject", "acme"), ("person", "valdard")], "kind": "departure", "published": "2023-05-09"},
        {"parties": [("person", "marie valdard")], "kind": "departure", "published": "2023-05-01"},
    )
    assert choices.parties == (Party(Role.SUBJECT, "acme"), Party(Role.PERSON, "marie valdard"))


def test_an_event_is_as_sure_as_its_surest_mention() -> None:
    assert choose({"confidence": 0.4}, {"confidence": 0.9}).confidence == 0.9
