from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import NotFoundError
from corpdb.models.vocabulary import Role
from corpdb.reports.details import EventDetails, read_event, read_organization
from corpdb.storage.engine import open_database
from corpdb.storage.loading.run import LoadRun
from tests.sample import CANCELLED, CLOSURE, CLOSURE_EVENT, SALE_EVENT
from tests.support.database import load
from tests.support.stories import Named, buy, close_lab, make_document, tell

LONG = "International Business Gears"


def read(url: str, number: int) -> EventDetails:
    with open_database(url, read_only=True) as engine:
        return read_event(engine, number)


def test_an_event_tells_each_place_with_its_status_quote_and_document(sample_url: str) -> None:
    first, second = read(sample_url, CLOSURE_EVENT).mentions
    assert (first.quote, first.status, first.headcount) == (CLOSURE, "announced", 30)
    assert (second.quote, second.status, second.date) == (CANCELLED, "cancelled", None)
    assert (second.source.title, second.source.published) == ("Revirement", "2024-03-01")


def test_an_event_tells_its_figures_exactly(sample_url: str) -> None:
    sale = read(sample_url, SALE_EVENT)
    assert (sale.amount, sale.currency, sale.share_percent) == (Decimal("1250000000.50"), "EUR", Decimal("51.5"))
    assert [(each.role, each.name) for each in sale.participants] == [
        ("buyer", "Nordwind Energy"),
        ("seller", "Université de Brest"),
        ("target", "Orcaline"),
    ]


@pytest.mark.parametrize("number", [999, -1, 10**30, 2**63, -(2**63) - 1])
def test_an_unknown_event_is_not_found(sample_url: str, number: int) -> None:
    with pytest.raises(NotFoundError, match=f"there is no event {number}; corpdb report events"):
        read(sample_url, number)


def test_an_organization_tells_everything_known(sample_url: str) -> None:
    with open_database(sample_url, read_only=True) as engine:
        orcaline = read_organization(engine, "orcaline")
    assert orcaline.aliases == ("Orcaline Groupe", "le Groupe")
    assert [child.name for child in orcaline.children] == ["laboratoire de Brest"]
    assert [(each.scheme, each.value, each.source.published) for each in orcaline.identifiers] == [
        ("siren", "552100554", "2023-11-27")
    ]
    assert [event["kind"] for event in orcaline.events] == ["closure", "acquisition", "alliance"]
    assert [naming.forms for naming in orcaline.documents] == [("Orcaline",), ("Orcaline",)]


def test_a_document_tells_what_it_takes_an_organization_for(sample_url: str) -> None:
    with open_database(sample_url, read_only=True) as engine:
        [naming] = read_organization(engine, "laboratoire de brest").documents
    assert (naming.kind, naming.parent, naming.source.title) == ("lab", "Orcaline", "Brest perd son laboratoire")


def test_an_organization_shows_why_its_names_are_one(engine: Engine) -> None:
    for place, name in enumerate(("Business Gears", "Business Gears Group")):
        load_named(engine, place, Named(name))
    details = read_organization(engine, "Business Gears Group")
    assert [(one.other_name, one.reason, one.score) for one in details.merges] == [
        ("Business Gears Group", "legal_form", 0.98)
    ]


def test_a_former_number_leads_to_the_organization(engine: Engine) -> None:
    for place, named in enumerate((Named("IBG"), Named(LONG), Named(LONG, aliases=("IBG",)))):
        load_named(engine, place, named)
    details = read_organization(engine, "2")
    assert (details.organization_id, details.former_ids) == (1, (2,))
    assert [(one.reason, one.documents, one.against) for one in details.merges] == [("acronym", 1, 0)]


def load_named(engine: Engine, place: int, named: Named) -> None:
    document = replace(make_document(named=(named,)), address=f"file:///{place}.txt", metadata=(str(place),))
    LoadRun.start(engine, ["x"]).write([document])


def test_an_event_tells_why_it_is_what_it_is(engine: Engine) -> None:
    batch = [make_document(close_lab(date=date), address=f"file:///{date}.txt") for date in ("2023-11", "2023-11-20")]
    LoadRun.start(engine, ["x"]).write(batch)
    reasons = read_event(engine, 1, why=True).reasons
    assert reasons
    chosen = {each.value: (each.reason, each.source and each.source.address) for each in reasons.values}
    assert chosen["date"] == ("precise", "file:///2023-11-20.txt")
    [joining] = reasons.joinings
    assert {joining.one.document_id, joining.other.document_id} == {1, 2}
    assert "date month" in joining.reason


def test_an_event_is_found_by_a_number_that_it_had(engine: Engine) -> None:
    said = make_document(named=(Named(LONG, aliases=("IBG",)),), address="file:///said.txt")
    told = [make_document(close_lab(name), address=f"file:///{name}.txt") for name in ("IBG", LONG)]
    LoadRun.start(engine, ["x"]).write(told)
    assert read_event(engine, 2).event_id == 2
    LoadRun.start(engine, ["x"]).write([said])
    details = read_event(engine, 2, why=True)
    assert details.event_id == 1
    assert details.reasons
    assert details.reasons.former_ids == (2,)


def test_an_organization_has_a_life(sample_url: str) -> None:
    with open_database(sample_url, read_only=True) as engine:
        (step,) = read_organization(engine, "Orcaline").life
        assert (step.date, step.step, step.other, step.status) == (
            "2024-02-10",
            "acquired",
            "Nordwind Energy",
            "completed",
        )
        assert read_organization(engine, "laboratoire de Brest").life == ()  # its closure was cancelled


def test_an_event_has_its_steps(sample_url: str) -> None:
    with open_database(sample_url, read_only=True) as engine:
        states = read_event(engine, CLOSURE_EVENT).states
    assert [(str(each.known_from), each.status, each.quote) for each in states] == [
        ("2023-11-27", "announced", CLOSURE),
        ("2024-03-01", "cancelled", CANCELLED),
    ]


def test_a_state_tells_who_became_known_to_take_part(migrated_url: str) -> None:
    with open_database(migrated_url) as engine:
        alone = replace(buy(), participants={Role.TARGET: ("Beta",)})
        load(engine, tell(alone, published="2023-05-18"), tell(buy(), at="b"))
    first, second = read(migrated_url, 1).states
    assert first.joined == ()
    assert [(each.role, each.name) for each in second.joined] == [("buyer", "Acme")]
