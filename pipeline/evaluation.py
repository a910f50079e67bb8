"""Articles read and graded against their annotations, in several processes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath

from corpdb.core.errors import CorpdbError, UsageError
from corpdb.evaluation.annotation import Annotation, AnnotationError, annotate, read_annotation
from corpdb.evaluation.grading import Grade, grade
from corpdb.extraction.reader import Reader
from corpdb.loaders.paths import Found, find_files, show_path
from corpdb.loaders.source import Source, explain_error
from corpdb.pipeline.options import LoadOptions
from corpdb.pipeline.outcomes import Failure, Reading
from corpdb.pipeline.reading import read_all

_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The graded articles in the order of their names, and a sentence for each thing that was wrong on the way."""

    grades: tuple[Grade, ...]
    problems: tuple[str, ...]


def evaluate_folder(folder: str, articles: Sequence[str] = (), options: LoadOptions | None = None) -> Evaluation:
    """Read the annotated articles of `folder` and grade what is found in them.

    The annotation `NAME.json` belongs to the article of the same name and another suffix: in the folder itself, or at
    the paths `articles`. Articles without annotation are passed over; for an annotation without an article that can
    be read, nothing counts as found.
    """
    options = options or LoadOptions()
    found = list(find_files(articles or [folder], max_size=options.max_size))
    gold, problems = _read_annotations(folder)
    sources = list(_select_sources(found, gold))
    facts: dict[str, Annotation] = {}
    extract = Reader(options.project)
    outcomes = read_all(
        sources, extract=extract, unchanged=lambda _: frozenset(), jobs=options.jobs, max_size=options.max_size
    )
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, Reading):
                facts[_stem(outcome.name)] = annotate(outcome.document.text, outcome.facts)
            elif isinstance(outcome, Failure):
                problems.append(outcome.message)
    missing = gold.keys() - {_stem(source.name) for source in sources}
    problems += [
        f"{name}{_SUFFIX} has no article of that name: add it, or name its folder." for name in sorted(missing)
    ]
    nothing = Annotation((), ())
    grades = (grade(name, annotation, facts.get(name, nothing)) for name, annotation in sorted(gold.items()))
    return Evaluation(tuple(grades), tuple(problems))


def _read_annotations(folder: str) -> tuple[dict[str, Annotation], list[str]]:
    """The annotations by the names of their articles, and what is wrong with the others."""
    gold: dict[str, Annotation] = {}
    problems: list[str] = []
    if not Path(folder).is_dir():
        raise UsageError(f"{show_path(folder)} is no folder: name the folder that the annotations are in.")
    paths = _find_annotations(folder)
    for path in paths:
        try:
            gold.update({path.stem: _read_one(path, gold)})
        except AnnotationError as error:
            problems.append(str(error))
    if not paths:
        raise CorpdbError(f"{show_path(folder)} has no annotations: put NAME.json beside each article NAME.txt.")
    return gold, problems


def _find_annotations(folder: str) -> list[Path]:
    """The JSON files of the folder and those in it, none that is hidden."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if name.endswith(_SUFFIX) and not name.startswith(".")]
    return found


def _read_one(path: Path, others: Iterable[str]) -> Annotation:
    name = show_path(str(path))
    if path.stem in others:
        raise AnnotationError(f"{name} has the name of another annotation; rename it and its article.")
    try:
        return read_annotation(path.read_bytes(), name)
    except OSError as error:
        raise AnnotationError(f"{name} cannot be read: {explain_error(error)}.") from error


def _select_sources(found: Iterable[Found], wanted: Iterable[str]) -> Iterator[Source]:
    """The articles that are annotated, the first of each name."""
    left = set(wanted)
    for entry in found:
        if isinstance(entry, Source) and (name := _stem(entry.name)) in left and not entry.name.endswith(_SUFFIX):
            left.remove(name)
            yield entry


def _stem(name: str) -> str:
    return PurePath(name).stem
