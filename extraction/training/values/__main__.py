"""Train what tells the status, date, figures, place and position of an event, and report how well it does.

    python -m corpdb.extraction.training.values GOLD_TRAIN [MORE ...] [--check GOLD_OTHER]

The weights go to extraction/weights/events; the figures printed are of five-fold cross-validation by article.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpdb.extraction.events.dating import MODEL as DATE_MODEL
from corpdb.extraction.events.dating import find_dates
from corpdb.extraction.events.figures import MODEL as FIGURE_MODEL
from corpdb.extraction.events.figures import Field, find_candidates
from corpdb.extraction.events.status import MODEL as STATUS_MODEL
from corpdb.extraction.events.status import describe_status
from corpdb.extraction.events.wording import MODEL as WORDING_MODEL
from corpdb.extraction.events.wording import Attribute, find_wordings, may_say
from corpdb.extraction.learning.linear import Features, LinearModel
from corpdb.extraction.training.ranking import Choice, fit_labels, fit_ranker
from corpdb.extraction.training.values.oracle import Example, read_examples
from corpdb.models.vocabulary import EventStatus

_WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
_FOLDS = 5
_LABELS = [status.value for status in EventStatus]
_SMALLEST = 0.02
_ATTRIBUTES = {Field.AMOUNT: "amount", Field.HEADCOUNT: "headcount", Field.SHARE: "share_percent"}
_PENALTIES = {STATUS_MODEL: 8.0, DATE_MODEL: 2.5, FIGURE_MODEL: 2.0, WORDING_MODEL: 1.0}
_UNDATED, _UNCOUNTED, _UNSAID = 0.3, 0.25, 0.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one annotated event teaches: features with the right status, and the choices of its date and figures."""

    article: str
    status: Features
    right: str
    date: Choice
    figures: Mapping[Field, Choice]
    words: Mapping[Attribute, Choice]


def describe_example(one: Example) -> Lesson:
    """The lesson of an annotated event; a choice without a gold value has `none` for its right candidate."""
    dates = find_dates(one.reading, one.telling)
    fitting = [fits_date(one.date, str(each.date) if each.date else None) for each in dates]
    figures: dict[Field, Choice] = {}
    for field in Field:
        found = find_candidates(one.reading, one.telling, field)
        gold = one.number(_ATTRIBUTES[field])
        right = [(each.figure.value if each.figure else None) == gold for each in found]
        figures[field] = Choice([each.features for each in found], right, _UNCOUNTED if gold is None else 1.0)
    words: dict[Attribute, Choice] = {}
    for attribute in Attribute:
        if not may_say(one.telling, attribute):
            continue
        said = find_wordings(one.reading, one.index, one.telling, attribute)
        wanted = one.attributes.get(attribute.value)
        right = [each.text == wanted for each in said]
        words[attribute] = Choice([each.features for each in said], right, 1.0 if wanted else _UNSAID)
    return Lesson(
        article=one.article,
        status=describe_status(one.reading, one.telling),
        right=one.status,
        date=Choice([each.features for each in dates], fitting, 1.0 if one.date else _UNDATED),
        figures=figures,
        words=words,
    )


def fits_date(gold: str | None, found: str | None) -> bool:
    """Whether a date found is the one of the annotation, or a finer one within it; none for none."""
    return found is None if gold is None else found is not None and found.startswith(gold)


def train_all(lessons: Sequence[Lesson]) -> dict[str, LinearModel]:
    """Every model, by its name among the weights."""
    rows = [(one.status, one.right) for one in lessons]
    figures = [choice for one in lessons for choice in one.figures.values()]
    words = [choice for one in lessons for choice in one.words.values()]
    return {
        STATUS_MODEL: LinearModel(_LABELS, fit_labels(rows, _LABELS, penalty=_PENALTIES[STATUS_MODEL])),
        DATE_MODEL: LinearModel([""], fit_ranker([one.date for one in lessons], penalty=_PENALTIES[DATE_MODEL])),
        FIGURE_MODEL: LinearModel([""], fit_ranker(figures, penalty=_PENALTIES[FIGURE_MODEL])),
        WORDING_MODEL: LinearModel([""], fit_ranker(words, penalty=_PENALTIES[WORDING_MODEL])),
    }


def count_hits(models: Mapping[str, LinearModel], lessons: Sequence[Lesson]) -> Counter[str]:
    """For each thing read: of how many (`of`), right (`ok`), reachable (`can`), and said where nothing is (`extra`)."""
    counts: Counter[str] = Counter()
    for one in lessons:
        scores = models[STATUS_MODEL].scores(one.status)
        counts["status of"] += 1
        counts["status ok"] += max(scores, key=lambda label: scores[label]) == one.right
        _count(counts, "date", one.date, models[DATE_MODEL], empty=one.date.weight < 1)
        for field, choice in one.figures.items():
            _count(counts, field.value, choice, models[FIGURE_MODEL], empty=choice.weight < 1)
        for attribute, choice in one.words.items():
            _count(counts, attribute.value, choice, models[WORDING_MODEL], empty=choice.weight < 1)
    return counts


def _count(counts: Counter[str], name: str, choice: Choice, model: LinearModel, *, empty: bool) -> None:
    ranks = model.rank(choice.candidates)
    best = choice.right[max(range(len(ranks)), key=ranks.__getitem__)]
    if empty:
        counts[f"{name} empty"] += 1
        counts[f"{name} extra"] += not best
    else:
        counts[f"{name} of"] += 1
        counts[f"{name} ok"] += best
        counts[f"{name} can"] += any(choice.right)


def cross_validate(lessons: Sequence[Lesson], more: Sequence[Lesson]) -> Counter[str]:
    """The hits on articles that the models have not seen, each in one of five folds; `more` is only learned from."""
    numbers = {name: at % _FOLDS for at, name in enumerate(sorted({one.article for one in lessons}))}
    total: Counter[str] = Counter()
    for fold in range(_FOLDS):
        rest = [one for one in lessons if numbers[one.article] != fold]
        held = [one for one in lessons if numbers[one.article] == fold]
        total += count_hits(train_all([*rest, *more]), held)
    return total


def format_report(title: str, counts: Counter[str]) -> str:
    """The hits as lines of text."""
    lines = [title]
    for name in ("status", "date", *(field.value for field in Field), *(one.value for one in Attribute)):
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
    """Train on the articles of the folders, report on the first one, and write the weights."""
    cli = argparse.ArgumentParser(description="Train what tells the status, date and figures of an event.")
    cli.add_argument("folders", nargs="+", type=Path, help="annotated articles; the report is on those of the first")
    cli.add_argument("--check", type=Path, help="folder of other annotated articles to measure on")
    arguments = cli.parse_args()
    first, *others = [[describe_example(one) for one in read_examples(folder)] for folder in arguments.folders]
    more = [one for lessons in others for one in lessons]
    sys.stdout.write(format_report(f"{len(first)} events, cross-validated", cross_validate(first, more)) + "\n")
    models = train_all([*first, *more])
    if arguments.check:
        checked = [describe_example(one) for one in read_examples(arguments.check)]
        sys.stdout.write(format_report(f"{len(checked)} other events", count_hits(models, checked)) + "\n")
    for name, model in models.items():
        write_model(name, model)


if __name__ == "__main__":
    main()
