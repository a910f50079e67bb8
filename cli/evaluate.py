"""`corpdb evaluate`: what is found in annotated articles beside their annotations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import FormatOption, Jobs, LexiconOption, MaxSize, OutputOption, count_bytes
from corpdb.cli.output import choose_format, print_result
from corpdb.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpdb.evaluation.figures import Figure
    from corpdb.evaluation.grading import Grade
    from corpdb.reports.result import Result

EXAMPLES = (
    "corpdb evaluate gold/",
    "corpdb evaluate gold/ --by-type --by-language",
    "corpdb evaluate gold/ --errors --format csv > errors.csv",
    "corpdb evaluate annotations/ articles/ --reliability",
)
_DIGITS = 4


def evaluate(
    folder: Annotated[
        str, typer.Argument(metavar="GOLD_DIR", help="The folder of the annotations, NAME.json.", show_default=False)
    ],
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Where the articles are, if not in that folder.", show_default=False),
    ] = None,
    by_type: Annotated[bool, typer.Option("--by-type", help="Also by type of event.")] = False,
    by_language: Annotated[bool, typer.Option("--by-language", help="Also by language.")] = False,
    by_group: Annotated[
        bool, typer.Option("--by-group", help="Also by what the names begin with, up to their first number.")
    ] = False,
    errors: Annotated[
        bool, typer.Option("--errors", help="List instead what was missed, what is spurious and what is wrong.")
    ] = False,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Show instead how often events of each confidence are right.")
    ] = False,
    jobs: Jobs = None,
    max_size: MaxSize = 10,
    lexicon: LexiconOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Measure how well articles are read: what is found in them beside what a person has annotated.

    Beside each article NAME.txt lies NAME.json with its organizations and events, in the form that corpdb extract
    writes. Articles without annotations are passed over.

    Organizations match by a name or alias, events by type and a participant in common; strict ones have the same kind
    and key participants as well. Arguments are participants of matched events, in the same role. The accuracy of a
    value is measured where it is annotated, over the organizations and events that match.

    A file that is wrong is told on stderr, the others go on, and the exit code is 1 at the end.
    """
    from corpdb.pipeline.evaluation import evaluate_folder
    from corpdb.pipeline.lexicon import open_project
    from corpdb.pipeline.options import LoadOptions

    grouped = by_type or by_language or by_group
    if errors + reliability + grouped > 1:
        raise UsageError("--errors, --reliability and --by-... exclude one another; choose one")
    options = LoadOptions(jobs, count_bytes(max_size), open_project(lexicon))
    evaluation = evaluate_folder(folder, articles or (), options)
    for problem in evaluation.problems:
        tell(problem)
    if errors or reliability:
        result = _show_errors(evaluation.grades) if errors else _show_reliability(evaluation.grades)
    else:
        result = _show_figures(evaluation.grades, by_type=by_type, by_language=by_language, by_group=by_group)
    print_result(result, choose_format(format, output), output)
    if errors or reliability:
        tell(_summarize(evaluation.grades))
    if evaluation.problems:
        raise typer.Exit(1)


def _show_figures(grades: "Sequence[Grade]", *, by_type: bool, by_language: bool, by_group: bool) -> "Result":
    """All figures, then those of each group that was asked for."""
    from corpdb.evaluation import figures
    from corpdb.reports.result import Result

    groups = [
        ("all", figures.group_all, True),
        ("type", figures.group_by_type, by_type),
        ("language", figures.group_by_language, by_language),
        ("group", figures.group_by_name, by_group),
    ]
    rows = (
        _make_row(by, figure)
        for by, group, wanted in groups
        if wanted
        for figure in figures.sum_up(grades, group)
        if figure.gold or figure.found
    )
    names = ("by", "group", "measure", "precision", "recall", "f1", "accuracy", "gold", "found", "right")
    headers = ("By", "Group", "Measure", "Precision", "Recall", "F1", "Accuracy", "Gold", "Found", "Right")
    return Result(f"{len(grades)} annotated articles", names, headers, rows)


def _make_row(by: str, figure: "Figure") -> tuple[Any, ...]:
    """Precision, recall and F1 of what is found; accuracy of values."""
    shares = figure.precision, figure.recall, figure.f1, figure.accuracy
    is_value = figure.measure.is_value
    shown = [_round(share) if (at == len(shares) - 1) is is_value else None for at, share in enumerate(shares)]
    found = None if is_value else figure.found
    return by, figure.group or None, figure.measure.value, *shown, figure.gold, found, figure.right


def _show_errors(grades: "Sequence[Grade]") -> "Result":
    from corpdb.evaluation.mistakes import list_mistakes
    from corpdb.reports.result import Result

    names = ("document", "mistake", "expected", "found", "evidence")
    headers = ("Document", "Mistake", "Expected", "Found", "Evidence")
    rows: Iterator[tuple[Any, ...]] = (
        tuple(getattr(one, name) for name in names) for each in grades for one in list_mistakes(each)
    )
    return Result("Mistakes", names, headers, rows, shortened=frozenset({2, 3, 4}))


def _show_reliability(grades: "Sequence[Grade]") -> "Result":
    from corpdb.evaluation.reliability import make_bins
    from corpdb.reports.result import Result

    names = ("low", "high", "events", "predicted", "observed", "strict")
    headers = ("From", "To", "Events", "Predicted", "Right", "Right, strict")
    rows: Iterator[tuple[Any, ...]] = (tuple(_round(getattr(one, name)) for name in names) for one in make_bins(grades))
    return Result("Confidence and how often it was right", names, headers, rows)


def _summarize(grades: "Sequence[Grade]") -> str:
    """The main figures in a line."""
    from corpdb.evaluation.figures import group_all, sum_up
    from corpdb.evaluation.reliability import make_bins, measure_gap

    figures = [f"{one.measure} {one.f1:.3f}" for one in sum_up(grades, group_all) if not one.measure.is_value]
    gap = measure_gap(make_bins(grades))
    if gap is not None:
        figures.append(f"mean gap of confidence {gap:.3f}")
    return f"{len(grades)} articles: F1 of " + ", ".join(figures)


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)
