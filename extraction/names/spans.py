"""Candidates of a sentence: what the tagger finds, and what the grammar finds where the tagger finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

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
from corpdb.extraction.tokens import fold, is_name_like, is_word
from corpdb.models.vocabulary import OrganizationKind

_PAIR = 2


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
        tagged = read_spans(story.labels, sentence.first)
        spans = [self._cut(part, sentence) for span in tagged for part in self._split(span, grammatical)]
        merged = merge_candidates(grammatical, [span for span in spans if span])
        merged = self._complete(merged, sentence)
        return [self._weigh(candidate, sentence, base, story) for candidate in merged]

    def prepare(self, sentence: Sentence, grammatical: Sequence[Candidate], tagger: Chain) -> tuple[Features, Reading]:
        """The features of a sentence for the second tagger, and what the first `tagger` says."""
        rows = make_features(self._article.text, self._tokens, sentence.first, sentence.last, self._lexicon)
        base = tagger.read(rows, self._tokens[sentence.first : sentence.last])
        add_evidence(rows, base.labels, self._tokens, sentence, self._profile)
        listed = find_listed(self._article.text, self._tokens, sentence.first, sentence.last, self._lexicon)
        add_candidates(rows, sentence, grammatical, list(listed))
        return rows, base

    def _complete(self, candidates: Sequence[Candidate], sentence: Sentence) -> list[Candidate]:
        """The candidates, public bodies with all that they are for, which is then no name of its own."""
        found: list[Candidate] = []
        for candidate in candidates:
            if not found or candidate.first >= found[-1].last:
                found.append(self._grammar.complete(candidate, sentence.last))
        return found

    def _split(self, span: Candidate, grammatical: Sequence[Candidate]) -> list[Candidate]:
        """The names of a span that the grammar reads as a list: `Elliott Management and Silver Point Capital`."""
        parts = [own for own in grammatical if own.first >= span.first and own.last <= span.last]
        covers = len(parts) > 1 and parts[0].first == span.first and parts[-1].last == span.last
        coordinators = self._lexicon.grammar.coordinators - {"&"}
        between = [self._tokens[one.last : other.first] for one, other in pairwise(parts)]
        if covers and all(len(gap) == 1 and gap[0].low in coordinators for gap in between):
            known = fold(self._article.quote(span.first, span.last)) in self._lexicon.organizations.forms
            return [replace(part, tag=span.tag) for part in parts] if self._are_full(parts) and not known else [span]
        return [span]

    def _are_full(self, parts: Sequence[Candidate]) -> bool:
        """Whether each name of a list can stand alone: none says what body it is or is a single common word."""
        common = self._lexicon.names.common_words
        single = [part for part in parts if part.last - part.first == 1]
        return not any(part.kind for part in parts) and not any(self._tokens[one.first].low in common for one in single)

    def _cut(self, span: Candidate, sentence: Sentence) -> Candidate | None:
        """The tagged span without an article at its head or marks around it; none if it is but a description."""
        first, last = span.first, span.last
        while first < last and not is_word(self._tokens[first]):
            first += 1
        while last > first and not is_word(self._tokens[last - 1]):
            last -= 1
        while first + 1 < last and self._is_loose(first, sentence):
            first += 1
        if first >= last or self._is_described(first, last):
            return None
        made = self._grammar.make(first, last, sentence)
        if not made.kind and self._ends_with_verb(first, last):
            last -= 1
        return replace(made, last=last, tag=span.tag)

    def _is_described(self, first: int, last: int) -> bool:
        """Whether the words say what a lab or unit is, and name none: `laboratoire de calcul quantique`."""
        described = fold(self._tokens[first].low) in self._lexicon.names.described
        return described and not any(map(is_name_like, self._tokens[first:last]))

    def _ends_with_verb(self, first: int, last: int) -> bool:
        """Whether a small word behind a single capitalized one is likelier what it does: `Vexor recule`."""
        pair = last - first == _PAIR
        return pair and is_name_like(self._tokens[first]) and self._tokens[first + 1].text.islower()

    def _is_loose(self, at: int, sentence: Sentence) -> bool:
        """Whether a word stands before a name rather than in it: an article, or what introduces it, `le groupe X`."""
        token, lexicon = self._tokens[at], self._lexicon
        small = token.text.islower() or at == sentence.first
        if token.low in lexicon.grammar.determiners or token.low in lexicon.grammar.possessives:
            return small
        kind = lexicon.names.introducers.get(fold(token.low))
        named = is_name_like(self._tokens[at + 1]) and self._tokens[at + 1].low not in lexicon.grammar.of_words
        return token.text.islower() and kind is OrganizationKind.COMPANY and named

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
