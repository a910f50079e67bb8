"""Which tellings of the press are one event and which are two."""

from random import Random

import pytest

from corpdb.resolution.events.comparing import compare_dates
from corpdb.resolution.events.joining import Comparer, link_tellings
from corpdb.resolution.events.telling import Telling
from tests.resolution.events.tell import group, resolve, tell


def test_layoffs_told_on_two_days_with_the_month_alone_are_one() -> None:
    english = tell("layoffs", "subject acme", when="2023-03", published="2023-03-14", headcount=1200)
    french = tell("layoffs", "subject acme", when="2023-03", published="2023-03-15", headcount=1200)
    assert group(english, french) == ["ab"]


def test_quarterly_layoffs_are_four() -> None:
    days = ("2023-01-20", "2023-04-21", "2023-07-20", "2023-10-19")
    assert group(*(tell("layoffs", "subject acme", when=day, published=day) for day in days)) == ["a", "b", "c", "d"]


def test_looking_back_joins_the_news_of_then() -> None:
    news = tell("split", "subject acme", when="2023-03-28", published="2023-03-28", parts=6)
    later = tell("split", "subject acme", when="2023-03", published="2023-11-16", parts=6)
    assert group(news, later) == ["ab"]


def test_an_undated_look_back_at_what_happens_once_joins_it() -> None:
    news = tell("acquisition", "buyer acme, target bolt", when="2023-03-28", published="2023-03-28")
    later = tell("acquisition", "buyer acme, target bolt", status="completed", published="2023-11-16")
    assert group(news, later) == ["ab"]


def test_of_two_without_a_date_the_later_looks_back() -> None:
    news = tell("acquisition", "buyer acme, target bolt", published="2023-01", amount=35)
    later = tell("acquisition", "buyer acme, target bolt", published="2023-04", amount=30)
    assert compare_dates(news, later) == compare_dates(later, news) == "before"


def test_a_deal_announced_in_may_and_completed_in_december_is_one() -> None:
    announced = tell("acquisition", "buyer acme, target bolt", when="2023-05-04", published="2023-05-04")
    done = tell("acquisition", "buyer acme, target bolt", status="completed", when="2023-12-01", published="2023-12-01")
    assert group(announced, done) == ["ab"]


def test_a_deal_announced_and_dropped_is_one() -> None:
    announced = tell("merger", "party acme, party bolt", when="2023-05-04", published="2023-05-04")
    dropped = tell("merger", "party acme, party bolt", status="cancelled", when="2023-09-30", published="2023-10-02")
    assert group(announced, dropped) == ["ab"]


def test_two_stakes_bought_in_one_month_are_two() -> None:
    one = tell("stake", "buyer acme, target bolt", when="2023-05", share_percent="5")
    other = tell("stake", "buyer acme, target cord", when="2023-05", share_percent="5")
    assert group(one, other) == ["a", "b"]


def test_a_stake_raised_in_one_year_is_two() -> None:
    one = tell("stake", "buyer acme, target bolt", status="completed", when="2023-02-10", share_percent="5")
    other = tell("stake", "buyer acme, target bolt", status="completed", when="2023-07-03", share_percent="20")
    assert group(one, other) == ["a", "b"]


def test_an_appointment_told_with_and_without_its_date_is_one() -> None:
    dated = tell("appointment", "subject acme, person marie valdard", when="2023-06-01", published="2023-05-10")
    undated = tell("appointment", "subject acme, person valdard", status="completed", published="2023-09-12")
    assert group(dated, undated) == ["ab"]


def test_two_persons_are_appointed_by_two_events() -> None:
    one = tell("appointment", "subject acme, person marie valdard", when="2023-06-01")
    other = tell("appointment", "subject acme, person jean valdard", when="2023-06-01")
    assert group(one, other) == ["a", "b"]


def test_a_missing_seller_is_no_obstacle_and_a_missing_buyer_neither() -> None:
    whole = tell("acquisition", "buyer acme, target bolt, seller cord", when="2023-05-04", amount=250_000_000)
    partly = tell("acquisition", "buyer acme, target bolt", when="2023-05", amount=250_000_000)
    seller = tell("divestiture", "target bolt, seller cord", when="2023-05-04", amount=250_000_000)
    assert group(whole, partly, seller) == ["abc"]


def test_another_amount_is_no_obstacle() -> None:
    one = tell("acquisition", "buyer acme, target bolt", when="2023-05-04", amount=250_000_000)
    other = tell("acquisition", "buyer acme, target bolt", when="2023-05-05", amount=310_000_000)
    assert group(one, other) == ["ab"]


