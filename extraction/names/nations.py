"""The countries that a document speaks of: by their names, their adjectives, and their well-known towns."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpdb.extraction.lexicon.anaphora import load_anaphora
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import Token, fold, is_name_like

MOST_COUNTRIES = 3
_LONGEST = 4


def find_countries(article: Article, lexicon: Lexicon) -> tuple[str, ...]:
    """The codes (ISO 3166-1) of the countries that `article` names most often, in the order of the alphabet.

    A document that speaks of more than these is about them all the same.
    """
    read = (_read(article.tokens, one.first, one.last, lexicon) for one in article.sentences)
    counts = Counter(code for codes in read for code in codes)
    best = sorted(counts, key=lambda code: (-counts[code], code))[:MOST_COUNTRIES]
    return tuple(sorted(best))


def _read(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Iterator[str]:
    """The countries that the tokens `first` to `last` name, each as often as they do."""
    anaphora = load_anaphora(lexicon.code)
    at = first
    while at < last:
        words = [fold(token.low) for token in tokens[at : min(at + _LONGEST, last)]]
        names = {size: " ".join(words[:size]) for size in range(len(words), 0, -1)} if is_name_like(tokens[at]) else {}
        found = ((size, code) for size, name in names.items() for code in _find(name, lexicon, anaphora.towns))
        size, code = next(found, (1, anaphora.countries.get(words[0])))
        if code:
            yield code
        at += size


def _find(name: str, lexicon: Lexicon, towns: dict[str, str]) -> list[str]:
    return [code for code in (lexicon.places.countries.get(name), towns.get(name)) if code]
