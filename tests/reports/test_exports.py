"""What is exported is read by the libraries that it is written for, holds every event, and is the same each time."""

import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from sqlalchemy import Engine

from corpdb.models.vocabulary import EventKind, EventStatus, EventType, OrganizationKind, Role
from corpdb.reports.exports import reading
from corpdb.reports.exports.catalog import EXPORTS
from corpdb.reports.exports.formats import ExportFormat
from corpdb.reports.filters import Filters
from corpdb.storage.engine import open_database
from corpdb.storage.loading.run import LoadRun
from tests.support.stories import Named, Told, buy, close_lab, tell

VOCABULARY: dict[str, Any] = json.loads((Path(__file__).parent / "followthemoney.json").read_text("utf-8"))["schemata"]
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NOTHING = Filters()
HEAD = Told(EventKind.APPOINTMENT, {Role.SUBJECT: ("Acme",), Role.PERSON: ("Ada",)}, "Acme names Ada.", date="2023-Q4")
BOUGHT = Told(
    EventKind.ACQUISITION,
    {Role.BUYER: ("Acme",), Role.TARGET: ("Beta",)},
    "Acme has bought Beta & <Co>.",
    EventStatus.COMPLETED,
    "2023-05",
)
DOCUMENTS = (
    tell(close_lab(), HEAD, named=(Named("Acme"), Named("DAMO", OrganizationKind.LAB, parent="Acme"))),
    tell(BOUGHT, at="b", published="2023-06", named=(Named("Acme"), Named("Beta", parent="Acme"))),
    tell(buy("Gamma", "Beta"), at="c", published="2023-07-01"),
)


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    LoadRun.start(engine, ["x"]).write(DOCUMENTS)
    return engine


def export(engine: Engine, format: ExportFormat, filters: Filters = NOTHING) -> str:
    binary = io.BytesIO()
    with engine.connect() as connection, io.TextIOWrapper(binary, "utf-8", newline="") as stream:
        EXPORTS[format](connection, filters, stream)
        stream.flush()
        return binary.getvalue().decode()


def read_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def read_graph(format: ExportFormat, text: str) -> Any:
    library: Any = nx
    read = library.read_graphml if format is ExportFormat.GRAPHML else library.read_gexf
    return read(io.BytesIO(text.encode()))


def test_every_event_is_a_line_with_who_takes_part_and_what_tells_it(loaded: Engine) -> None:
    events = read_lines(export(loaded, ExportFormat.JSONL))
    assert [event["kind"] for event in events] == ["closure", "appointment", "acquisition", "acquisition"]
    assert events[1]["participants"] == [
        {"role": "person", "rank": 1, "person_id": 1, "name": "Ada"},
        {"role": "subject", "rank": 1, "organization_id": 1, "name": "Acme", "kind": "company"},
    ]
    (mention,) = events[2]["mentions"]
    assert mention["quote"] == "Acme has bought Beta & <Co>."
    assert mention["document"]["address"] == "file:///b.txt"


def test_entities_are_what_their_vocabulary_allows(loaded: Engine) -> None:
    entities = read_lines(export(loaded, ExportFormat.FOLLOWTHEMONEY))
    schemata = {entity["id"]: VOCABULARY[entity["schema"]] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        schema = schemata[entity["id"]]
        assert set(schema["required"]) <= entity["properties"].keys()
        for name, values in entity["properties"].items():
            kind, _, leads_to = schema["properties"][name].partition(" ")
            for value in values:
                assert kind != "date" or PARTIAL_DATE.fullmatch(value), (entity["schema"], name, value)
                assert kind != "entity" or leads_to in schemata[value]["is"], (entity["schema"], name, value)


def test_owners_heads_and_sources_are_entities_of_their_own(loaded: Engine) -> None:
    entities = read_lines(export(loaded, ExportFormat.FOLLOWTHEMONEY))
    by_id = {entity["id"]: entity["properties"] for entity in entities}
    assert Counter(entity["schema"] for entity in entities) == {
        "Company": 3, "Person": 1, "Article": 3, "Event": 4, "Documentation": 4, "Directorship": 1, "Ownership": 2,
    }  # fmt: skip
    (post,) = (entity["properties"] for entity in entities if entity["schema"] == "Directorship")
    assert post["startDate"] == ["2023-10-01"]
    assert by_id[post["director"][0]]["name"] == ["Ada"]
    owned = [entity["properties"] for entity in entities if entity["schema"] == "Ownership"]
    names = {(by_id[one["owner"][0]]["name"][0], by_id[one["asset"][0]]["name"][0]) for one in owned}
    assert names == {("Acme", "Beta")}
    assert [one.get("startDate") for one in owned] == [None, ["2023-05"]]


@pytest.mark.parametrize("format", [ExportFormat.GRAPHML, ExportFormat.GEXF])
def test_a_network_is_read_with_its_nodes_and_edges(loaded: Engine, format: ExportFormat) -> None:
    graph = read_graph(format, export(loaded, format))
    names = {node: data.get("name", data.get("label")) for node, data in graph.nodes(data=True)}
    assert sorted(names.values()) == ["Acme", "Ada", "Beta", "Gamma"]
    edges = [({names[one], names[other]}, data["event_kind"]) for one, other, data in graph.edges(data=True)]
    assert sorted(edges, key=str) == sorted(
        [({"Acme", "Ada"}, "appointment"), ({"Acme", "Beta"}, "acquisition"), ({"Gamma", "Beta"}, "acquisition")],
        key=str,
    )


@pytest.mark.parametrize("format", EXPORTS)
def test_both_databases_give_the_same_bytes(
    format: ExportFormat, migrated_sqlite_url: str, migrated_postgresql_url: str
) -> None:
    texts: list[str] = []
    for url in (migrated_sqlite_url, migrated_postgresql_url):
        with open_database(url) as engine:
            LoadRun.start(engine, ["x"]).write(DOCUMENTS)
            texts.append(export(engine, format))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("format", EXPORTS)
def test_pages_leave_no_trace(loaded: Engine, format: ExportFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = export(loaded, format)
    monkeypatch.setattr(reading, "EVENTS_AT_ONCE", 1)
    paged = export(loaded, format)
    assert sorted(paged.splitlines()) == sorted(whole.splitlines())


def test_filters_narrow_an_export(loaded: Engine) -> None:
    filters = Filters(types=(EventType.TRANSACTION,), statuses=(EventStatus.COMPLETED,))
    assert [event["kind"] for event in read_lines(export(loaded, ExportFormat.JSONL, filters))] == ["acquisition"]
    assert "Gamma" not in export(loaded, ExportFormat.GRAPHML, filters)
