"""What a document says now keeps the numbers of what it said before in the same place; nothing else does."""

from dataclasses import replace

from sqlalchemy import Engine

from corpdb.models.vocabulary import EventKind, OrganizationKind, Role
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun
from tests.support.database import find_faults, load, read
from tests.support.stories import Named, Told, buy, close_lab, tell

DEAL = "Acme and Beta sign a deal."
EVENTS = "SELECT event_id, type, kind FROM bi_events ORDER BY 1"


def reread(engine: Engine, *documents: Incoming) -> LoadRun:
    """Let other facts be read in the text that each document is known by."""
    run = LoadRun.start(engine, ["x"])
    run.write(
        [replace(one, known=known.content_hash) for known, one in zip(documents[::2], documents[1::2], strict=True)]
    )
    return run


def say(kind: EventKind, *who: str, role: Role = Role.PARTNER) -> Told:
    return Told(kind, {role: who}, DEAL)


def test_an_event_of_another_type_in_its_place_keeps_its_number(engine: Engine) -> None:
    first = tell(say(EventKind.ALLIANCE, "Acme", "Beta"))
    load(engine, first)
    reread(engine, first, tell(say(EventKind.MERGER, "Acme", "Beta")))
    assert read(engine, EVENTS) == [(1, "transaction", "merger")]
    assert read(engine, "SELECT event_id FROM transaction_event") == [(1,)]
    reread(engine, first, tell(say(EventKind.ALLIANCE, "Acme", "Beta")))
    assert read(engine, EVENTS) == [(1, "partnership", "alliance")]
    assert read(engine, "SELECT event_id FROM transaction_event") == []
    assert find_faults(engine) == []


def test_a_number_never_goes_to_what_another_document_tells(engine: Engine) -> None:
    first = tell(buy(), published="2023-05-20")
    load(engine, first, tell(buy(target="Gamma", date="2023-05-12"), at="b"))
    reread(engine, first, tell(named=(Named("Acme"),)))
    assert read(engine, "SELECT id FROM event_number") == [(2,)]
    assert read(engine, "SELECT event_id FROM bi_events") == [(2,)]


def test_what_other_documents_still_tell_keeps_its_number(engine: Engine) -> None:
    first, second = tell(buy()), tell(buy(date="2023-05-12"), at="b")
    load(engine, first, second)
    reread(engine, first, tell(close_lab()))
    assert read(engine, "SELECT event_id, document_id FROM bi_mentions ORDER BY 2") == [(2, 1), (1, 2)]


def test_an_organization_with_another_name_in_its_place_keeps_its_number(engine: Engine) -> None:
    first = tell(named=(Named("DAMO Academy", OrganizationKind.COMPANY), Named("Beta")))
    load(engine, first)
    reread(engine, first, tell(named=(Named("DAMO", OrganizationKind.LAB, aliases=("DAMO Academy",)), Named("Beta"))))
    rows = read(engine, "SELECT organization_id, name, kind FROM bi_organizations ORDER BY 1")
    assert rows == [(1, "Beta", "company"), (2, "DAMO", "lab")]
    assert find_faults(engine) == []


def test_the_same_told_twice_in_one_document_is_one_event_in_two_places(engine: Engine) -> None:
    document = tell(buy())
    (fact,) = document.facts.events
    twice = f"{document.text} {document.text}"
    span = fact.mentions[0].span
    moved = replace(span, start=span.start + len(document.text) + 1, end=span.end + len(document.text) + 1)
    again = replace(fact, mentions=(replace(fact.mentions[0], span=moved),))
    load(engine, replace(document, text=twice, facts=replace(document.facts, events=(fact, again))))
    assert read(engine, "SELECT event_id, rank FROM bi_mentions ORDER BY 2") == [(1, 1), (1, 2)]
    assert find_faults(engine) == []


def test_a_document_that_is_gone_meanwhile_is_passed_over(engine: Engine) -> None:
    first = tell(buy())
    load(engine, first, tell(buy(people=5)))
    run = reread(engine, first, first)
    assert (run.counts.documents_changed, run.counts.documents_unchanged) == (0, 1)
    assert read(engine, "SELECT headcount FROM bi_events") == [(5,)]
