"""What extraction finds in a dozen seed articles changes only when a person has read the difference."""

import json
from pathlib import Path

import pytest

from corpdb.extraction.gold import to_gold
from corpdb.extraction.reader import extract

GOLDEN = sorted(Path(__file__).parent.glob("*.json"))
SEEDS = {path.stem: path for path in (Path(__file__).parents[2] / "seeds").rglob("*.txt")}


def test_there_are_a_dozen_of_both_languages() -> None:
    languages = [json.loads(path.read_text("utf-8"))["language"] for path in GOLDEN]
    assert len(languages) >= 12
    assert min(languages.count("fr"), languages.count("en")) >= 5


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_the_facts_are_as_expected(golden: Path) -> None:
    text = SEEDS[golden.stem].read_text("utf-8")
    assert to_gold(text, extract(text)) == json.loads(golden.read_text("utf-8"))
