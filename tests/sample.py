"""A small database whose rows the tests of reports and commands read: made once a session, changed by none."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpdb.models.events import Event
from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.engine import open_database
from corpdb.storage.events.activity import Activity, count_activity, write_activity
from corpdb.storage.schema.state import upgrade
from tests.factories import (
    add_document,
    add_event,
    add_identifier,
    add_mention,
    add_organization,
    add_organization_mention,
    add_person,
    add_version,
)

CLOSURE = "Orcaline ferme son laboratoire de Brest, qui employait 30 chercheurs."
SALE = "Nordwind Energy buys Orcaline for 1,250,000,000.50 euros."
DEAL = "Orcaline et Université de Brest annoncent une alliance."
CANCELLED = "Orcaline renonce à fermer son laboratoire | [le conseil] a tranché."

ORCALINE, NORDWIND, UNIVERSITY = 1, 2, 3
CLOSURE_EVENT, SALE_EVENT = 1, 2
UNTOLD = {"expansions", "financings", "regulations"}
"""The reports of what does not happen here."""


def fill_sample(url: str) -> None:
    """Make the schema and the sample's rows."""
    with open_database(url) as engine:
        upgrade(engine)
        with Session(engine) as session, session.begin():
            _add_rows(session)
            events = session.scalars(select(Event.id)).all()
            write_activity(session.connection(), Activity(), count_activity(session.connection(), events))


def _add_rows(session: Session) -> None:
    first = add_document(session, CLOSURE, published="2023-11-27", title="Brest perd son laboratoire")
    second = add_document(session, SALE, published="2024-02", language="en", title="Nordwind buys Orcaline")
    third = add_document(session, f"{DEAL} {CANCELLED}", published="2024-03-01", title="Revirement")

    orcaline = add_organization(session, "Orcaline", aliases=("Orcaline Groupe", "le Groupe"))
    nordwind = add_organization(session, "Nordwind Energy", aliases=("le Groupe",))
    university = add_organization(session, "Université de Brest", OrganizationKind.ACADEMIC)
    lab = add_organization(session, "laboratoire de Brest", OrganizationKind.LAB, parent=orcaline)
    add_organization(session, "Zéphyr")
    head = add_person(session, "Anne Le Goff")
    add_identifier(session, orcaline, first, "siren", "552100554")
    add_organization_mention(session, orcaline, first, "Orcaline")
    add_organization_mention(session, lab, first, "laboratoire de Brest", parent=orcaline)
    add_organization_mention(session, orcaline, second, "Orcaline")

    closure = add_event(
        session, EventKind.CLOSURE, (Role.SUBJECT, orcaline), (Role.TARGET, lab),
        status=EventStatus.CANCELLED, date="2023-11", headcount=30, location="Brest",
    )  # fmt: skip
    plan = add_mention(session, closure, first, CLOSURE, date="2023-11", headcount=30)
    end = add_mention(session, closure, third, CANCELLED, status=EventStatus.CANCELLED)
    add_version(session, closure, plan, "2023-11-27", until="2024-03-01")
    add_version(session, closure, end, "2024-03-01")
    sale = add_event(
        session, EventKind.ACQUISITION, (Role.SELLER, university), (Role.BUYER, nordwind), (Role.TARGET, orcaline),
        status=EventStatus.COMPLETED, date="2024-02-10", amount=Decimal("1250000000.50"), currency="EUR",
        share_percent=Decimal("51.5"),
    )  # fmt: skip
    add_version(session, sale, add_mention(session, sale, second, SALE, status=EventStatus.COMPLETED), "2024-02-29")
    alliance = add_event(session, EventKind.ALLIANCE, (Role.PARTNER, university), (Role.PARTNER, orcaline))
    add_version(session, alliance, add_mention(session, alliance, third, DEAL), "2024-03-01")
    add_event(
        session, EventKind.APPOINTMENT, (Role.SUBJECT, nordwind), (Role.PERSON, head), date="2024", position="CEO"
    )
