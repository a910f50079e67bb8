"""Training of the two taggers of a language, and how well the second one finds the names of unseen articles."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.names.spans import read_spans
from corpdb.extraction.names.tagging import SORTS, Chain, Taggers
from corpdb.extraction.training.names.annotated import GoldArticle
from corpdb.extraction.training.names.corpora import Example, read_corpora, read_relations
from corpdb.extraction.training.names.labels import make_examples

FOLDS = 5
_BASE = {"c1": 1.0, "c2": 0.01, "max_iterations": 80, "feature.minfreq": 2}
_STORY = {"c1": 0.5, "c2": 0.05, "max_iterations": 100}


def train_base(language: str, corpora: Path, relations: Path | None) -> bytes:
    """The weights of the first tagger; what the corpora of relations leave unmarked it has marked itself before."""
    lexicon = load_lexicon(language)
    examples = list(read_corpora(corpora, lexicon))
    weights = train_chain(examples, _BASE)
    marked = list(read_relations(relations, lexicon, Chain(weights))) if relations else []
    return train_chain([*examples, *marked], _BASE) if marked else weights


def train_story(articles: Iterable[GoldArticle], base: Chain) -> bytes:
    """The weights of the second tagger, which reads what the first one, `base`, has found."""
    return train_chain((example for article in articles for example in make_examples(article, base)), _STORY)


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


def report_spans(articles: Sequence[GoldArticle], taggers: Sequence[Taggers]) -> Iterator[str]:
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
