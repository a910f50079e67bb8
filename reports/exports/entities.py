"""Entities of FollowTheMoney (followthemoney.tech), one a line: who, what they did, what they own, and the sources.

Organizations are `Company`, `PublicBody` or `Organization`, persons `Person`, documents `Article`; an event is an
`Event` that involves them. What an owner has is an `Ownership`, and so is a purchase that has been completed; who
heads an organization is a `Directorship`. Each place that tells an event is a `Documentation` with its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TextIO

from sqlalchemy import Connection

from corpdb.models.vocabulary import DatePrecision, EventKind, EventStatus, OrganizationKind, Role
from corpdb.reports.exports.lines import encode_lines
from corpdb.reports.exports.reading import Fields, WholeEvent, group_rows, read_pages, read_rows
from corpdb.reports.filters import Filters
from corpdb.reports.numbers import trim_zeros
from corpdb.reports.views import ALIASES, IDENTIFIERS, ORGANIZATIONS

Entity = dict[str, Any]
SCHEMATA = {OrganizationKind.COMPANY.value: "Company", OrganizationKind.PUBLIC.value: "PublicBody"}
OTHER_SCHEMA = "Organization"
IDENTIFIER_PROPERTIES = {"lei": "leiCode", "wikidata": "wikidataId"}
COMPANY_PROPERTIES = {"cik": "cikCode", "isin": "isinCode", "ticker": "ticker"}
LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "pl": "pol", "pt": "por"}
_PURCHASES = {EventKind.ACQUISITION.value, EventKind.STAKE.value}


def write_entities(connection: Connection, filters: Filters, stream: TextIO) -> int:
    """Write the entities of the events for which `filters` hold; return how many there were."""
    known = _Known()
    pages = read_pages(connection, filters)
    return encode_lines(chain.from_iterable(_list_entities(connection, page, known) for page in pages), stream)


@dataclass(slots=True)
class _Known:
    """The entities that are written already, and the schemata of organizations."""

    written: set[str] = field(default_factory=set[str])
    schemata: dict[int, str] = field(default_factory=dict[int, str])

    def add(self, entity: Entity) -> bool:
        """Whether it is new."""
        is_new = entity["id"] not in self.written
        self.written.add(entity["id"])
        return is_new


def _list_entities(connection: Connection, page: Sequence[WholeEvent], known: _Known) -> Iterator[Entity]:
    wanted = {one["organization_id"] for event in page for one in event.participants} - {None}
    yield from _list_organizations(connection, wanted, known)
    for event in page:
        others = [_make_person(one) for one in event.participants if one["person_id"] is not None]
        others += [_make_article(one) for one in event.mentions]
        yield from filter(known.add, others)
        yield _make_event(event)
        yield from _list_purchases(event, known)
        yield from _list_posts(event)
        for mention in event.mentions:
            yield _make_documentation(event, mention)


def _list_organizations(connection: Connection, wanted: set[int], known: _Known) -> Iterator[Entity]:
    """The organizations that are not written yet, with those that own or contain them."""
    rows: dict[int, Fields] = {}
    while new := sorted(wanted - rows.keys() - known.schemata.keys()):
        found = read_rows(connection, ORGANIZATIONS, "organization_id", new)
        rows |= {row["organization_id"]: row for row in found}
        wanted = {row["parent_id"] for row in found} - {None}
    known.schemata |= {number: SCHEMATA.get(row["kind"], OTHER_SCHEMA) for number, row in rows.items()}
    numbers = sorted(rows)
    key = "organization_id"
    aliases, identifiers = (
        group_rows(read_rows(connection, view, key, numbers), key) for view in (ALIASES, IDENTIFIERS)
    )
    for number in numbers:
        own = [row["alias"] for row in aliases[number]]
        registered = [(row["scheme"], row["value"]) for row in identifiers[number]]
        yield from _list_organization(rows[number], own, registered, known.schemata[number])


def _list_organization(
    row: Fields, aliases: Sequence[str], registered: Sequence[tuple[str, str]], schema: str
) -> Iterator[Entity]:
    """The organization; what a company belongs to owns it, what another body belongs to is its parent."""
    own, parent = _name_organization(row["organization_id"]), row["parent_id"]
    properties: dict[str, list[Any]] = {"name": [row["name"]], "alias": list(aliases)}
    is_company = schema == SCHEMATA[OrganizationKind.COMPANY.value]
    names = IDENTIFIER_PROPERTIES | (COMPANY_PROPERTIES if is_company else {})
    for scheme, value in registered:
        properties.setdefault(names.get(scheme, "registrationNumber"), []).append(value)
    if parent is not None and not is_company:
        properties["parent"] = [_name_organization(parent)]
    yield _make_entity(own, schema, properties)
    if parent is not None and is_company:
        parts = {"owner": [_name_organization(parent)], "asset": [own]}
        yield _make_entity(f"ownership-{row['organization_id']}-{parent}", "Ownership", parts)


def _make_person(part: Fields) -> Entity:
    return _make_entity(f"person-{part['person_id']}", "Person", {"name": [part["person"]]})


def _make_article(mention: Fields) -> Entity:
    properties = {
        "title": [mention["title"]],
        "publishedAt": [mention["published"]],
        "language": [LANGUAGES.get(mention["language"])],
        "sourceUrl": [mention["url"]],
    }
    return _make_entity(f"document-{mention['document_id']}", "Article", properties)


def _make_event(event: WholeEvent) -> Entity:
    fields, parts = event.fields, event.participants
    names = list(dict.fromkeys(one["organization"] or one["person"] for one in parts))
    properties = {
        "name": [f"{fields['kind_en']}: {', '.join(names)}"],
        "keywords": [fields["type"], fields["kind"], fields["status"]],
        "location": [fields["location"]],
        "involved": [_name_party(one) for one in parts],
        "summary": [one["quote"] for one in event.mentions],
        "proof": [f"document-{one['document_id']}" for one in event.mentions],
        "recordId": [str(fields["event_id"])],
        **_make_date(fields, "date"),
    }
    return _make_entity(f"event-{fields['event_id']}", "Event", properties)


def _make_date(fields: Fields, name: str) -> Mapping[str, list[Any]]:
    """The event's date as exactly as it is known; a quarter, which has no form there, by its first and last day."""
    if fields["date_precision"] != DatePrecision.QUARTER.value:
        return {name: [fields["date_text"]]}
    days = {"startDate": [fields["first_day"].isoformat()], "endDate": [fields["last_day"].isoformat()]}
    return days if name == "date" else {name: [days[name][0]]}


