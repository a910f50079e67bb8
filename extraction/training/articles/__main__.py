"""Check annotated articles: `python -m corpdb.extraction.training.articles FOLDER...`; faults give exit code 1."""

import argparse
import sys
from pathlib import Path

from corpdb.extraction.training.articles.annotated import read_annotated
from corpdb.extraction.training.articles.checking import find_faults


def main() -> None:
    """Print the faults of the annotated articles of the folders given, and how many there are."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("folders", nargs="+", type=Path, help="annotated articles: NAME.txt with NAME.json")
    articles = [one for folder in cli.parse_args().folders for one in read_annotated(folder)]
    faults = [f"{article.name}: {fault}" for article in articles for fault in find_faults(article)]
    events = sum(len(article.gold.events) for article in articles)
    print(*faults, f"{len(articles)} articles, {events} events, {len(faults)} faults", sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
