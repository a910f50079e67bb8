"""The text stage: a document's language, tokens, sentences, title and day of publication."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpdb.extraction.facts import PartialDate
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.text.front import FrontReader
from corpdb.extraction.text.sentences import Sentence, split_sentences
from corpdb.extraction.tokens import Token, tokenize
from corpdb.extraction.values.dates import parse_published


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
    front = FrontReader(text, tokens, split_sentences(text, tokens, lexicon.grammar), lexicon).read()
    own_date = parse_published(published) if published else None
    return Article(
        text=text,
        tokens=tokens,
        sentences=front.sentences,
        title=title or front.title,
        published=own_date or (front.header.date if front.header else None),
    )
