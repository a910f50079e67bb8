# pyright: basic
"""Train the dependency parser of a language from Universal Dependencies treebanks.

    python -m corpdb.extraction.training.parser LANGUAGE CORPORA_FOLDER [--seed N] [--epochs N] [--output FOLDER]

The folder holds the treebanks that `corpora.toml` names, as `NAME.conllu.xz`. The weights are written to
OUTPUT/LANGUAGE/parser.bin and a report to OUTPUT/LANGUAGE/parser.json. The same seed on the same machine gives the
same weights.
"""

import argparse
import gc
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, NumpyOps, Optimizer, fix_random_seed, set_current_ops

from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.syntax.parser import Parser
from corpdb.extraction.syntax.weights import Weights, write_weights
from corpdb.extraction.training.parser.corpora import Corpora, read_corpora
from corpdb.extraction.training.parser.export import export_weights
from corpdb.extraction.training.parser.merged_names import merge_names, vary
from corpdb.extraction.training.parser.network import (
    batch_words,
    build_pipeline,
    count_forms,
    find_alphabet,
    make_example,
)
from corpdb.extraction.training.parser.scores import Scores, score_parser
from corpdb.extraction.training.parser.treebanks import count_words

_WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
# Each sentence is learned in as many versions, in turn: other names merged, other words forgotten.
_VERSIONS = 3
_RATE = 0.001
_LOWEST = 0.02
_DECAY = 0.6
_DROPOUT = 0.15
# Words a batch in the first epoch, in the second, and later.
_BATCHES = (300, 600, 1000)


@dataclass(frozen=True, slots=True)
class Options:
    """How long to learn, how large the parser's hidden layer is, and what the chance is drawn from."""

    seed: int
    epochs: int
    hidden: int


class Report(msgspec.Struct, frozen=True):
    """What the weights were made from and how good they are, each treebank with its names in one piece and without."""

    language: str
    seed: int
    epochs: int
    size: int
    train: dict[str, int]
    merged: dict[str, Scores]
    unmerged: dict[str, Scores]


def main() -> None:
    """Train, and write weights and report."""
    arguments = _read_arguments()
    lexicon = load_lexicon(arguments.language)
    corpora = read_corpora(arguments.language, arguments.corpora, lexicon)
    options = Options(arguments.seed, arguments.epochs, arguments.hidden)
    weights = train(corpora, lexicon, options)
    contents = write_weights(weights)
    report = _make_report(arguments.language, options, corpora, lexicon, weights)
    folder = arguments.output / arguments.language
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "parser.bin").write_bytes(contents)
    (folder / "parser.json").write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")


def train(corpora: Corpora, lexicon: Lexicon, options: Options) -> Weights:
    """The weights that `corpora` teach."""
    # numpy's own matrix products are four times as fast as those of thinc.
    set_current_ops(NumpyOps(use_blis=False))
    fix_random_seed(options.seed)
    chance = random.Random(options.seed)  # noqa: S311 (variety, not secrecy)
    sentences = corpora.taught()
    versions = [[vary(items, lexicon, chance) for items in sentences] for _ in range(_VERSIONS)]
    alphabet, counts = find_alphabet(versions[0]), count_forms(versions[0])
    nlp = build_pipeline(alphabet, options.hidden)
    examples = [
        [make_example(nlp.vocab, items, alphabet, (chance, counts)) for items in version] for version in versions
    ]
    # What lives until the end need not be searched for garbage again and again.
    gc.freeze()
    nlp.initialize(lambda: examples[0])
    optimizer = Adam(_RATE, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    for epoch in range(options.epochs):
        version = examples[epoch % _VERSIONS]
        chance.shuffle(version)
        losses = _teach(nlp, optimizer, version, (epoch, options.epochs))
        sys.stderr.write(f"{epoch + 1}/{options.epochs} {losses}\n")
    with nlp.use_params(optimizer.averages):
        return export_weights(nlp, alphabet, sentences)


def _teach(nlp: Language, optimizer: Optimizer, examples: list[Example], time: tuple[int, int]) -> dict[str, int]:
    """Learn each example once; the losses by part of the network."""
    losses: dict[str, float] = {}
    epoch, epochs = time
    words = sum(len(example.reference) for example in examples)
    seen = 0
    for batch in batch_words(examples, _BATCHES[min(epoch, len(_BATCHES) - 1)]):
        left = 1 - (epoch + seen / words) / epochs
        optimizer.learn_rate = _RATE * max(_LOWEST, min(1.0, left / _DECAY))
        nlp.update(batch, sgd=optimizer, drop=_DROPOUT, losses=losses)
        seen += sum(len(example.reference) for example in batch)
    return {name: round(loss) for name, loss in losses.items()}


def _make_report(code: str, options: Options, corpora: Corpora, lexicon: Lexicon, weights: Weights) -> Report:
    parser = Parser(weights)
    merged = {name: [merge_names(items, lexicon) for items in sentences] for name, sentences in corpora.test.items()}
    return Report(
        code,
        options.seed,
        options.epochs,
        len(write_weights(weights)),
        {name: count_words(sentences) for name, sentences in corpora.train.items()},
        {name: score_parser(parser, sentences) for name, sentences in merged.items()},
        {name: score_parser(parser, sentences) for name, sentences in corpora.test.items()},
    )


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the dependency parser of a language.")
    parser.add_argument("language")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--output", type=Path, default=_WEIGHTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
