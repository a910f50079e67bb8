"""Train the models of event reading: `python -m corpdb.extraction.training.events GOLD_FOLDER...`.

In come annotated articles, out go the weights.
"""

import argparse
from dataclasses import fields
from pathlib import Path

from corpdb.extraction.learning.logistic import dump_family
from corpdb.extraction.training.articles.annotated import read_annotated
from corpdb.extraction.training.events.learning import Strengths, train
from corpdb.extraction.training.events.observed import observe

WEIGHTS = Path(__file__).resolve().parents[2] / "weights" / "events"


def main() -> None:
    """Train on the annotated articles of the folders given and write the weights."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folders", nargs="+", type=Path, help="annotated articles: NAME.txt with NAME.json")
    cli.add_argument("--weights", type=Path, default=WEIGHTS)
    options = cli.parse_args()
    annotated = [one for folder in options.folders for one in read_annotated(folder)]
    models = train([observe(number, one) for number, one in enumerate(annotated)], Strengths())
    for one in fields(models):
        (options.weights / f"{one.name}.json.gz").write_bytes(dump_family(getattr(models, one.name)))


if __name__ == "__main__":
    main()
