import pickle
from typing import Any

import pytest

from corpdb.extraction.facts import Facts, OrganizationFact
from corpdb.extraction.lexicon.overlay import read_project
from corpdb.extraction.lexicon.project import NO_PROJECT
from corpdb.extraction.lexicon.tables import LexiconError
from corpdb.extraction.reader import Reader
from corpdb.models.vocabulary import EventKind, OrganizationKind

OURS = """
stop_names = ["Bloomberg", "Quellmark"]

[[organization]]
name = "Zephyra Laboratories"
kind = "lab"
aliases = ["ZPL", "Zephyra"]
parent = "Orcaline"

[[organization]]
name = "Orcaline"

[[trigger]]
language = "en"
kind = "closure"
frame = "restructure"
verbs = ["rolls|rolled ~ shutters down"]
"""
TEXT = "Paris, 4 March 2024 - Orcaline rolled the shutters down at ZPL in Ghent on Monday, Quellmark wrote."


def read(data: str = OURS, text: str = TEXT) -> Facts:
    return Reader(read_project(data.encode(), "ours.toml"))(text, language="en")


def find(facts: Facts, name: str) -> OrganizationFact:
    return next(one for one in facts.organizations if one.name == name)


def test_an_organization_has_the_name_kind_and_owner_that_the_user_says() -> None:
    lab = find(read(), "Zephyra Laboratories")
    assert (lab.kind, lab.aliases, lab.parent) == (OrganizationKind.LAB, ("ZPL",), "Orcaline")


def test_a_trigger_tells_its_event() -> None:
    events = [event.kind for event in read().events]
    assert EventKind.CLOSURE in events
    assert EventKind.CLOSURE not in [event.kind for event in Reader()(TEXT, language="en").events]


def test_a_stop_name_is_no_organization() -> None:
    text = "Acme Corp. has acquired Quellmark for $20 million."
    assert "Quellmark" in {one.name for one in Reader()(text, language="en").organizations}
    assert "Quellmark" not in {one.name for one in read(text=text).organizations}


def test_an_owner_that_the_text_turns_round_is_the_user_s() -> None:
    facts = read(text="Orcaline, a subsidiary of Zephyra Laboratories, opened a plant in Ghent on Monday.")
    assert find(facts, "Zephyra Laboratories").parent == "Orcaline"
    assert find(facts, "Orcaline").parent is None


def test_without_additions_nothing_changes() -> None:
    assert Reader()(TEXT) == Reader(read_project(b"", "empty.toml"))(TEXT)
    assert not NO_PROJECT.mark


def test_additions_travel_between_processes_and_are_known_by_their_content() -> None:
    project = read_project(OURS.encode(), "ours.toml")
    again = pickle.loads(pickle.dumps(project))
    assert again == project
    assert again.organizations == project.organizations
    assert project.mark != read_project(OURS.encode() + b"\n", "ours.toml").mark


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("stop_names = [", "ours.toml: "),
        ("stop_name = []", "ours.toml: Object contains unknown field `stop_name`; mend that file."),
        ('[[organization]]\nname = " "', "ours.toml, organization 1, name: "),
        ('[[organization]]\nname = "A"\nkind = "firm"', "ours.toml, organization 1, kind: Invalid enum value 'firm'"),
        ('[[organization]]\nname = "A"\nparent = "B"', "ours.toml, organization 1 (A): its parent 'B' is no"),
        ('[[organization]]\nname = "A"\nparent = "A"', "ours.toml, organization 1 (A): it belongs to itself"),
        ('[[organization]]\nname = "A*B"', "ours.toml, organization 1 (A*B): 'A*B' has one of the signs"),
        ('stop_names = ["a"]\n[[organization]]\nname = "A"', "ours.toml, organization 1 (A): 'A' is one of stop_names"),
        (
            '[[organization]]\nname = "A"\n[[organization]]\nname = "a"',
            "ours.toml, organization 1 (A): 'A' names another",
        ),
        ('[[trigger]]\nlanguage = "en"\nkind = "closure"\nframe = "own"', "ours.toml, trigger 1: it has no words"),
        (
            '[[trigger]]\nlanguage = "xx"\nkind = "closure"\nframe = "own"\nverbs = ["x"]',
            "ours.toml: there are no language data for xx; the languages are ",
        ),
        (
            '[[trigger]]\nlanguage = "en"\nkind = "closure"\nframe = "x"\nverbs = ["x"]',
            "ours.toml, trigger 1, sense 1: the frame 'x' is none of ",
        ),
        (
            '[[trigger]]\nlanguage = "en"\nkind = "closure"\nframe = "own"\nverbs = ["~ x"]',
            "ours.toml, trigger 1: The phrase '~ x' must begin and end with a word",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data: str, message: str) -> None:
    with pytest.raises(LexiconError) as told:
        read_project(data.encode(), "ours.toml")
    assert str(told.value).startswith(message)


def test_all_that_is_wrong_with_organizations_is_told_at_once() -> None:
    broken: Any = '[[organization]]\nname = "A"\nparent = "B"\n[[organization]]\nname = "C"\nparent = "D"'
    with pytest.raises(LexiconError) as told:
        read_project(broken.encode(), "ours.toml")
    assert len(str(told.value).splitlines()) == 2
