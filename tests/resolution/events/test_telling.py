"""A telling is shared by the documents that say the very same of an event."""

from corpdb.models.vocabulary import Role
from corpdb.resolution.events.telling import make_telling_key, share_telling
from tests.resolution.events.tell import period, tell


def test_dated_tellings_are_the_same_whenever_told() -> None:
    march, november = (
        tell("split", "subject acme", when="2023-03", published=day) for day in ("2023-03-28", "2023-11-16")
    )
    assert share_telling(march) == share_telling(november)


def test_an_undated_telling_keeps_the_month_of_its_document() -> None:
    telling = share_telling(tell("split", "subject acme", published="2023-03-28"))
    assert telling.published == period("2023-03")


def test_a_day_to_come_keeps_the_month_of_its_document() -> None:
    telling = share_telling(tell("split", "subject acme", when="2024-01", published="2023-03-28"))
    assert telling.published == period("2023-03")


def test_the_key_says_what_the_telling_says() -> None:
    one = tell("stake", "buyer acme, target bolt", when="2023-03", share_percent="5")
    same = tell("stake", "target bolt, buyer acme", when="2023-03", share_percent="5")
    other = tell("stake", "buyer acme, target bolt", when="2023-03", share_percent="6")
    assert make_telling_key(one) == make_telling_key(same)
    assert len({make_telling_key(one), make_telling_key(other), make_telling_key(one, 2)}) == 3


def test_keys_of_one_time_lie_together() -> None:
    days = ("2023-03-28", "2019-11-02", "2023-03-27")
    told = [tell("split", f"subject {who}", when=day) for day in days for who in ("acme", "bolt")]
    assert [str(one.when) for one in sorted(told, key=make_telling_key)] == [
        str(one.when) for one in sorted(told, key=lambda one: str(one.when))
    ]


def test_where_no_seller_is_told_it_is_the_target_s_owner() -> None:
    telling = tell("divestiture", "target unit@acme")
    assert {party.who for party in telling.players[Role.SELLER]} == {"acme"}
