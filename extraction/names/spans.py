"""Candidates of a sentence: what the tagger finds, and what the grammar finds where the tagger finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.grammar import Candidate, NameGrammar
from corpdb.extraction.names.tagging import (
    SORTS,
    Chain,
    Features,
    Reading,
    Taggers,
    add_candidates,
    add_evidence,
    make_features,
    make_profile,
)
from corpdb.extraction.names.wordclasses import find_listed
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import is_word


class SpanReader:
    """Finds the candidates of one document."""

    def __init__(self, article: Article, lexicon: Lexicon, taggers: Taggers | None) -> None:
        self._article = article
        self._tokens = article.tokens
        self._lexicon = lexicon
        self._taggers = taggers
        self._grammar = NameGrammar(article.tokens, lexicon)
        self._profile = make_profile(article.tokens, article.sentences)

    def find(self, sentence: Sentence) -> list[Candidate]:
        """The candidates of `sentence`, in order, none over another."""
        grammatical = list(self._grammar.find(sentence))
        if not self._taggers:
            return grammatical
        rows, base = self.prepare(sentence, grammatical, self._taggers.base)
        story = self._taggers.story.read(rows, self._tokens[sentence.first : sentence.last])
        spans = [self._cut(span, sentence) for span in read_spans(story.labels, sentence.first)]
        merged = merge_candidates(grammatical, [span for span in spans if span])
        return [self._weigh(candidate, sentence, base, story) for candidate in merged]

    def prepare(
        self, sentence: Sentence, grammatical: Sequence[Candidate], tagger: Chain
    ) -> tuple[Features, Reading]:
        """The features of a sentence for the second tagger, and what the first `tagger` says."""
        rows = make_features(self._article.text, self._tokens, sentence.first, sentence.last, self._lexicon)
        base = tagger.read(rows, self._tokens[sentence.first : sentence.last])
        add_evidence(rows, base.labels, self._tokens, sentence, self._profile)
        listed = find_listed(self._article.text, self._tokens, sentence.first, sentence.last, self._lexicon)
        add_candidates(rows, sentence, grammatical, list(listed))
        return rows, base

    def _cut(self, span: Candidate, sentence: Sentence) -> Candidate | None:
        """The tagged span without an article at its head or marks around it."""
        first, last = span.first, span.last
        while first < last and not is_word(self._tokens[first]):
            first += 1
        while last > first and not is_word(self._tokens[last - 1]):
            last -= 1
        while first < last and self._tokens[first].low in self._lexicon.grammar.determiners:
            if self._tokens[first].text.islower() or first == sentence.first:
                first += 1
            else:
                break
        return replace(self._grammar.make(first, last, sentence), tag=span.tag) if first < last else None

    def _weigh(self, candidate: Candidate, sentence: Sentence, base: Reading, story: Reading) -> Candidate:
        """The candidate with the shares of the sorts, means over its tokens."""
        places = range(candidate.first - sentence.first, candidate.last - sentence.first)
        shares = tuple(
            sum(reading.shares[at][sort] for at in places if at in reading.shares) / len(places)
            for reading in (base, story)
            for sort in range(len(SORTS))
        )
        return replace(candidate, shares=shares)


def read_spans(labels: Sequence[str], offset: int) -> Iterator[Candidate]:
    """The spans that `labels` mark, the first label standing for the token `offset`."""
    start = 0
    for at in range(1, len(labels) + 1):
        goes_on = at < len(labels) and labels[at].startswith("I-")
        if not goes_on:
            if labels[start] != "O":
                yield Candidate(start + offset, at + offset, tag=labels[start][2:])
            start = at


def merge_candidates(grammatical: Sequence[Candidate], tagged: Sequence[Candidate]) -> list[Candidate]:
    """The tagged spans, with what the grammar says of the same words, and the grammar's own where no span is."""
    same = {(candidate.first, candidate.last): candidate for candidate in grammatical}
    merged: list[Candidate] = []
    for span in tagged:
        own = same.get((span.first, span.last))
        merged.append(replace(own, tag=span.tag) if own else span)
    taken = {at for span in tagged for at in range(span.first, span.last)}
    merged += [own for own in grammatical if taken.isdisjoint(range(own.first, own.last))]
    return sorted(merged, key=lambda candidate: candidate.first)
