"""Rows for tests: each function adds one, and its caller states only what the test is about."""

from collections import Counter
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpdb.extraction.facts import PartialDate
from corpdb.models.documents import Document, DocumentAddress, Load
from corpdb.models.events import Event, Financing, Leadership, Participation, Restructuring, Transaction
from corpdb.models.history import EventChange, EventVersion, ParticipationVersion
from corpdb.models.organizations import (
    Organization,
    OrganizationAlias,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationNumber,
    Person,
)
from corpdb.models.provenance import Mention, NamePeriod, OrganizationMention
from corpdb.models.search import DocumentWords
from corpdb.models.tellings import EventNumber, Telling
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, LoadStatus, OrganizationKind, Role
from corpdb.resolution.names import SENSES
from corpdb.storage.loading.sources import count_sources, write_sources
from corpdb.storage.organizations.periods import settle_periods
from corpdb.storage.organizations.sayings import Naming
from corpdb.storage.search.writing import make_words

READER = {"extractor": "rules", "extractor_version": "1"}
TYPES_OF_THEIR_OWN: dict[EventType, type[Event]] = {
    EventType.RESTRUCTURING: Restructuring,
    EventType.TRANSACTION: Transaction,
    EventType.FINANCING: Financing,
    EventType.LEADERSHIP: Leadership,
}


def add(session: Session, *rows: Any) -> None:
    session.add_all(rows)
    session.flush()


def add_load(session: Session) -> Load:
    load = Load(
        status=LoadStatus.COMPLETED.value, started_at=datetime(2026, 1, 1, tzinfo=UTC), paths="x", program_version="1"
    )
    add(session, load)
    return load


def add_document(session: Session, text: str, *, published: str | None = None, **columns: Any) -> Document:
    load = session.query(Load).first() or add_load(session)
    digest = sha256(text.encode()).hexdigest()
    values = {"title": text[:20], "language": "fr", "media_type": "text/plain", **columns}
    document = Document(
        content_hash=digest, text=text, first_load_id=load.id, last_load_id=load.id, **READER, **values,
        **_date_columns(published, "published_", "published_precision", "published_text"),
    )  # fmt: skip
    add(session, document)
    add(session, DocumentAddress(address=f"file:///{digest[:8]}.txt", document_id=document.id, file_hash=digest))
    add(session, DocumentWords(document_id=document.id, words=make_words(document.title, text, document.language)))
    connection = session.connection()
    write_sources(connection, Counter(), count_sources(connection, [document.id]))
    return document


def add_organization(
    session: Session,
    name: str,
    kind: OrganizationKind = OrganizationKind.COMPANY,
    *,
    parent: Organization | None = None,
    aliases: tuple[str, ...] = (),
) -> Organization:
    organization = Organization(
        name=name, kind=kind.value, parent_id=parent and parent.id, stated_parent_id=parent and parent.id
    )
    add(session, organization)
    named = add_name(session, organization, name)
    add(session, OrganizationNumber(id=organization.id, name_id=named.id))
    forms = (OrganizationAlias(name_id=named.id, name=form, key=form.casefold(), documents=1) for form in aliases)
    add(session, *forms)
    return organization


def add_name(session: Session, organization: Organization, form: str) -> OrganizationName:
    sense = SENSES[OrganizationKind(organization.kind)].value
    named = OrganizationName(
        form=form, sense=sense, scope="", key=form.casefold(), block=form.casefold(), organization_id=organization.id
    )
    add(session, named)
    add(session, NamePeriod(name_id=named.id))
    return named


def find_name(session: Session, organization: Organization) -> int:
    """The first of the organization's names."""
    query = select(OrganizationName.id).where(OrganizationName.organization_id == organization.id)
    return session.scalars(query.order_by(OrganizationName.id)).first() or 0


def add_person(session: Session, name: str) -> Person:
    person = Person(name=name, key=name.casefold())
    add(session, person)
    return person


