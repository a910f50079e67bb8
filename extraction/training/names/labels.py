"""Labels for the tokens of annotated articles, which name organizations only: the rest is said by lists and taggers."""

from collections.abc import Iterator

from corpdb.extraction.names.entities import make_key
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.names.spans import SpanReader, read_spans
from corpdb.extraction.names.tagging import SORTS, Chain, Reading
from corpdb.extraction.tokens import fold
from corpdb.extraction.training.names.annotated import GoldArticle, project_organizations, split_name
from corpdb.extraction.training.names.corpora import Example

_SURE = 0.45


def make_examples(gold: GoldArticle, base: Chain) -> Iterator[Example]:
    """Features and labels of the sentences of an article."""
    reader = SpanReader(gold.article, gold.lexicon, None)
    labels = ["O"] * len(gold.article.tokens)
    for first, last in project_organizations(gold):
        put_label(labels, first, last, "ORG")
    for sentence in gold.article.sentences:
        if sentence.capitals:
            continue
        grammatical = reader.find(sentence)
        rows, reading = reader.prepare(sentence, grammatical, base)
        for found in (*grammatical, *read_spans(reading.labels, sentence.first)):
            if all(label == "O" for label in labels[found.first : found.last]):
                put_label(labels, found.first, found.last, guess_sort(gold, found, reading, sentence.first))
        yield rows, labels[sentence.first : sentence.last]


def put_label(labels: list[str], first: int, last: int, sort: str) -> None:
    """Label the tokens `first` to `last` as one name."""
    labels[first:last] = [f"B-{sort}", *[f"I-{sort}"] * (last - first - 1)]


def guess_sort(gold: GoldArticle, found: Candidate, reading: Reading, offset: int) -> str:
    """What a name is that is no organization of the story: a person, a place or anything else."""
    words = split_name(gold.article.quote(found.first, found.last))
    if words in gold.people or any(words == person[-len(words) :] for person in gold.people):
        return "PER"
    places = gold.lexicon.places
    folded = fold(gold.article.quote(found.first, found.last))
    if words in gold.places or folded in places.countries or folded in places.cities or folded in places.towns:
        return "LOC"
    key = make_key(gold.article.tokens, found, gold.lexicon.names)
    has_first_name = bool(key) and key[0] in gold.lexicon.names.first_names
    if found.last - found.first > 1 and (has_first_name or found.titled):
        return "PER"
    tokens = range(found.first - offset, found.last - offset)
    shares = [reading.shares[at] for at in tokens if at in reading.shares]
    means = [sum(column) / len(shares) for column in zip(*shares, strict=True)] if shares else [0.0] * len(SORTS)
    best = max(range(len(SORTS)), key=means.__getitem__)
    return SORTS[best] if means[best] > _SURE and SORTS[best] in {"PER", "LOC"} else "MISC"
