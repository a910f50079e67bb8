"""Facts in the JSON format of the annotated articles, for measuring and for reading by people."""

from decimal import Decimal

import msgspec

from corpdb.extraction.facts import Attributes, EventFact, Facts, OrganizationFact


def to_gold(text: str, facts: Facts) -> dict[str, object]:
    """`facts` of `text` as plain JSON values, each event with its best quotation and, if told, why it was read."""
    return {
        "language": facts.language,
        "document_date": str(facts.published) if facts.published else None,
        "organizations": [_render_organization(organization) for organization in facts.organizations],
        "events": [_render_event(text, event) for event in facts.events],
    }


def _render_organization(organization: OrganizationFact) -> dict[str, object]:
    return {
        "name": organization.name,
        "kind": organization.kind.value,
        "aliases": list(organization.aliases),
        "parent": organization.parent,
    }


def _render_event(text: str, event: EventFact) -> dict[str, object]:
    best = event.mentions[0].span
    explained = {"explanation": msgspec.to_builtins(event.explanation)} if event.explanation else {}
    return {
        "type": event.type.value,
        "kind": event.kind.value,
        "status": event.status.value,
        "date": str(event.date) if event.date else None,
        "participants": [{"role": one.role.value, "name": one.name} for one in event.participants],
        "attributes": _render_attributes(event.attributes),
        "evidence": text[best.start : best.end],
        "confidence": event.confidence,
        **explained,
    }


def _render_attributes(attributes: Attributes) -> dict[str, object]:
    values: dict[str, object] = {
        "amount": _render_number(attributes.amount),
        "currency": attributes.currency,
        "headcount": attributes.headcount,
        "parts": attributes.parts,
        "share_percent": _render_number(attributes.share_percent),
        "location": attributes.location,
        "position": attributes.position,
        "series": attributes.series,
    }
    return {name: value for name, value in values.items() if value is not None}


def _render_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
