"""The text stage: a document's language, tokens, sentences, title and day of publication."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpdb.extraction.dates import DateMention, DateReader, parse_published
from corpdb.extraction.facts import PartialDate
from corpdb.extraction.lexicon import Lexicon
from corpdb.extraction.sentences import Sentence, split_sentences
from corpdb.extraction.tokens import Token, is_name_like, tokenize
from corpdb.models.vocabulary import DatePrecision

_HEADER_PARAGRAPHS = 4
_DATELINE = 14
_SHORT = 20
_SHORTEST_HEADLINE = 3


@dataclass(frozen=True, slots=True)
class Article:
    """One document as later stages read it: `text` and its tokens, sentences, title and publication date."""

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    title: str | None
    published: PartialDate | None

    def quote(self, first: int, last: int) -> str:
        """The words of the tokens `first` to `last` (not included), with single spaces."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())


def read_article(text: str, lexicon: Lexicon, *, title: str | None, published: str | None) -> Article:
    """`text` in tokens and sentences; `title` and `published` win over what the text itself gives."""
    tokens = tokenize(text, lexicon.grammar.tokenizer)
    sentences = split_sentences(text, tokens, lexicon.grammar)
    header = _find_published(tokens, sentences, lexicon)
    own_date = parse_published(published) if published else None
    if header and sentences:
        sentences[0] = _drop_date(sentences[0], header, tokens)
    return Article(
        text=text,
        tokens=tokens,
        sentences=sentences,
        title=title or _find_title(text, sentences, header),
        published=own_date or (header.date if header else None),
    )


def _find_published(tokens: Sequence[Token], sentences: Sequence[Sentence], lexicon: Lexicon) -> DateMention | None:
    """The first date with its year in a header, a dateline, or a short closing line."""
    reader = DateReader(tokens, lexicon.calendar)
    opening = [sentence for sentence in sentences[:8] if sentence.paragraph < _HEADER_PARAGRAPHS]
    for sentence in (*opening, *sentences[-2:]):
        short = sentence.heading or sentence.last - sentence.first <= _SHORT
        end = sentence.last if short else min(sentence.first + _DATELINE, sentence.last)
        for found in reader.find(sentence.first, end):
            if found.absolute and found.date.precision is not DatePrecision.YEAR and found.last <= end:
                return found
    return None


def _drop_date(opening: Sentence, header: DateMention, tokens: Sequence[Token]) -> Sentence:
    """The opening without the date that the file begins with, where its headline follows on the same line.

    So `date 2023-11 Acme closes a plant` is the sentence `Acme closes a plant`.
    """
    begins = header.first - opening.first <= 1 and header.last + _SHORTEST_HEADLINE <= opening.last
    if not (begins and is_name_like(tokens[header.last])):
        return opening
    return replace(opening, first=header.last, start=tokens[header.last].start)


def _find_title(text: str, sentences: Sequence[Sentence], header: DateMention | None) -> str | None:
    """The first heading of the opening that is not the line of the date."""
    for sentence in sentences[:3]:
        dated = header is not None and sentence.first <= header.first < sentence.last
        if sentence.heading and not dated:
            return " ".join(text[sentence.start : sentence.end].split())
    return None
