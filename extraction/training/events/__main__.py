"""Train the models of event reading: `python -m corpdb.extraction.training.events GOLD_FOLDER...`.

In come annotated articles, out go the weights.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path

from corpdb.extraction.learning.logistic import dump_family
from corpdb.extraction.names.tagging import Taggers, load_taggers
from corpdb.extraction.training.articles.annotated import read_annotated
from corpdb.extraction.training.events.learning import Strengths, train
from corpdb.extraction.training.events.observed import Observed, observe
from corpdb.extraction.training.names.annotated import read_articles
from corpdb.extraction.training.names.sorting import Case, make_cases, train_sorting
from corpdb.extraction.training.names.taggers import FOLDS, cross_validate

WEIGHTS = Path(__file__).resolve().parents[2] / "weights" / "events"


def main() -> None:
    """Train on the annotated articles of the folders given and write the weights."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folders", nargs="+", type=Path, help="annotated articles: NAME.txt with NAME.json")
    cli.add_argument("--weights", type=Path, default=WEIGHTS)
    options = cli.parse_args()
    models = train(list(observe_all(options.folders)), Strengths())
    for one in fields(models):
        (options.weights / f"{one.name}.json.gz").write_bytes(dump_family(getattr(models, one.name)))


def observe_all(folders: Sequence[Path]) -> Iterator[Observed]:
    """The annotated articles of all folders, their names found and sorted by models that never saw them.

    What has learned an article's names finds them all; events learn from articles as they are read for the first time.
    """
    annotated = [one for folder in folders for one in read_annotated(folder)]
    languages = sorted({one.gold.language for one in annotated})
    names = dict(chain.from_iterable(_learn_names(folders, language) for language in languages))
    cases = [case for _, case in names.values()]
    sorting = [train_sorting([case for case in cases if case.fold != fold]) for fold in range(FOLDS)] if cases else []
    for number, one in enumerate(annotated):
        taggers, case = names.get(one.text, (None, None))
        yield observe(number, one, taggers, sorting[case.fold] if case else None)


def _learn_names(folders: Sequence[Path], language: str) -> Iterator[tuple[str, tuple[Taggers, Case]]]:
    """For the text of each article in a language taggers that never saw it, and its names to learn sorting from."""
    if known := load_taggers(language):
        articles = read_articles(folders, language)
        fresh = cross_validate(articles, known.base)
        for case, own in zip(make_cases(articles, fresh), fresh, strict=True):
            yield case.gold.article.text, (own, case)


if __name__ == "__main__":
    main()
