"""Train anaphora resolution: `python -m corpdb.extraction.training.anaphora GOLD_FOLDER [CHECK_FOLDER]`.

In come annotated articles and `anaphora.tsv`, labels of whom their words stand for; out go the weights, and a report by
cross-validation, and on the articles of CHECK_FOLDER if it is given (these need no labels). Run it from the root of
the repository.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpdb.extraction.discourse.mentions import Form
from corpdb.extraction.discourse.model import Features, expand
from corpdb.extraction.discourse.resolver import Case
from corpdb.extraction.names.entities import Sort
from corpdb.extraction.training.anaphora.references import PERSON, Study, make_study, read_labels
from corpdb.extraction.training.articles.annotated import read_annotated
from corpdb.extraction.training.ranking import Choice, fit_ranker

LABELS = Path(__file__).resolve().with_name("anaphora.tsv")
WEIGHTS = Path(__file__).resolve().parents[2] / "weights" / "discourse" / "anaphora.json"
FOLDS = 5
PENALTY = 1.0
_SMALLEST = 0.02
_FEW = 3


def main() -> None:
    """Train, write the weights and print the report."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("gold", type=Path)
    command.add_argument("check", type=Path, nargs="?")
    options = command.parse_args()
    studies = read_studies(options.gold)
    report: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(FOLDS):
        weights = fit_weights([study for at, study in enumerate(studies) if at % FOLDS != fold])
        for study in studies[fold::FOLDS]:
            measure(study, weights, report[study.annotated.gold.language])
    show_report("cross-validation", report)
    weights = fit_weights(studies)
    kept = {name: [round(weight, 3)] for name, weight in sorted(weights.items()) if abs(weight) >= _SMALLEST}
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    lines = json.dumps({"labels": [""], "weights": kept}, ensure_ascii=False, indent=0)
    WEIGHTS.write_text(lines + "\n", encoding="utf-8")
    if options.check:
        report = defaultdict(Counter)
        for study in read_studies(options.check):
            measure(study, weights, report[study.annotated.gold.language])
        show_report("check", report)


def read_studies(folder: Path) -> list[Study]:
    """The annotated articles of a folder, with the labels that there are."""
    labels = read_labels(LABELS)
    return [make_study(annotated, labels.get(annotated.name, {})) for annotated in read_annotated(folder)]


def fit_weights(studies: Sequence[Study]) -> dict[str, float]:
    """The weights of the features: first from articles resolved as labelled, then also from what these weights make."""
    taught = [choice for study in studies for choice in make_choices(study, study.teach())]
    weights = _fit(taught)
    seen = [choice for study in studies for choice in make_choices(study, study.resolve(weights))]
    return _fit([*taught, *seen])


def _fit(choices: Sequence[Choice]) -> dict[str, float]:
    return {name: row[0] for name, row in fit_ranker(choices, penalty=PENALTY, least=_FEW).items()}


def make_choices(study: Study, cases: Sequence[Case]) -> Iterator[Choice]:
    """What the labels say of each case, and whom the sentences leave out that tell an event of theirs."""
    zeros: dict[int, Case] = {}
    for case in cases:
        if case.expression.form is Form.ZERO:
            zeros[case.expression.first] = case
        elif (label := study.find_label(case)) is not None:
            yield from _make_labelled(case, label)
    for missing in study.missing:
        case = zeros.get(missing.first)
        if case and missing.entity in case.candidates:
            yield Choice(expand_all(case), [entity is missing.entity for entity in case.candidates])


def expand_all(case: Case) -> list[Features]:
    """The features of a case as they are learned."""
    return [expand(case.kind, row) for row in case.features]


def _make_labelled(case: Case, label: Sequence[str]) -> Iterator[Choice]:
    """One choice for each organization of the label; a person may be any person of the text, or nobody it names."""
    features = expand_all(case)
    last = len(features) - 1
    right = [at for at, entity in enumerate(case.candidates) if entity.name in label]
    if PERSON in label:
        persons = [entity.sort is Sort.PERSON for entity in case.candidates]
        yield Choice(features, [*persons, True])
    else:
        for at in right or [last]:
            yield Choice(features, [at == place for place in range(last + 1)], 1 / max(len(right), 1))


def measure(study: Study, weights: Mapping[str, float], counts: Counter[str]) -> None:
    """Count how often participants that a sentence does not name, and labelled expressions, are found."""
    cases = study.resolve(weights)
    for case in cases:
        label = study.find_label(case)
        if label and PERSON not in label:
            ranked = [entity.name for entity in case.ranked]
            counts["labelled"] += 1
            counts["labelled first"] += ranked[:1] != [] and ranked[0] in label
            counts["labelled third"] += any(name in label for name in ranked[:3])
        elif label is not None:
            counts["nobody"] += 1
            counts["nobody found"] += case.entity is None or case.entity.sort is Sort.PERSON
    for missing in study.missing:
        inside = [case for case in cases if missing.first <= case.expression.first < missing.last]
        spoken = [case for case in inside if case.expression.form is not Form.ZERO]
        name = "spoken" if spoken else "silent"
        asked = spoken or inside[:1]
        counts[name] += 1
        counts["expressions"] += len(spoken)
        counts[f"{name} first"] += any(missing.entity in case.ranked[: case.expression.count] for case in asked)
        counts[f"{name} third"] += any(missing.entity in case.ranked[:3] for case in asked)


def show_report(title: str, report: Mapping[str, Counter[str]]) -> None:
    """Print the shares of one measurement, a line a language."""
    for language, counts in sorted(report.items()):
        shares = [
            f"{name} {counts[f'{name} first'] / counts[name]:.3f} {counts[f'{name} third'] / counts[name]:.3f}"
            for name in ("labelled", "spoken", "silent")
            if counts[name]
        ]
        if counts["nobody"]:
            shares.append(f"nobody {counts['nobody found'] / counts['nobody']:.3f}")
        mean = counts["expressions"] / max(counts["spoken"], 1)
        sizes = ", ".join(f"{counts[name]} {name}" for name in ("labelled", "spoken", "silent", "nobody"))
        print(f"{title} {language}: {'; '.join(shares)}; expressions a sentence {mean:.2f} ({sizes})")


if __name__ == "__main__":
    main()
