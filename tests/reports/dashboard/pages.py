"""Writing the dashboard for tests, and documents that try to break out of it."""

import io
from itertools import pairwise

from sqlalchemy.orm import Session

from corpdb.models.vocabulary import EventKind, Role
from corpdb.reports.dashboard.page import write_page
from corpdb.reports.dashboard.scope import LISTED_EVENTS, Scope
from corpdb.reports.dashboard.wording import read_wording
from corpdb.reports.filters import Filters
from corpdb.storage.engine import open_database
from tests.factories import add_document, add_event, add_mention, add_organization

HOSTILE = "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"
TURNED = "\u202egpj.exe\u2066"
SENTENCE = f"Acme & {HOSTILE} “closes” {TURNED} its lab."
ALL = Filters()


def make_page(url: str, filters: Filters = ALL, *, language: str = "en", limit: int = LISTED_EVENTS) -> str:
    stream = io.BytesIO()
    with open_database(url, read_only=True) as engine:
        write_page(Scope(engine, filters, read_wording(language), limit), ["only this"], stream)
    return stream.getvalue().decode()


def add_hostile(url: str) -> None:
    """Add an event whose document, title, address and organization hold what ends elements and turns lines."""
    with open_database(url) as engine, Session(engine) as session, session.begin():
        text = f"{'Long before. ' * 60}{SENTENCE}{' Long after.' * 60}"
        title, address = f"Title {HOSTILE} {TURNED}", "javascript:window.broken=1"
        document = add_document(session, text, title=title, url=address, published="2024-03-01")
        acme = add_organization(session, f"Acme {HOSTILE} {TURNED}")
        closure = add_event(session, EventKind.CLOSURE, (Role.SUBJECT, acme), date="2024-02-29", location=HOSTILE)
        add_mention(session, closure, document, SENTENCE)


def add_network(url: str) -> None:
    """Add partners with long names: a chain of 24, a link a year, and one of them with every third."""
    with open_database(url) as engine, Session(engine) as session, session.begin():
        partners = [add_organization(session, f"Institute of long names {number}") for number in range(24)]
        pairs = [*pairwise(partners), *((partners[0], each) for each in partners[3::3])]
        for place, (one, other) in enumerate(pairs):
            date = f"{2000 + min(place, 20)}-01-02"
            add_event(session, EventKind.ALLIANCE, (Role.PARTNER, one), (Role.PARTNER, other), date=date)
