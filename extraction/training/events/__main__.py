"""Train the models of event reading: `python -m corpdb.extraction.training.events GOLD_FOLDER...`.

In come annotated articles, out go the weights.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from corpdb.extraction.learning.logistic import dump_family
from corpdb.extraction.names.tagging import Taggers, load_taggers
from corpdb.extraction.training.articles.annotated import read_annotated
from corpdb.extraction.training.events.learning import Strengths, train
from corpdb.extraction.training.events.observed import Observed, observe
from corpdb.extraction.training.names.annotated import read_articles
from corpdb.extraction.training.names.taggers import cross_validate

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
    """The annotated articles of all folders, their names found by taggers that never saw them.

    What has learned an article's names finds them all; events learn from articles as they are read for the first time.
    """
    annotated = [one for folder in folders for one in read_annotated(folder)]
    taggers: dict[str, Taggers] = {}
    for language in sorted({one.gold.language for one in annotated}):
        known = load_taggers(language)
        if known:
            articles = read_articles(folders, language)
            fresh = cross_validate(articles, known.base)
            taggers |= {one.article.text: own for one, own in zip(articles, fresh, strict=True)}
    for number, one in enumerate(annotated):
        yield observe(number, one, taggers.get(one.text))


if __name__ == "__main__":
    main()
