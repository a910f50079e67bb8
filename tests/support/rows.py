"""Rows for tests of the schema, where what they tell does not matter."""

from dataclasses import replace

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from corpdb.extraction.facts import Attributes
from corpdb.models.documents import Document
from corpdb.models.history import UnsettledEvent
from corpdb.models.organizations import Organization
from corpdb.models.vocabulary import EventKind, Role
from corpdb.storage.decisions.deciding import Setting, set_event
from corpdb.storage.decisions.writing import Signature
from corpdb.storage.loading.run import LoadRun
from tests.factories import add_identifier
from tests.support.stories import Named, Told, make_document

OLD_REVISION = "c1a1f3d0b006"
"""Of before names, tellings, histories and decisions were tables."""


def fill_every_table(engine: Engine) -> None:
    """Rows in all tables, those of each type of event included."""
    subject = {Role.SUBJECT: ("Acme",)}
    events = (
        Told(EventKind.SPLIT, subject, "Acme splits.", date="2023-05", attributes=Attributes(location="Lyon")),
        Told(EventKind.STAKE, {Role.BUYER: ("Acme",)}, "Acme buys shares."),
        Told(EventKind.ROUND, subject, "Acme raises money."),
        Told(EventKind.APPOINTMENT, subject | {Role.PERSON: ("Ada",)}, "Acme names Ada."),
    )
    run = LoadRun.start(engine, ["x"])
    named = (Named("DAMO", parent="Acme"), Named("Acme Group"), Named("Beta", aliases=("Iota",), before="Iota"))
    run.write([make_document(*events, published="2023-05-12", named=named)])
    later = replace(events[0], sentence="Acme will split.", date="2023-05-12")
    run.write([make_document(later, address="file:///b.txt", published="2023-06-01")])
    run.add_error("file:///x", "x", "cannot be read")
    with engine.execution_options(writing=True).begin() as connection:
        set_event(connection, 1, Setting("headcount", "12"), Signature("ana"))
    with Session(engine) as session, session.begin():
        organization, document = (session.scalars(select(one)).first() for one in (Organization, Document))
        assert isinstance(organization, Organization)
        assert isinstance(document, Document)
        add_identifier(session, organization, document, "lei", "x")
        session.add(UnsettledEvent(event_id=1))
