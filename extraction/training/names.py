"""Train the taggers of a language.

    python -m corpdb.extraction.training.names LANGUAGE NER_FOLDER GOLD_FOLDER [--relations FOLDER]

The first tagger learns from the open corpora in NER_FOLDER (and from the companies marked in those of relations), the
second one from the annotated articles in GOLD_FOLDER. Both go to extraction/weights/LANGUAGE; the report says how well
the second one finds the names of articles that it was not trained on. The same corpora give the same weights.
"""

import argparse
import gzip
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.names.spans import read_spans
from corpdb.extraction.names.tagging import SORTS, Chain, Taggers
from corpdb.extraction.training.names_corpora import Example, read_corpora, read_relations
from corpdb.extraction.training.names_gold import GoldArticle, read_gold
from corpdb.extraction.training.names_labels import make_examples

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
FOLDS = 5
_BASE = {"c1": 1.0, "c2": 0.01, "max_iterations": 80, "feature.minfreq": 2}
_STORY = {"c1": 0.5, "c2": 0.05, "max_iterations": 100}


def main() -> None:
    """Train and write both taggers of a language."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("language")
    command.add_argument("corpora", type=Path, metavar="NER_FOLDER")
    command.add_argument("gold", type=Path, metavar="GOLD_FOLDER")
    command.add_argument("--relations", type=Path, metavar="FOLDER", help="where corpora of relations are")
    command.add_argument("--keep-base", action="store_true", help="train the second tagger only")
    options = command.parse_args()
    base = WEIGHTS / options.language / "names.base.crf.gz"
    if not options.keep_base:
        _write(base, train_base(options.language, options.corpora, options.relations))
    articles = read_gold(options.gold, options.language)
    first = Chain(gzip.decompress(base.read_bytes()))
    print("\n".join(report(articles, cross_validate(articles, first))))
    examples = [example for article in articles for example in make_examples(article, first)]
    _write(WEIGHTS / options.language / "names.story.crf.gz", train_chain(examples, _STORY))


def train_base(language: str, corpora: Path, relations: Path | None) -> bytes:
    """The weights of the first tagger; what the corpora of relations leave unmarked it has marked itself before."""
    lexicon = load_lexicon(language)
    examples = list(read_corpora(corpora, lexicon))
    weights = train_chain(examples, _BASE)
    marked = list(read_relations(relations, lexicon, Chain(weights))) if relations else []
    return train_chain([*examples, *marked], _BASE) if marked else weights


def train_chain(examples: Iterable[Example], settings: dict[str, float]) -> bytes:
    """The weights of a tagger trained on `examples`."""
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
    for rows, labels in examples:
        trainer.append(rows, labels)
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "weights.crf"
        trainer.train(str(place))
        return place.read_bytes()


def cross_validate(articles: Sequence[GoldArticle], base: Chain) -> list[Taggers]:
    """For each article taggers whose second one was not trained on it."""
    examples = [list(make_examples(article, base)) for article in articles]
    folds: list[Taggers] = []
    for fold in range(FOLDS):
        rest = [example for at, own in enumerate(examples) if at % FOLDS != fold for example in own]
        folds.append(Taggers(base, Chain(train_chain(rest, _STORY))))
    return [folds[at % FOLDS] for at in range(len(articles))]


def report(articles: Sequence[GoldArticle], taggers: Sequence[Taggers]) -> Iterator[str]:
    """Precision and recall of each sort of name, each article tagged by what was not trained on it."""
    counts: Counter[tuple[str, str]] = Counter()
    for article, own in zip(articles, taggers, strict=True):
        for rows, labels in make_examples(article, own.base):
            gold = {(span.first, span.last, span.tag) for span in read_spans(labels, 0)}
            found = {(span.first, span.last, span.tag) for span in read_spans(own.story.tag(rows), 0)}
            for name, spans in (("gold", gold), ("found", found), ("right", gold & found)):
                counts.update((name, sort) for *_, sort in spans)
    for sort in SORTS:
        gold, found, right = (counts[name, sort] for name in ("gold", "found", "right"))
        yield f"{sort:5} gold {gold:5}  precision {right / max(found, 1):.3f}  recall {right / max(gold, 1):.3f}"


def _write(place: Path, weights: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(weights, mtime=0))


if __name__ == "__main__":
    main()
