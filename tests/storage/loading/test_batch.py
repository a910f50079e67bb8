"""A batch writes each document's facts once, replaces what changed, and leaves nothing without a mention."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from corpdb.extraction.facts import Attributes
from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun
from tests.support.database import read
from tests.support.stories import Named, Told, close_lab, make_document

SUBJECTS = "SELECT m.document_id, subject FROM bi_mentions m JOIN bi_restructurings USING (event_id) ORDER BY 1"


def load(engine: Engine, *batch: Incoming) -> LoadRun:
    run = LoadRun.start(engine, ["test"])
    run.write(batch)
    return run


def test_an_event_is_written_with_its_participants_and_its_quote(engine: Engine) -> None:
    load(engine, make_document(close_lab()))
    assert read(engine, "SELECT kind, status, subject, date_text FROM bi_restructurings") == [
        ("closure", "announced", "Acme", "2023-11")
    ]
    assert read(engine, "SELECT quote FROM bi_mentions") == [("Acme closes its laboratory (announced 2023-11).",)]


def test_loading_twice_changes_nothing(engine: Engine) -> None:
    load(engine, make_document(close_lab()))
    before = read(engine, "SELECT * FROM bi_mentions")
    run = load(engine, make_document(close_lab()))
    assert read(engine, "SELECT * FROM bi_mentions") == before
    assert (run.counts.documents_unchanged, run.counts.events_added) == (1, 0)


def test_the_same_event_in_two_documents_is_one_event_with_two_mentions(engine: Engine) -> None:
    first = make_document(close_lab(date="2023-11-27"), published="2023-11-28")
    second = make_document(close_lab(date="2023-11"), address="file:///b.txt", published="2023-12")
    load(engine, first, second)
    assert read(engine, "SELECT event_id, document_id FROM bi_mentions ORDER BY 2") == [(1, 1), (1, 2)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newest_document_tells_the_status_whatever_the_order(engine: Engine, order: tuple[int, int]) -> None:
    documents = (
        make_document(close_lab(status=EventStatus.ANNOUNCED), address="file:///1.txt", published="2023-11-02"),
        make_document(close_lab(status=EventStatus.CANCELLED), address="file:///2.txt", published="2023-11-20"),
    )
    for index in order:
        load(engine, documents[index])
    assert read(engine, "SELECT status FROM bi_events") == [("cancelled",)]


def test_a_changed_document_replaces_its_own_facts_and_keeps_its_number(engine: Engine) -> None:
    load(engine, make_document(close_lab()), make_document(close_lab("Beta"), address="file:///b.txt"))
    run = load(engine, make_document(close_lab("Gamma")))
    assert run.counts.documents_changed == 1
    assert read(engine, SUBJECTS) == [(1, "Gamma"), (2, "Beta")]
    assert read(engine, "SELECT name FROM bi_organizations ORDER BY name") == [("Beta",), ("Gamma",)]


def test_an_event_that_a_changed_document_still_tells_keeps_its_number(engine: Engine) -> None:
    load(engine, make_document(close_lab("Beta"), close_lab()))
    load(engine, make_document(close_lab()))
    assert read(engine, "SELECT event_id, subject FROM bi_restructurings") == [(2, "Acme")]


def test_a_number_once_given_is_never_given_again(engine: Engine) -> None:
    load(engine, make_document(close_lab()))
    load(engine, make_document(close_lab("Beta")))
    assert read(engine, "SELECT event_id, subject_id FROM bi_restructurings") == [(2, 2)]


def test_the_same_text_elsewhere_is_the_same_document(engine: Engine) -> None:
    run = load(engine, make_document(close_lab()), make_document(close_lab(), address="file:///copy.txt"))
    assert (run.counts.documents_added, run.counts.documents_unchanged) == (1, 1)
    assert read(engine, "SELECT address, document_id FROM document_address ORDER BY 1") == [
        ("file:///a.txt", 1),
        ("file:///copy.txt", 1),
    ]


def test_a_text_that_also_lies_elsewhere_stays_when_one_of_its_files_changes(engine: Engine) -> None:
    load(engine, make_document(close_lab()), make_document(close_lab(), address="file:///copy.txt"))
    load(engine, make_document(close_lab("Beta")))
    assert read(engine, SUBJECTS) == [(1, "Acme"), (2, "Beta")]


def test_a_document_whose_only_file_took_another_documents_text_goes(engine: Engine) -> None:
    load(engine, make_document(close_lab()), make_document(close_lab("Beta"), address="file:///b.txt"))
    load(engine, make_document(close_lab("Beta")))
    assert read(engine, "SELECT document_id FROM bi_documents") == [(2,)]
    assert read(engine, "SELECT name FROM bi_organizations") == [("Beta",)]


def test_two_files_may_swap_their_texts(engine: Engine) -> None:
    load(engine, make_document(close_lab()), make_document(close_lab("Beta"), address="file:///b.txt"))
    load(engine, make_document(close_lab("Beta")), make_document(close_lab(), address="file:///b.txt"))
    assert read(engine, "SELECT address, document_id FROM document_address ORDER BY 1") == [
        ("file:///a.txt", 2),
        ("file:///b.txt", 1),
    ]


def test_the_more_specific_kind_and_the_parent_are_learned(engine: Engine) -> None:
    load(engine, make_document(named=(Named("DAMO"), Named("Acme"))))
    lab = Named("DAMO", OrganizationKind.LAB, parent="Acme")
    load(engine, make_document(named=(Named("Acme"), lab), address="file:///b.txt"))
    assert read(engine, "SELECT name, parent FROM bi_labs") == [("DAMO", "Acme")]


def test_what_only_a_changed_document_said_of_an_organization_is_forgotten(engine: Engine) -> None:
    lab = Named("DAMO", OrganizationKind.LAB, parent="Acme", aliases=("Acme",))
    load(engine, make_document(named=(lab, Named("Acme"))))
    load(engine, make_document(named=(Named("DAMO"),), address="file:///b.txt"))
    load(engine, make_document(named=(Named("Acme"),)))
    assert read(engine, "SELECT name, kind, parent FROM bi_organizations ORDER BY 1") == [
        ("Acme", "company", None),
        ("DAMO", "company", None),
    ]
    assert read(engine, "SELECT alias FROM bi_aliases") == []


def test_figures_are_exact(engine: Engine) -> None:
    attributes = Attributes(amount=Decimal("1234567890123.45"), currency="EUR", share_percent=Decimal("33.3"))
    stake = Told(EventKind.STAKE, {Role.BUYER: ("Acme",)}, "Acme buys a stake.", attributes=attributes)
    load(engine, make_document(stake))
    amount, currency, share = read(
        engine, "SELECT amount, currency, share_percent FROM event JOIN transaction_event ON event_id = event.id"
    )[0]
    assert (Decimal(str(amount)), currency, Decimal(str(share))) == (
        Decimal("1234567890123.45"),
        "EUR",
        Decimal("33.3"),
    )


def test_a_person_takes_part_under_one_row(engine: Engine) -> None:
    parts = {Role.SUBJECT: ("Acme",), Role.PERSON: ("Ada Lovelace",)}
    hired = Told(EventKind.APPOINTMENT, parts, "Acme names Ada Lovelace.", date="2023")
    left = Told(EventKind.DEPARTURE, parts, "Ada Lovelace leaves Acme.", date="2024")
    load(engine, make_document(hired), make_document(left, address="file:///b.txt"))
    assert read(engine, "SELECT DISTINCT person_id, person FROM bi_participants WHERE role = 'person'") == [
        (1, "Ada Lovelace")
    ]


def test_a_document_that_the_database_cannot_hold_does_not_stop_the_others(engine: Engine) -> None:
    broken = make_document(close_lab("Beta", date="2023"), address="file:///b.txt")
    event = broken.facts.events[0]
    object.__setattr__(event, "confidence", 7.0)
    run = load(engine, make_document(close_lab()), broken, make_document(close_lab("Gamma"), address="file:///c.txt"))
    assert [error.name for error in run.errors] == ["file:///b.txt"]
    assert read(engine, "SELECT subject FROM bi_restructurings ORDER BY subject") == [("Acme",), ("Gamma",)]
    assert read(engine, "SELECT address FROM load_error") == [("file:///b.txt",)]


def test_a_corrected_date_or_title_changes_the_document(engine: Engine) -> None:
    first = make_document(close_lab(), published="2023-11-02")
    load(engine, replace(first, metadata=("Old", "", "2023-11-02", "")))
    second = make_document(close_lab(), published="2023-12-02")
    run = load(engine, replace(second, metadata=("New", "", "2023-12-02", "")))
    assert run.counts.documents_changed == 1
    assert read(engine, "SELECT document_id, published_text FROM bi_documents") == [(1, "2023-12-02")]


def test_a_parent_that_has_the_same_key_is_none(engine: Engine) -> None:
    named = (Named("ACME"), Named("Acme", OrganizationKind.UNIT, parent="ACME"))
    load(engine, make_document(named=named), make_document(named=(Named("Acme"),), address="file:///b.txt"))
    load(engine, make_document(named=(Named("Beta"),)))
    assert read(engine, "SELECT name, kind, parent_id FROM bi_organizations ORDER BY name") == [
        ("Acme", "company", None),
        ("Beta", "company", None),
    ]


def test_a_name_in_small_letters_is_taken_for_a_shouted_one(engine: Engine) -> None:
    load(engine, make_document(named=(Named("ACME"),)), make_document(named=(Named("Acme"),), address="file:///b.txt"))
    assert read(engine, "SELECT name FROM bi_organizations") == [("Acme",)]


def test_a_number_beyond_its_column_is_the_fault_of_its_document_alone(engine: Engine) -> None:
    huge = Told(EventKind.LAYOFFS, {Role.SUBJECT: ("Beta",)}, "Beta cuts.", attributes=Attributes(headcount=10**20))
    run = load(engine, make_document(close_lab()), make_document(huge, address="file:///b.txt"))
    assert [error.name for error in run.errors] == ["file:///b.txt"]
    assert read(engine, "SELECT subject FROM bi_restructurings") == [("Acme",)]


def test_an_address_beyond_an_index_is_the_fault_of_its_document_alone(engine: Engine) -> None:
    address = "file:///" + "".join(chr(0x4E00 + number) for number in range(4000))
    run = load(engine, make_document(close_lab("Beta"), address=address), make_document(close_lab()))
    assert len(run.errors) == (0 if engine.dialect.name == "sqlite" else 1)
    assert ("Acme",) in read(engine, "SELECT subject FROM bi_restructurings")
