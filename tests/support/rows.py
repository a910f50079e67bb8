"""Rows for tests of the schema, where what they tell does not matter."""

from dataclasses import replace

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from corpdb.models.documents import Document
from corpdb.models.organizations import Organization
from corpdb.models.vocabulary import EventKind, Role
from corpdb.storage.run import LoadRun
from tests.factories import add_identifier
from tests.support.stories import Named, Told, make_document


def fill_every_table(engine: Engine) -> None:
    """Rows in all tables, those of each type of event included."""
    subject = {Role.SUBJECT: ("Acme",)}
    events = (
        Told(EventKind.SPLIT, subject, "Acme splits.", date="2023-05"),
        Told(EventKind.STAKE, {Role.BUYER: ("Acme",)}, "Acme buys shares."),
        Told(EventKind.ROUND, subject, "Acme raises money."),
        Told(EventKind.APPOINTMENT, subject | {Role.PERSON: ("Ada",)}, "Acme names Ada."),
    )
    run = LoadRun.start(engine, ["x"])
    run.write([make_document(*events, named=(Named("DAMO", parent="Acme"), Named("Acme Group")))])
    run.write(
        [make_document(replace(events[0], sentence="Acme will split.", date="2023-05-12"), address="file:///b.txt")]
    )
    run.add_error("file:///x", "x", "cannot be read")
    with Session(engine) as session, session.begin():
        organization, document = (session.scalars(select(one)).first() for one in (Organization, Document))
        assert isinstance(organization, Organization)
        assert isinstance(document, Document)
        add_identifier(session, organization, document, "lei", "x")
