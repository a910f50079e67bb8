"""Paragraphs, headings and sentences of a text, as ranges of its tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.extraction.lexicon.knowledge import Grammar
from corpdb.extraction.tokens import Token, is_name_like, is_word

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("»”\")]\u2019'")
_OPENERS = frozenset('«“"([—\u2013-•*')
_FULL_LINE = 60
_LONGEST = 160
_LONGEST_HEADING = 30
_TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens `first` to `last` (not included), its offsets, and the paragraph it stands in.

    `heading` is a paragraph of one line without a full stop; `capitals` is whether all its words are in capitals, or
    a heading's most words have one, so that a capital says nothing there.
    """

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    heading: bool
    capitals: bool


def split_sentences(text: str, tokens: Sequence[Token], grammar: Grammar) -> list[Sentence]:
    """The sentences of `text` in order; none is longer than 160 tokens, so that later steps stay linear."""
    sentences: list[Sentence] = []
    for paragraph, (first, last) in enumerate(_split_paragraphs(text, tokens)):
        heading = last - first <= _LONGEST_HEADING and tokens[last - 1].text not in _ENDS
        for start, end in _split_paragraph(tokens, first, last, grammar):
            title_case = heading and not grammar.capital_nouns and _is_title_case(tokens, start, end)
            capitals = title_case or _is_shouted(tokens, start, end)
            sentences.append(
                Sentence(start, end, tokens[start].start, tokens[end - 1].end, paragraph, heading, capitals)
            )
    return sentences


def _split_paragraphs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens between line ends; a full line that does not end a sentence goes on in the next."""
    first, line_start = 0, 0
    for at in range(1, len(tokens)):
        before, here = tokens[at - 1], tokens[at]
        newline = text.find("\n", before.end, here.start)
        if newline < 0:
            continue
        blank = text.find("\n", newline + 1, here.start) >= 0
        wrapped = before.end - line_start >= _FULL_LINE and before.text not in _ENDS and here.text[0].islower()
        line_start = here.start
        if blank or not wrapped:
            yield first, at
            first = at
    if tokens:
        yield first, len(tokens)


def _split_paragraph(tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> Iterator[tuple[int, int]]:
    start = first
    for at in range(first, last):
        ends = at + 1 == last or _ends_sentence(tokens, at, grammar)
        if ends or at + 1 - start >= _LONGEST:
            yield start, at + 1
            start = at + 1


def _ends_sentence(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a sentence ends with the token `at`, which another one follows in the paragraph."""
    here, after = tokens[at], tokens[at + 1]
    if after.start == here.end or not (is_name_like(after) or after.text[0].isdigit() or after.text in _OPENERS):
        return False
    mark = at - 1 if here.text in _CLOSERS and at else at
    if tokens[mark].text not in _ENDS:
        return False
    return mark != at or tokens[mark].text != "." or not _is_abbreviation(tokens, mark - 1, grammar)


def _is_abbreviation(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    if at < 0:
        return False
    token = tokens[at]
    return token.low in grammar.abbreviations or (len(token.text) == 1 and token.text.isupper())


def _is_shouted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether all words are in capitals."""
    words = [token for token in tokens[first:last] if is_word(token) and len(token.text) > 1]
    return len(words) > 1 and all(word.text.isupper() for word in words if word.text[0].isalpha())


def _is_title_case(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether most words have a capital, as in the headings of some languages and papers."""
    words = [token for token in tokens[first:last] if is_word(token) and len(token.text) > 1]
    long_words = [word for word in words[1:] if len(word.text) > 3 and word.text[0].isalpha()]  # noqa: PLR2004 (short words stay small)
    return len(long_words) > 3 and sum(map(is_name_like, long_words)) / len(long_words) > _TITLE_CASE  # noqa: PLR2004