def _list_purchases(event: WholeEvent, known: _Known) -> Iterator[Entity]:
    """What a buyer has come to own, where the purchase is completed and the target is a company."""
    fields = event.fields
    if fields["kind"] not in _PURCHASES or fields["status"] != EventStatus.COMPLETED.value:
        return
    share = fields["share_percent"]
    common = {
        "percentage": [None if share is None else str(trim_zeros(share))],
        "role": [fields["kind"]],
        "recordId": [str(fields["event_id"])],
        **_make_date(fields, "startDate"),
    }
    for buyer in _list_cast(event, Role.BUYER):
        for target in _list_cast(event, Role.TARGET):
            if known.schemata.get(target["organization_id"]) == SCHEMATA[OrganizationKind.COMPANY.value]:
                properties = {"owner": [_name_party(buyer)], "asset": [_name_party(target)], **common}
                key = f"purchase-{fields['event_id']}-{buyer['rank']}-{target['rank']}"
                yield _make_entity(key, "Ownership", properties)


def _list_posts(event: WholeEvent) -> Iterator[Entity]:
    """Who comes to head an organization or leaves it, unless that is called off."""
    fields = event.fields
    name = {EventKind.APPOINTMENT.value: "startDate", EventKind.DEPARTURE.value: "endDate"}.get(fields["kind"])
    if name is None or fields["status"] == EventStatus.CANCELLED.value:
        return
    for person in _list_cast(event, Role.PERSON):
        for subject in _list_cast(event, Role.SUBJECT):
            properties = {
                "director": [_name_party(person)],
                "organization": [_name_party(subject)],
                "role": [fields["position"]],
                "status": [fields["status"]],
                "recordId": [str(fields["event_id"])],
                **_make_date(fields, name),
            }
            key = f"post-{fields['event_id']}-{person['rank']}-{subject['rank']}"
            yield _make_entity(key, "Directorship", properties)


def _make_documentation(event: WholeEvent, mention: Fields) -> Entity:
    properties = {
        "document": [f"document-{mention['document_id']}"],
        "entity": [f"event-{event.fields['event_id']}"],
        "role": [mention["status"]],
        "summary": [mention["quote"]],
    }
    return _make_entity(f"mention-{mention['mention_id']}", "Documentation", properties)


def _list_cast(event: WholeEvent, role: Role) -> list[Fields]:
    return [one for one in event.participants if one["role"] == role.value]


def _name_party(part: Fields) -> str:
    number = part["organization_id"]
    return f"person-{part['person_id']}" if number is None else _name_organization(number)


def _name_organization(number: int) -> str:
    return f"organization-{number}"


def _make_entity(key: str, schema: str, properties: Mapping[str, Sequence[Any]]) -> Entity:
    """The entity, with each value of a property once, and no property without a value."""
    kept = {name: list(dict.fromkeys(one for one in values if one)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}
