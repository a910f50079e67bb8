"""Networks: who takes part in events together, as GraphML (graphml.graphdrawing.org) and GEXF 1.2 (gexf.net).

A node is an organization or a person; an edge joins two that take part in one event, with what it is and their roles,
so that two nodes have as many edges as events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TextIO

from lxml import etree
from lxml.etree import _Element  # pyright: ignore[reportPrivateUsage] - the name of the type of every element
from sqlalchemy import Connection, select

from corpdb.reports.conditions import match_filters
from corpdb.reports.exports.reading import Fields, WholeEvent, read_events
from corpdb.reports.filters import Filters
from corpdb.reports.renderers.cells import clean_text, format_value
from corpdb.reports.views import EVENTS, PARTICIPANTS

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"
NODE_FIELDS = ("name", "kind")
EDGE_FIELDS = ("event_id", "type", "event_kind", "status", "date", "amount", "currency", "source_role", "target_role")
NUMBERS = {"event_id": "long", "amount": "double"}
Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes, and what is said of what joins them."""

    key: str
    source: str
    target: str
    values: Values


def write_graphml(connection: Connection, filters: Filters, stream: TextIO) -> int:
    """Write the network of the events for which `filters` hold; return how many edges it has."""
    number = 0
    with (
        etree.xmlfile(stream.buffer, encoding="utf-8") as file,
        file.element(f"{{{GRAPHML}}}graphml", nsmap={None: GRAPHML}),
    ):
        for which, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
            for name in names:
                kind = NUMBERS.get(name, "string")
                file.write(_make(GRAPHML, "key", id=name, attrib={"for": which, "attr.name": name, "attr.type": kind}))
        with file.element(f"{{{GRAPHML}}}graph", edgedefault="undirected"):
            for key, values in read_nodes(connection, filters):
                file.write(_add_data(_make(GRAPHML, "node", id=key), values))
            for edge in read_edges(connection, filters):
                node = _make(GRAPHML, "edge", id=edge.key, source=edge.source, target=edge.target)
                file.write(_add_data(node, edge.values))
                number += 1
    return number


def write_gexf(connection: Connection, filters: Filters, stream: TextIO) -> int:
    """Write the network of the events for which `filters` hold; return how many edges it has."""
    number = 0
    with (
        etree.xmlfile(stream.buffer, encoding="utf-8") as file,
        file.element(f"{{{GEXF}}}gexf", nsmap={None: GEXF}, version="1.2"),
        file.element(f"{{{GEXF}}}graph", defaultedgetype="undirected", mode="static"),
    ):
        file.write(_declare("node", NODE_FIELDS[1:]))
        file.write(_declare("edge", EDGE_FIELDS))
        with file.element(f"{{{GEXF}}}nodes"):
            for key, values in read_nodes(connection, filters):
                node = _make(GEXF, "node", id=key, label=values.pop("name"))
                file.write(_add_attributes(node, values))
        with file.element(f"{{{GEXF}}}edges"):
            for edge in read_edges(connection, filters):
                node = _make(GEXF, "edge", id=edge.key, source=edge.source, target=edge.target)
                file.write(_add_attributes(node, edge.values))
                number += 1
    return number


def read_nodes(connection: Connection, filters: Filters) -> Iterator[tuple[str, Values]]:
    """Everyone who takes part in the events, organizations first, by number."""
    own = PARTICIPANTS.c
    events = select(EVENTS.c.event_id).where(*match_filters(EVENTS, filters))
    columns = (own.organization_id, own.person_id, own.organization, own.organization_kind, own.person)
    query = select(*columns).where(own.event_id.in_(events)).group_by(*columns)
    query = query.order_by(own.organization_id.is_(None), own.organization_id, own.person_id)
    for row in connection.execute(query).mappings():
        kind = row["organization_kind"] or "person"
        yield _name(row), {"name": clean_text(row["organization"] or row["person"]), "kind": kind}


def read_edges(connection: Connection, filters: Filters) -> Iterator[Edge]:
    """The pairs of those who take part in one event, event by event."""
    for event in read_events(connection, filters):
        yield from _list_edges(event)


def _list_edges(event: WholeEvent) -> Iterator[Edge]:
    fields = event.fields
    common: dict[str, Any] = {
        "event_id": fields["event_id"],
        "type": fields["type"],
        "event_kind": fields["kind"],
        "status": fields["status"],
        "date": fields["date_text"],
        "amount": fields["amount"],
        "currency": fields["currency"],
    }
    pairs = [(one, other) for one, other in combinations(event.participants, 2) if _name(one) != _name(other)]
    for number, (one, other) in enumerate(pairs, 1):
        values = common | {"source_role": one["role"], "target_role": other["role"]}
        texts = {name: format_value(value) for name, value in values.items() if value is not None}
        yield Edge(f"e{fields['event_id']}-{number}", _name(one), _name(other), texts)


def _name(part: Fields) -> str:
    number = part["organization_id"]
    return f"p{part['person_id']}" if number is None else f"o{number}"


def _make(namespace: str, tag: str, attrib: Values | None = None, **more: str) -> _Element:
    return etree.Element(f"{{{namespace}}}{tag}", more | (attrib or {}), {None: namespace})


def _add_data(node: _Element, values: Values) -> _Element:
    for name, value in values.items():
        etree.SubElement(node, f"{{{GRAPHML}}}data", key=name).text = value
    return node


def _add_attributes(node: _Element, values: Values) -> _Element:
    listed = etree.SubElement(node, f"{{{GEXF}}}attvalues")
    for name, value in values.items():
        etree.SubElement(listed, f"{{{GEXF}}}attvalue", {"for": name, "value": value})
    return node


def _declare(which: str, names: Sequence[str]) -> _Element:
    declared = _make(GEXF, "attributes", attrib={"class": which})
    for name in names:
        etree.SubElement(declared, f"{{{GEXF}}}attribute", id=name, title=name, type=NUMBERS.get(name, "string"))
    return declared
