"""How well pairs of names are judged by their names alone, beside a plain ratio of equal letters at its best threshold.

The pairs are a file of comma-separated values with `name1`, `name2`, `is_match` (true or false) and, where known, the
`schema` of the two, as in `contrib/name_bench` of opensanctions/nomenklatura (MIT).
"""

import argparse
import csv
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from corpdb.evaluation.partition import Agreement
from corpdb.resolution.names import Name, Sense
from corpdb.resolution.scoring import score_names

OWN = Path(__file__).parents[1] / "tests" / "resolution" / "pairs.toml"
_SENSES = {"PublicBody": Sense.PUBLIC, "P": Sense.PUBLIC, "R": Sense.RESEARCH}


class Pair(NamedTuple):
    """Two names in one sense, and whether they are one organization."""

    one: str
    other: str
    sense: str
    is_same: bool


def main() -> None:
    """Print the figures for each set of pairs."""
    parser = argparse.ArgumentParser(description="Measure how well pairs of names are judged.")
    parser.add_argument("paths", nargs="*", type=Path, help="files of pairs (default: those of the tests)")
    parser.add_argument("--errors", action="store_true", help="show the pairs that are judged wrong")
    options = parser.parse_args()
    for path in options.paths or [OWN]:
        pairs = _read_own(path) if path.suffix == ".toml" else _read_pairs(path)
        joined = {pair for pair in pairs if _is_joined(pair)}
        print(f"{path.name}: {len(pairs)} pairs, {sum(pair.is_same for pair in pairs)} of them one organization")
        own = compare_pairs(pairs, joined)
        print(_describe("corpdb", own))
        for what, precision in (("best", 0.0), ("as precise", own.precision)):
            threshold, figures = find_best_ratio(pairs, precision)
            print(_describe(f"letters, {what}: from {threshold} on", figures))
        if options.errors:
            wrong = [pair for pair in pairs if pair.is_same != (pair in joined)]
            print("\n".join(f"  {'missed' if pair.is_same else 'wrong'}  {pair.one} | {pair.other}" for pair in wrong))


def compare_pairs(pairs: Sequence[Pair], joined: Iterable[Pair]) -> Agreement:
    """What share of the `joined` pairs is the same, and what share of those that are the same is joined."""
    found = set(joined)
    right = sum(pair.is_same for pair in found)
    same = len({pair for pair in pairs if pair.is_same})
    return Agreement(right / len(found) if found else 1.0, right / same if same else 1.0)


def find_best_ratio(pairs: Sequence[Pair], precision: float) -> tuple[int, Agreement]:
    """The peer: equal letters of the sorted words, joined from the threshold on that suits these very pairs best.

    It is the one of the best F1 of those that give that `precision`, if any does.
    """
    ratios = {pair: fuzz.token_sort_ratio(pair.one, pair.other, processor=utils.default_process) for pair in pairs}
    levels = range(1, 102)  # from the last on nothing is joined
    tried = [(level, compare_pairs(pairs, (pair for pair in pairs if ratios[pair] >= level))) for level in levels]
    return max(tried, key=lambda row: (row[1].precision >= precision, row[1].f1))


def _read_pairs(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return list(
        dict.fromkeys(
            Pair(row["name1"], row["name2"], _name_sense(row.get("schema")), row["is_match"] == "true") for row in rows
        )
    )


def _read_own(path: Path) -> list[Pair]:
    table: dict[str, list[list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Pair(one, other, _name_sense("".join(sense)), key == "same")
        for key in ("same", "different")
        for one, other, *sense in table[key]
    ]


def _name_sense(schema: str | None) -> str:
    return _SENSES.get(schema or "", Sense.BUSINESS).value


def _is_joined(pair: Pair) -> bool:
    return score_names(Name(pair.one, pair.sense), Name(pair.other, pair.sense)) is not None


def _describe(name: str, figures: Agreement) -> str:
    return f"  {name:<32} precision {figures.precision:.4f}  recall {figures.recall:.4f}  F1 {figures.f1:.4f}"


if __name__ == "__main__":
    main()