def test_a_unit_s_owner_is_its_subject() -> None:
    named = tell("closure", "subject acme, target lab@acme", when="2023-11-27")
    bare = tell("closure", "target lab@acme", when="2023-11", status="completed")
    assert group(named, bare) == ["ab"]


def test_two_labs_of_one_owner_close_by_two_events() -> None:
    one = tell("closure", "subject acme, target quantum lab@acme", when="2023-11-27")
    other = tell("closure", "subject acme, target vision lab@acme", when="2023-11-27")
    assert group(one, other) == ["a", "b"]


def test_a_lab_described_in_two_languages_closes_once() -> None:
    french = tell("closure", "subject acme, target labo quantique*@acme", when="2023-11-27", language="fr")
    english = tell(
        "closure", "subject acme, target quantum lab*@acme", when="2023-11", language="en", status="completed"
    )
    assert group(french, english) == ["ab"]


def test_a_university_named_in_two_languages_is_one_partner_and_a_company_is_not() -> None:
    french = tell("research", "partner acme, partner universite de lyon*", when="2023-11-27", language="fr")
    english = tell("research", "partner acme, partner university of lyon*", when="2023-11-27", language="en")
    company = tell("research", "partner acme, partner lyonnaise", when="2023-11-27", language="en")
    assert group(french, english) == ["ab"]
    assert group(french, company) == ["a", "b"]


def test_alliances_with_two_partners_are_two_and_a_vague_name_for_one_is_the_same() -> None:
    one = tell("research", "partner acme, partner bolt", when="2023-05-04")
    vague = tell("alliance", "partner acme, partner bolt", when="2023-05")
    other = tell("alliance", "partner acme, partner cord", when="2023-05-04")
    assert group(one, vague, other) == ["ab", "c"]


def test_a_consortium_is_known_by_two_of_its_partners() -> None:
    one = tell("research", "partner acme, partner bolt, partner cord", when="2023-05-04")
    other = tell("research", "partner acme, partner bolt, partner dune", when="2023-05-04")
    assert group(one, other) == ["ab"]


def test_series_a_and_series_b_are_two_rounds() -> None:
    one = tell("round", "subject acme", when="2023", series="A")
    other = tell("round", "subject acme", when="2023", series="B")
    assert group(one, other) == ["a", "b"]


def test_events_of_two_kinds_stay_apart() -> None:
    one = tell("closure", "subject acme, target lab@acme", when="2023-11-27")
    other = tell("layoffs", "subject acme, target lab@acme", when="2023-11-27")
    assert group(one, other) == ["a", "b"]


def test_two_events_of_one_document_stay_two() -> None:
    one = tell("supply", "partner acme, partner bolt", when="2023-05-04")
    other = tell("supply", "partner acme, partner bolt", when="2023-05")
    assert group(one, other, documents={"a": {1}, "b": {1}}) == ["a", "b"]


def test_what_may_be_of_either_of_two_is_left_alone() -> None:
    spring = tell("layoffs", "subject acme", when="2023-03-14", headcount=500, status="completed")
    autumn = tell("layoffs", "subject acme", when="2023-10-02", headcount=480, status="completed")
    vague = tell("layoffs", "subject acme", when="2023", headcount=490, status="completed")
    assert group(spring, autumn, vague) == ["a", "b", "c"]
    assert group(spring, vague) == ["ab"]


def test_nothing_links_what_has_no_date_and_but_one_participant() -> None:
    one = tell("layoffs", "subject acme")
    assert group(one, tell("layoffs", "subject acme", headcount=3)) == ["a", "b"]


def test_a_link_says_why() -> None:
    one = tell("acquisition", "buyer acme, target bolt", when="2023-05-04", amount=250_000_000)
    other = tell("acquisition", "buyer acme, target bolt", when="2023-05-04", amount=250_000_000)
    (link,) = link_tellings(Comparer({"a": one, "b": other}), [("a", "b")])
    assert link.reason == "amount same, date day, participants whole"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_tellings_changes_nothing(seed: int) -> None:
    tellings = {
        f"{kind} {month} {day}": tell(
            kind, "subject acme", when=f"2023-{month:02}-{day:02}" if day else None, headcount=month
        )
        for kind in ("layoffs", "closure")
        for month in range(1, 13)
        for day in (0, 3, 5, 20)
    }
    shuffled = list(tellings.items())
    Random(seed).shuffle(shuffled)
    assert _resolve(dict(shuffled)) == _resolve(tellings)


def _resolve(tellings: dict[str, Telling]) -> set[frozenset[str]]:
    documents = {key: {number} for number, key in enumerate(sorted(tellings))}
    return {frozenset(event) for event in resolve(tellings, documents)}
