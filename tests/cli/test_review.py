import json
import os
import pty
import select
import subprocess
import time
from dataclasses import replace

import pytest

from corpdb.storage.engine import open_database
from tests.cli.running import PROGRAM, run_on
from tests.support.database import load, read
from tests.support.stories import Named, buy, close_lab, tell

SECONDS = 60
PROMPT = "? help > "


@pytest.fixture
def url(migrated_sqlite_url: str) -> str:
    """A doubtful merge of names, an event of low confidence, and two documents that contradict each other."""
    with open_database(migrated_sqlite_url) as engine:
        unsure = tell(close_lab("Zenith"), at="d")
        event = replace(unsure.facts.events[0], confidence=0.5)
        load(
            engine,
            tell(buy(people=100)),
            tell(buy(people=300), at="b", published="2023-05-25"),
            tell(close_lab("Statoil"), at="c", named=(Named("Equinor"),)),
            tell(close_lab("International Business Gears", date="2020"), at="e", named=(Named("IBG"),)),
            tell(at="f", named=(Named("International Business Gears", aliases=("IBG",)),)),
            replace(unsure, facts=replace(unsure.facts, events=(event,))),
        )
    return migrated_sqlite_url


def press(url: str, *keys: str) -> str:
    """What the command prints to a person who presses `keys`, each when it is asked for."""
    leader, follower = pty.openpty()
    command = [PROGRAM, "review", "--by", "ana", "--database", url]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, close_fds=True) as process:
        os.close(follower)
        printed, waiting, pressed, deadline = "", list(keys), b"", time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            if not select.select([leader], [], [], 1)[0]:
                if pressed and "\n" not in printed.rpartition(PROMPT)[2]:  # typed before the program listened
                    os.write(leader, pressed)
                continue
            try:
                data = os.read(leader, 4096)
            except OSError:  # the program has ended
                break
            printed += data.decode()
            if waiting and printed.count(PROMPT) > len(keys) - len(waiting):
                pressed = waiting.pop(0).encode()
                os.write(leader, pressed)
        os.close(leader)
        assert process.wait(SECONDS) == 0
    return printed.replace("\r\n", "\n")


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    with open_database(url) as engine:
        return read(engine, query)


def test_keys_decide_and_undo(url: str) -> None:
    printed = press(url, "?", "\x1b", "y", "u", "n", "s", "q")
    assert "y  yes, it is so" in printed
    assert "\x1b" not in printed
    assert "\n   now yes; " in printed
    assert "\n   “" in printed
    assert printed.endswith("1 decision made\n")
    assert [row[0] for row in ask(url, "SELECT undone_by FROM decision ORDER BY id")] == ["ana", None]


def test_each_answer_takes_a_doubt_out_of_the_queue(url: str) -> None:
    questions = [row["question"] for row in json.loads(run_on(url, "review", "--list", "-f", "json").stdout)]
    assert any(question.startswith("Is headcount") for question in questions)
    assert any(question.startswith("Is International") for question in questions)
    printed = press(url, *("y" for _ in questions))
    assert printed.endswith(f"{len(questions)} decisions made\n")
    assert "nothing more is doubtful" in printed
    assert json.loads(run_on(url, "review", "--list", "-f", "json").stdout) == []


def test_no_means_the_other_value_the_event_rejected_the_names_parted(url: str) -> None:
    questions = json.loads(run_on(url, "review", "--list", "-f", "json").stdout)
    printed = press(url, *("n" for _ in questions), "q")
    assert printed.count(PROMPT) >= len(questions)
    assert ask(url, "SELECT headcount FROM bi_events WHERE event_id = 1") == [(100,)]
    assert ask(url, "SELECT count(*) FROM bi_events WHERE confidence = 0.5") == [(0,)]
    actions = {row[0] for row in ask(url, "SELECT action FROM bi_decisions")}
    assert actions == {"set", "reject", "split"}


def test_the_queue_is_printed_where_nobody_sits(url: str) -> None:
    result = run_on(url, "review", "--kind", "contradictions")
    assert result.exit_code == 0
    assert "Is headcount of event 1 (acquisition) 300, and not 100?" in result.stdout
    assert json.loads(run_on(url, "review", "--limit", "1", "-f", "json").stdout)[0]["value"] > 0


def test_the_most_valuable_comes_first(url: str) -> None:
    rows = json.loads(run_on(url, "review", "--list", "-f", "json").stdout)
    values = [row["value"] for row in rows]
    assert values == sorted(values, reverse=True)
    assert all(row["quotes"] for row in rows)


def test_one_name_in_two_countries_and_two_dates_are_asked(migrated_sqlite_url: str) -> None:
    with open_database(migrated_sqlite_url) as engine:
        near, far = tell(close_lab("Vexo", date="2020")), tell(close_lab("Vexo", date="2022"), at="b")
        told = [tell(buy(date="2014"), at="c"), tell(buy(date="2015"), at="d")]
        located = [
            replace(one, facts=replace(one.facts, countries=(code,)))
            for one, code in zip((near, far), ("BE", "MY"), strict=True)
        ]
        load(engine, *located, *told)
    listed = run_on(migrated_sqlite_url, "review", "--format", "csv").stdout
    assert "Is Vexo the same organization in documents of BE and of MY?" in listed
    assert "Is date of event 3 (acquisition) 2015, and not 2014?" in listed
