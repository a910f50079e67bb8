"""Train what tells the status, date and figures of an event, and report how well it does.

    python -m corpdb.extraction.training.values GOLD_TRAIN [--check GOLD_OTHER]

The weights go to extraction/weights/events; the figures printed are of five-fold cross-validation by article.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from corpdb.extraction.events.dating import MODEL as DATE_MODEL
from corpdb.extraction.events.dating import find_dates
from corpdb.extraction.events.figures import MODEL as FIGURE_MODEL
from corpdb.extraction.events.figures import Field, find_candidates
from corpdb.extraction.events.status import MODEL as STATUS_MODEL
from corpdb.extraction.events.status import describe_status
from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.training.ranking import Choice, fit_labels, fit_ranker
from corpdb.extraction.training.values.oracle import Example, read_examples
from corpdb.models.vocabulary import EventStatus

_WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
_FOLDS = 5
_LABELS = [status.value for status in EventStatus]
_SMALLEST = 0.02
_ATTRIBUTES = {Field.AMOUNT: "amount", Field.HEADCOUNT: "headcount", Field.SHARE: "share_percent"}
_PENALTIES = {STATUS_MODEL: 2.0, DATE_MODEL: 2.5, FIGURE_MODEL: 1.0}
_UNDATED, _UNCOUNTED = 0.3, 0.25


def train_status(examples: Sequence[Example]) -> LinearModel:
    """The model of statuses."""
    rows = [(describe_status(one.reading, one.telling), one.status) for one in examples]
    return LinearModel(_LABELS, fit_labels(rows, _LABELS, penalty=_PENALTIES[STATUS_MODEL]))


def train_date(examples: Sequence[Example]) -> LinearModel:
    """The model that ranks dates."""
    choices: list[Choice] = []
    for one in examples:
        candidates = find_dates(one.reading, one.telling)
        right = [fits_date(one.date, str(each.date) if each.date else None) for each in candidates]
        choices.append(Choice([each.features for each in candidates], right, 1.0 if one.date else _UNDATED))
    return LinearModel([""], fit_ranker(choices, penalty=_PENALTIES[DATE_MODEL]))


def fits_date(gold: str | None, found: str | None) -> bool:
    """Whether a date found is the one of the annotation, or a finer one within it; none for none."""
    return found is None if gold is None else found is not None and found.startswith(gold)


def train_figures(examples: Sequence[Example]) -> LinearModel:
    """The model that ranks the figures of every field."""
    choices: list[Choice] = []
    for one, field in product(examples, Field):
        candidates = find_candidates(one.reading, one.telling, field)
        gold = one.number(_ATTRIBUTES[field])
        right = [(each.figure.value if each.figure else None) == gold for each in candidates]
        choices.append(Choice([each.features for each in candidates], right, _UNCOUNTED if gold is None else 1.0))
    return LinearModel([""], fit_ranker(choices, penalty=_PENALTIES[FIGURE_MODEL]))


def train_all(examples: Sequence[Example]) -> dict[str, LinearModel]:
    """Every model, by its name among the weights."""
    return {
        STATUS_MODEL: train_status(examples),
        DATE_MODEL: train_date(examples),
        FIGURE_MODEL: train_figures(examples),
    }


def count_hits(models: dict[str, LinearModel], examples: Sequence[Example]) -> Counter[str]:
    """For each thing read: of how many (`of`), right (`ok`), reachable (`can`), and said where nothing is (`extra`)."""
    counts: Counter[str] = Counter()
    for one in examples:
        scores = models[STATUS_MODEL].scores(describe_status(one.reading, one.telling))
        counts["status of"] += 1
        counts["status ok"] += max(scores, key=lambda label: scores[label]) == one.status
        dates = find_dates(one.reading, one.telling)
        ranks = models[DATE_MODEL].rank([each.features for each in dates])
        said = [str(each.date) if each.date else None for each in dates]
        _count(counts, "date", [fits_date(one.date, each) for each in said], ranks, empty=one.date is None)
        for field, name in _ATTRIBUTES.items():
            figures = find_candidates(one.reading, one.telling, field)
            ranks = models[FIGURE_MODEL].rank([each.features for each in figures])
            gold = one.number(name)
            right = [(each.figure.value if each.figure else None) == gold for each in figures]
            _count(counts, field.value, right, ranks, empty=gold is None)
    return counts


def _count(counts: Counter[str], name: str, right: Sequence[bool], ranks: Sequence[float], *, empty: bool) -> None:
    best = right[max(range(len(ranks)), key=ranks.__getitem__)]
    if empty:
        counts[f"{name} empty"] += 1
        counts[f"{name} extra"] += not best
    else:
        counts[f"{name} of"] += 1
        counts[f"{name} ok"] += best
        counts[f"{name} can"] += any(right)


def cross_validate(examples: Sequence[Example]) -> Counter[str]:
    """The hits on articles that the models have not seen, each article in one of five folds."""
    folds: defaultdict[int, list[Example]] = defaultdict(list)
    numbers = {name: at % _FOLDS for at, name in enumerate(sorted({one.article for one in examples}))}
    for one in examples:
        folds[numbers[one.article]].append(one)
    total: Counter[str] = Counter()
    for number, held in folds.items():
        rest = [one for other, rows in folds.items() if other != number for one in rows]
        total += count_hits(train_all(rest), held)
    return total


def format_report(title: str, counts: Counter[str]) -> str:
    """The hits as lines of text."""
    lines = [title]
    for name in ("status", "date", *(field.value for field in Field)):
        ok, of = counts[f"{name} ok"], counts[f"{name} of"]
        line = f"  {name:10} {ok / max(of, 1):.3f} ({ok} of {of})"
        if counts[f"{name} empty"]:
            line += f", reachable {counts[f'{name} can'] / max(of, 1):.3f}"
            line += f", said where the annotation has none {counts[f'{name} extra']} of {counts[f'{name} empty']}"
        lines.append(line)
    return "\n".join(lines)


def write_model(name: str, model: LinearModel) -> None:
    """Write the weights of a model, without those that hardly weigh."""
    data = {"labels": model.labels, "weights": model.compact(_SMALLEST)}
    place = _WEIGHTS / f"{name}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Train on the articles of a folder, report, and write the weights."""
    cli = argparse.ArgumentParser(description="Train what tells the status, date and figures of an event.")
    cli.add_argument("gold", type=Path, help="folder of annotated articles to train on")
    cli.add_argument("--check", type=Path, help="folder of other annotated articles to measure on")
    arguments = cli.parse_args()
    examples = list(read_examples(arguments.gold))
    sys.stdout.write(format_report(f"{len(examples)} events, cross-validated", cross_validate(examples)) + "\n")
    models = train_all(examples)
    if arguments.check:
        others = list(read_examples(arguments.check))
        sys.stdout.write(format_report(f"{len(others)} other events", count_hits(models, others)) + "\n")
    for name, model in models.items():
        write_model(name, model)


if __name__ == "__main__":
    main()
