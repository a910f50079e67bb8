"""The report of coverage counts what a person would who reads the views line by line."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from corpdb.extraction.facts import Attributes, PartialDate
from corpdb.models.vocabulary import EventKind, EventType, Role
from corpdb.reports.filters import Filters
from corpdb.storage.loading.forgetting import Farewell, forget_documents
from corpdb.storage.loading.incoming import Incoming
from tests.reports.reading import read_rows
from tests.support.database import load, read, url_of
from tests.support.stories import Named, Told, buy, close_lab, tell

Row = dict[str, Any]
MONEY = Attributes(amount=Decimal(12), currency="EUR", location="Lyon")
ROUND = Told(EventKind.ROUND, {Role.SUBJECT: ("Zenith",)}, "Zenith raises 12 euros in Lyon.", attributes=MONEY)
SHARES = ("first_day", "amount", "headcount", "location")
MONTH = PartialDate.parse("2023-05")


def in_french(document: Incoming, url: str | None = None) -> Incoming:
    return replace(document, url=url, facts=replace(document.facts, language="fr"))


DOCUMENTS = (
    in_french(tell(buy(people=30), at="press/one"), "https://news.example/2023/acme.html"),
    replace(tell(buy(people=30), close_lab(), at="press/two"), url="http://news.example"),
    in_french(tell(buy(people=30), at="press/three"), "no address"),
    tell(close_lab("Zenith", date=None), ROUND, at="other/four"),
    replace(tell(at="other/five", named=(Named("Acme"),)), url="//wires.example/five"),
    in_french(tell(at="six", named=(Named("Beta"),))),
)
# What each filter keeps of the rows of bi_events.
KEPT: tuple[tuple[Filters, Callable[[Row], bool]], ...] = (
    (Filters(), lambda _: True),
    (Filters(since=MONTH, until=MONTH), lambda row: str(row["first_day"]) == "2023-05-01"),
    (Filters(types=(EventType.FINANCING, EventType.TRANSACTION)), lambda row: row["type"] != "restructuring"),
    (Filters(countries=("FR",)), lambda row: row["country"] == "FR"),
    (Filters(languages=("fr",)), lambda row: "fr" in row["languages"]),
    (Filters(kinds=(EventKind.MERGER,)), lambda _: False),
)


def read_view(engine: Engine, name: str, *columns: str) -> list[Row]:
    rows = read(engine, f"SELECT {', '.join(columns)} FROM bi_{name}")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def find_source(document: Row) -> str:
    _, slashes, rest = (document["url"] or "").partition("//")
    return rest.partition("/")[0] if slashes else document["address"].rpartition("/")[0] + "/"


def read_events(engine: Engine) -> list[Row]:
    languages: defaultdict[int, set[str]] = defaultdict(set)
    for row in read_view(engine, "mentions", "event_id", "language"):
        languages[row["event_id"]].add(row["language"])
    columns = ("event_id", "type", "date_text", "first_day", "amount", "headcount", "location", "country")
    return [row | {"languages": languages[row["event_id"]]} for row in read_view(engine, "events", *columns)]


def count_plainly(engine: Engine, keep: Callable[[Row], bool]) -> list[tuple[Any, ...]]:
    events = {row["event_id"]: row for row in read_events(engine) if keep(row)}
    columns = ("document_id", "language", "url", "address")
    documents = {
        row["document_id"]: row | {"source": find_source(row)} for row in read_view(engine, "documents", *columns)
    }
    mentions = read_view(engine, "mentions", "event_id", "document_id")
    tells = {(row["event_id"], row["document_id"]) for row in mentions if row["event_id"] in events}
    groups: list[tuple[str, str | None, set[int], set[int]]] = [("all", None, set(documents), set(events))]
    for by in ("language", "source"):
        for value in {row[by] for row in documents.values()}:
            own = {number for number, row in documents.items() if row[by] == value}
            groups.append((by, value, own, {event for event, one in tells if one in own}))
    for by, column, length in (("type", "type", 20), ("month", "date_text", 7)):
        for value in {(row[column] or "")[:length] for row in events.values()}:
            own = {number for number, row in events.items() if (row[column] or "")[:length] == value}
            groups.append((by, value or None, {one for event, one in tells if event in own}, own))
    telling = {one for _, one in tells}
    return [
        (by, value, len(ours), len(ours & telling), len(own), *(share(events, own, name) for name in SHARES))
        for by, value, ours, own in groups
    ]


def share(events: dict[int, Row], own: Collection[int], name: str) -> int | None:
    known = sum(events[number][name] is not None for number in own)
    return (200 * known + len(own)) // (2 * len(own)) if own else None


def check_counts(engine: Engine) -> None:
    for filters, keep in KEPT:
        rows = [tuple(row.values()) for row in read_rows(url_of(engine), "coverage", filters)]
        assert Counter(rows) == Counter(count_plainly(engine, keep)), filters


def test_groups_count_what_the_views_hold(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    check_counts(engine)
    sources = {row["value"] for row in read_rows(url_of(engine), "coverage") if row["by"] == "source"}
    assert sources == {"news.example", "wires.example", "file:///press/", "file:///other/", "file:///"}


def test_documents_that_move_change_or_go_are_counted_where_they_are(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    three, four, five = (DOCUMENTS[place] for place in (2, 3, 4))
    load(engine, replace(three, address="file:///a/three.txt"))  # also lies here, in what comes first
    check_counts(engine)
    load(engine, replace(in_french(tell(close_lab("Zenith"), at="x")), address=four.address))
    check_counts(engine)
    forget_documents(engine, Farewell((5,), ()), [five.address])
    check_counts(engine)
    assert read(engine, "SELECT * FROM source_count WHERE source = 'wires.example'") == []


def test_the_largest_groups_come_first_and_months_in_order(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    rows = [
        (row["by"], row["value"]) for row in read_rows(url_of(engine), "coverage") if row["by"] in {"type", "month"}
    ]
    types = [("type", "restructuring"), ("type", "financing"), ("type", "transaction")]
    assert rows == [*types, ("month", "2023-05"), ("month", "2023-11"), ("month", None)]
