"""How well pairs of names of real organizations are judged: a wrong merge is worse than a missed one."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpdb.resolution.names import Name, Sense
from corpdb.resolution.organizations import LEAST_DOCUMENTS
from corpdb.resolution.scoring import score_claim, score_names

LEAST_RECALL = 0.95
SENSES = {"R": Sense.RESEARCH.value, "P": Sense.PUBLIC.value}
PAIRS: dict[str, list[list[str]]] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))


def find_joined(pairs: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The pairs that their names alone make one organization."""
    joined: list[tuple[str, str]] = []
    for one, other, *sense in pairs:
        letter = SENSES.get("".join(sense), Sense.BUSINESS.value)
        verdict = score_names(Name(one, letter), Name(other, letter))
        assert verdict == score_names(Name(other, letter), Name(one, letter))
        if verdict:
            joined.append((one, other))
    return joined


def find_believed(pairs: Sequence[Sequence[str]], documents: int) -> list[tuple[str, str]]:
    """The pairs that so many documents make one organization."""
    believed: list[tuple[str, str]] = []
    for one, other, *sense in pairs:
        letter = SENSES.get("".join(sense), Sense.BUSINESS.value)
        verdict = score_names(Name(one, letter), Name(other, letter)) or score_claim(Name(one, letter), other)
        if verdict and documents >= LEAST_DOCUMENTS.get(verdict.reason, 1):
            believed.append((one, other))
    return believed


def test_there_are_pairs_enough() -> None:
    assert min(len(PAIRS["same"]), len(PAIRS["different"])) >= 100


def test_no_two_organizations_are_joined() -> None:
    assert find_joined(PAIRS["different"]) == []


def test_nearly_all_names_of_one_organization_are_joined() -> None:
    joined = find_joined(PAIRS["same"])
    missed = [pair for pair in PAIRS["same"] if tuple(pair[:2]) not in joined]
    assert len(joined) >= LEAST_RECALL * len(PAIRS["same"]), missed


@pytest.mark.parametrize(("said", "documents"), [("said", 1), ("often", 5)])
def test_what_documents_say_is_believed(said: str, documents: int) -> None:
    assert find_believed(PAIRS[said], documents) == [tuple(pair[:2]) for pair in PAIRS[said]]


def test_one_document_is_not_believed_what_may_be_a_slip() -> None:
    assert find_believed(PAIRS["often"], 1) == []


def test_a_part_is_never_the_whole_however_often_it_is_called_so() -> None:
    assert find_believed(PAIRS["never"], 1000) == []
