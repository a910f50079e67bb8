"""Train the taggers of names and the model that sorts what they find.

    python -m corpdb.extraction.training.names NER_FOLDER ARTICLES... [--relations FOLDER] [--languages fr en]

The first tagger of a language learns from the open corpora in NER_FOLDER (and from the companies marked in those of
relations), the second one from the annotated articles in the folders ARTICLES, and the model that sorts, one for all
languages, from the same articles as taggers read them that were not trained on them. All go to extraction/weights. The
report is of cross-validation, for each folder. The same corpora and articles give the same weights.
"""

import argparse
import gzip
from pathlib import Path

from corpdb.extraction.names.tagging import Chain
from corpdb.extraction.training.names.annotated import read_articles
from corpdb.extraction.training.names.sorting import Case, check_cases, make_cases, train_sorting
from corpdb.extraction.training.names.taggers import cross_validate, report_spans, train_base, train_story

_WEIGHTS = Path(__file__).resolve().parents[2] / "weights"


def main() -> None:
    """Train, report and write."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("corpora", type=Path, metavar="NER_FOLDER")
    command.add_argument("articles", type=Path, nargs="+", metavar="ARTICLES")
    command.add_argument("--relations", type=Path, metavar="FOLDER", help="where corpora of relations are")
    command.add_argument("--languages", nargs="+", default=["fr", "en"])
    command.add_argument("--keep-base", action="store_true", help="keep the first taggers as they are")
    options = command.parse_args()
    cases: list[Case] = []
    for language in options.languages:
        place = _WEIGHTS / language / "names.base.crf.gz"
        if not options.keep_base:
            _write(place, train_base(language, options.corpora, options.relations))
        cases += _train_language(language, options.articles, Chain(gzip.decompress(place.read_bytes())))
    print("\n".join(check_cases(cases)), flush=True)
    model = train_sorting(cases)
    (_WEIGHTS / "shared").mkdir(exist_ok=True)
    (_WEIGHTS / "shared" / "names.sorting.json.gz").write_bytes(model.dump())


def _train_language(language: str, folders: list[Path], base: Chain) -> list[Case]:
    """Train and write the second tagger of a language; its articles with their entities, to learn sorting from."""
    articles = read_articles(folders, language)
    folds = cross_validate(articles, base)
    print(f"{language}: {len(articles)} articles", *report_spans(articles, folds), sep="\n", flush=True)
    _write(_WEIGHTS / language / "names.story.crf.gz", train_story(articles, base))
    return list(make_cases(articles, folds))


def _write(place: Path, weights: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(weights, mtime=0))


if __name__ == "__main__":
    main()
