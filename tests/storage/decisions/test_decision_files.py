"""Decisions as a file: what is exported, imported and loaded in whatever order comes to the same."""

import json
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import DocumentError
from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.decisions.deciding import (
    Setting,
    judge_event,
    merge_events,
    rename_organization,
    set_event,
    split_event,
    undo_decision,
)
from corpdb.storage.decisions.files import ImportCounts, export_decisions, import_decisions
from corpdb.storage.engine import is_sqlite, open_database
from corpdb.storage.loading.incoming import Incoming
from tests.support.content import read_content
from tests.support.database import ANA, decide, find_faults, load, read, url_of
from tests.support.stories import buy, close_lab, tell

DOCUMENTS = (
    tell(buy()),
    tell(buy(), at="b"),
    tell(buy(target="Gamma"), at="c"),
    tell(close_lab("Zenith"), at="d"),
    tell(close_lab("Acme Group", date="2021"), at="e"),
)
NO_DECISIONS: tuple[tuple[bytes | dict[str, object], str], ...] = (
    (b"{", "d.jsonl, line 1"),
    (b'{"key": 1}', "d.jsonl, line 1"),
    ({"value": "13"}, "is not what was exported"),
    ({"value": "many"}, "many is no number of people"),
    ({"sides": []}, "it is about nothing"),
    ({"action": "praise"}, "action: Invalid enum value 'praise'"),
)


def decide_all(engine: Engine) -> None:
    """Decisions of every sort, one of which is undone, and one of which contradicts another."""
    mention = int(str(read(engine, "SELECT mention_id FROM bi_mentions WHERE document_id = 2")[0][0]))
    event = {
        str(place): int(str(number)) for place, number in read(engine, "SELECT document_id, event_id FROM bi_mentions")
    }
    acme = int(str(read(engine, "SELECT organization_id FROM bi_organizations WHERE name LIKE 'Acme%'")[0][0]))
    decide(engine, lambda connection: merge_events(connection, [event["1"], event["3"]], ANA))
    decide(engine, lambda connection: split_event(connection, event["1"], [mention], ANA))
    decide(engine, lambda connection: rename_organization(connection, acme, "ACME Holding", ANA))
    decide(engine, lambda connection: set_event(connection, event["4"], Setting("headcount", "12"), ANA))
    decide(engine, lambda connection: set_event(connection, event["4"], Setting("target", str(acme), "+"), ANA))
    number = decide(engine, lambda connection: judge_event(connection, event["5"], DecisionAction.REJECT, ANA))
    decide(engine, lambda connection: undo_decision(connection, number, ANA))
    decide(engine, lambda connection: judge_event(connection, event["5"], DecisionAction.CONFIRM, ANA))


def export(engine: Engine) -> list[bytes]:
    with engine.connect() as connection:
        return [line.encode() for line in export_decisions(connection)]


def take_in(engine: Engine, lines: list[bytes]) -> ImportCounts:
    with engine.execution_options(writing=True).begin() as connection:
        counts = import_decisions(connection, lines, "d.jsonl")
    assert find_faults(engine) == []
    return counts


def test_an_import_comes_to_the_same_in_any_order(engine: Engine, sqlite_template: Path, tmp_path: Path) -> None:
    load(engine, *DOCUMENTS)
    decide_all(engine)
    lines = export(engine)
    content = read_content(url_of(engine))
    backwards: tuple[Incoming, ...] = DOCUMENTS[::-1]
    firsts = (len(DOCUMENTS), 0, 3)  # documents before the decisions
    for first in firsts if is_sqlite(engine) else firsts[-1:]:  # which then tells that both hold the same
        with open_database(f"sqlite:///{copy(sqlite_template, tmp_path / f'{first}.db')}") as other:
            load(other, *backwards[:first])
            counts = take_in(other, lines)
            assert (counts.new, bool(counts.waiting)) == (7, first < len(DOCUMENTS))
            load(other, *backwards[first:])
            assert find_faults(other) == []
            assert read_content(url_of(other)) == content
            assert export(other) == lines
            assert take_in(other, lines) == ImportCounts(known=7, waiting={})


def test_what_was_undone_elsewhere_is_undone(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    before = read(engine, "SELECT event_id, status FROM bi_events ORDER BY 1")
    number = decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.REJECT, ANA))
    lines = export(engine)
    undone = json.loads(lines[0]) | {"undone": {"at": "2026-11-24T00:00:00Z", "by": "bob", "note": None}}
    counts = take_in(engine, [json.dumps(undone).encode()])
    assert (counts.undone, read(engine, "SELECT event_id, status FROM bi_events ORDER BY 1")) == (1, before)
    assert take_in(engine, lines).known == number


def test_a_line_that_is_no_decision_is_refused_and_nothing_is_written(engine: Engine) -> None:
    load(engine, DOCUMENTS[0])
    decide(engine, lambda connection: set_event(connection, 1, Setting("headcount", "12"), ANA))
    good = export(engine)[0]
    for line, sentence in NO_DECISIONS:
        bad = line if isinstance(line, bytes) else json.dumps(json.loads(good) | line).encode()
        with pytest.raises(DocumentError, match=sentence):
            take_in(engine, [bad, good])
        assert read(engine, "SELECT count(*) FROM decision") == [(1,)], line