def add_event(
    session: Session,
    kind: EventKind,
    *participants: tuple[Role, Organization | Person],
    status: EventStatus = EventStatus.ANNOUNCED,
    date: str | None = None,
    **columns: Any,
) -> Event:
    event = TYPES_OF_THEIR_OWN.get(kind.type, Event)(
        type=kind.type.value, kind=kind.value, status=status.value, confidence=0.9, **_date_columns(date), **columns,
    )  # fmt: skip
    add(session, event)
    ranks: dict[Role, int] = {}
    for role, who in participants:
        ranks[role] = ranks.get(role, 0) + 1
        person = isinstance(who, Person)
        own = {"person_id": who.id} if person else {"organization_id": who.id}
        add(session, Participation(event_id=event.id, role=role.value, rank=ranks[role], **own))
    return event


def add_mention(  # noqa: PLR0913 - a mention joins an event and a document
    session: Session,
    event: Event,
    document: Document,
    quote: str,
    *,
    status: EventStatus = EventStatus.ANNOUNCED,
    rank: int = 1,
    date: str | None = None,
    **columns: Any,
) -> Mention:
    start = document.text.index(quote)
    telling = find_telling(session, event, document)
    mention = Mention(
        telling_id=telling.id, document_id=document.id, rank=rank, start_char=start, end_char=start + len(quote),
        quote=quote, status=status.value, confidence=0.9, **READER, **_date_columns(date), **columns,
    )  # fmt: skip
    add(session, mention)
    return mention


def add_version(
    session: Session, event: Event, mention: Mention, known_from: str, *, until: str | None = None
) -> EventVersion:
    """The next state of the event, in which it had the status that the mention gives, and the participants of now."""
    step = len(session.scalars(select(EventVersion).where(EventVersion.event_id == event.id)).all()) + 1
    known = {"known_from": date.fromisoformat(known_from), "known_until": until and date.fromisoformat(until)}
    version = EventVersion(
        event_id=event.id, step=step, type=event.type, kind=event.kind, status=mention.status, confidence=0.9,
        mention_id=mention.id, headcount=mention.headcount, **known,
        **{name: getattr(event, name) for name in ("first_day", "last_day", "date_precision", "date_text")},
    )  # fmt: skip
    change = EventChange(
        event_id=event.id, value="status", change="new" if step == 1 else "contradicted", after=mention.status,
        before=None if step == 1 else EventStatus.ANNOUNCED.value, known_from=version.known_from, mention_id=mention.id,
    )  # fmt: skip
    add(session, version, change)
    if step == 1:
        for part in session.scalars(select(Participation).where(Participation.event_id == event.id)):
            own = {"organization_id": part.organization_id, "person_id": part.person_id}
            row = ParticipationVersion(
                event_id=event.id, role=part.role, rank=part.rank, known_from=version.known_from, **own
            )
            add(session, row)
    return version


def find_telling(session: Session, event: Event, document: Document) -> Telling:
    """What the document tells of the event."""
    key = f"{event.id} {document.id}"
    telling = session.scalars(select(Telling).where(Telling.key == key)).first()
    if telling is None:
        telling = Telling(
            key=key, event_id=event.id, documents=1, type=event.type, kind=event.kind, status=event.status,
            language=document.language,
        )  # fmt: skip
        add(session, telling)
        if session.get(EventNumber, event.id) is None:
            add(session, EventNumber(id=event.id, telling_id=telling.id))
    return telling


def add_organization_mention(
    session: Session, organization: Organization, document: Document, quote: str, parent: Organization | None = None
) -> OrganizationMention:
    start = document.text.index(quote)
    mention = OrganizationMention(
        name_id=find_name(session, organization), document_id=document.id, start_char=start,
        end_char=start + len(quote), quote=quote, kind=organization.kind,
        parent_name_id=parent and find_name(session, parent),
    )  # fmt: skip
    add(session, mention)
    naming = Naming(document.id, mention.name_id, quote, quote, mention.kind, mention.parent_name_id)
    settle_periods(session.connection(), [naming], ())
    return mention


def add_identifier(
    session: Session, organization: Organization, document: Document, scheme: str, value: str
) -> OrganizationIdentifier:
    identifier = OrganizationIdentifier(
        name_id=find_name(session, organization), document_id=document.id, scheme=scheme, value=value
    )
    add(session, identifier)
    return identifier


def _date_columns(
    text: str | None, prefix: str = "", precision: str = "date_precision", told: str = "date_text"
) -> dict[str, Any]:
    if text is None:
        return {}
    date = PartialDate.parse(text)
    return {f"{prefix}first_day": date.first, f"{prefix}last_day": date.last, precision: date.precision, told: text}
