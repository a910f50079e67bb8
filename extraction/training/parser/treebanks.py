"""Universal Dependencies treebanks as this project's tokens: files in CoNLL-U in, sentences to learn from out."""

import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.tokens import Token, tokenize

ROOT = -1
_FEATURES = frozenset(
    "Number Gender Person Tense VerbForm Voice Mood Polarity PronType Poss NumType Degree".split()  # noqa: SIM905 (reads as a list of words)
)


class _Word(NamedTuple):
    """A syntactic word of a treebank and the characters of the text that it stands for."""

    start: int
    end: int
    tag: str
    features: tuple[str, ...]
    lemma: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Item:
    """A token with its analysis; `head` is an index into the items of the sentence, -1 at the root."""

    text: str
    tag: str
    features: tuple[str, ...]
    lemma: str
    head: int
    relation: str
    name: bool = False


Items = tuple[Item, ...]


def read_treebank(path: Path, lexicon: Lexicon) -> list[Items]:
    """The sentences of the file `path` (CoNLL-U, packed with xz), cut as this project cuts text."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    return [items for block in blocks if block.strip() and (items := _read_sentence(block, lexicon))]


def _read_sentence(block: str, lexicon: Lexicon) -> Items:
    lines = block.split("\n")
    text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    words = list(_place_words(text, rows))
    tokens = tokenize(text, lexicon.grammar.tokenizer)
    return tuple(_make_items(tokens, words))


def _place_words(text: str, rows: list[list[str]]) -> Iterator[_Word]:
    """The words of a sentence with their places; the words of a contraction (`du`) that differ from it share it all."""
    at = 0
    shared: dict[int, tuple[int, int]] = {}
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            start = text.index(row[1], at)
            forms = [other[1] for other in rows if other[0].isdigit() and first <= int(other[0]) <= last]
            if "".join(forms) != row[1]:
                shared.update(dict.fromkeys(range(first, last + 1), (start, start + len(row[1]))))
            continue
        number = int(row[0])
        start, end = shared.get(number) or _find(text, row[1], at)
        at = max(at, start if number in shared and number + 1 in shared else end)
        features = () if row[5] == "_" else tuple(f for f in row[5].split("|") if f.partition("=")[0] in _FEATURES)
        yield _Word(start, end, row[3], features, row[2], int(row[6]) - 1, row[7])


def _find(text: str, form: str, at: int) -> tuple[int, int]:
    start = text.index(form, at)
    return start, start + len(form)


def _make_items(tokens: list[Token], words: list[_Word]) -> Iterator[Item]:
    """One item a token: the highest of the words in it speaks for it, and a part of a word depends on the main part."""
    depths = [_find_depth(words, at) for at in range(len(words))]
    owned: list[list[int]] = [[] for _ in tokens]
    parts: dict[int, int] = {}
    owner: dict[int, int] = {}
    for number, word in enumerate(words):
        covering = [i for i, token in enumerate(tokens) if token.start < word.end and token.end > word.start]
        main = max(covering, key=lambda i: (len(tokens[i].text), -i))
        owner[number] = main
        owned[main].append(number)
        parts.update(dict.fromkeys(covering, main))
    for index, token in enumerate(tokens):
        if not owned[index]:
            relation, tag = ("flat", "X") if token.text[0].isalnum() else ("punct", "PUNCT")
            yield Item(token.text, tag, (), token.low, parts.get(index, 0), relation)
            continue
        top = words[min(owned[index], key=lambda number: (depths[number], number))]
        negated = any("Polarity=Neg" in words[number].features for number in owned[index])
        features = tuple(sorted({*top.features, "Polarity=Neg"})) if negated else top.features
        head = owner[top.head] if top.head >= 0 else ROOT
        lemma = token.low if len(owned[index]) > 1 and token.text.isalpha() and top.tag in "ADP" else top.lemma
        yield Item(token.text, top.tag, features, lemma.lower(), head, top.relation)


def _find_depth(words: list[_Word], at: int) -> int:
    depth = 0
    while words[at].head >= 0:
        at = words[at].head
        depth += 1
    return depth


def count_words(sentences: Iterable[Items]) -> int:
    """How many tokens the sentences have."""
    return sum(map(len, sentences))
