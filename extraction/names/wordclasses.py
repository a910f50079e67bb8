"""What the lexicon says of a single word or a run of words, as features for the tagger and for sorting."""

from collections.abc import Iterator, Sequence
from functools import cache

from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.tokens import Token, fold, is_name_like

_LONGEST_ENTRY = 5
_CROWD = 50_000


class WordClasses:
    """The classes of words of one language, each word looked up once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, tuple[str, ...]] = {}

    def of(self, token: Token) -> tuple[str, ...]:
        """The classes of the token's word: `legal`, `title`, `first`, `function`, `head=public`..."""
        found = self._seen.get(token.low)
        if found is None:
            if len(self._seen) > _CROWD:
                self._seen.clear()
            found = self._seen[token.low] = tuple(self._list(token.low, fold(token.low)))
        return found

    def _list(self, low: str, folded: str) -> Iterator[str]:
        names, grammar, places = self._lexicon.names, self._lexicon.grammar, self._lexicon.places
        calendar = self._lexicon.calendar
        sets = (
            ("legal", folded in names.legal_forms),
            ("suffix", folded in names.suffixes),
            ("unit", folded in names.unit_words),
            ("first", names.first_names.issuperset(folded.split("-"))),
            ("title", low in names.titles),
            ("country", folded in places.countries),
            ("city", folded in places.cities),
            ("town", folded in places.towns),
            ("nation", folded in places.adjectives),
            ("time", low in calendar.months or low in calendar.weekdays),
            ("det", low in grammar.determiners),
            ("prep", low in grammar.prepositions),
            ("placeprep", low in places.prepositions),
            ("poss", low in grammar.possessives or low in grammar.possessive_marks),
            ("speech", low in grammar.speech),
            ("verb", low in grammar.subject_signs),
            ("function", low in grammar.function_words),
            ("common", low in names.common_words),
            ("tail", low in names.tails),
            ("site", folded in names.sites),
            ("stop", folded in names.stop_names),
        )
        yield from (name for name, holds in sets if holds)
        tables = (
            ("head", names.heads),
            ("low", names.lower_heads),
            ("intro", names.introducers),
            ("described", names.described),
        )
        yield from (f"{name}={table[folded].value}" for name, table in tables if folded in table)


@cache
def load_classes(code: str) -> WordClasses:
    """The word classes of the language `code`."""
    return WordClasses(load_lexicon(code))


def find_entries(text: str, tokens: Sequence[Token], at: int, last: int, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Entries of the lists of organizations and places that begin at the token `at`: where each ends and its list."""
    if not is_name_like(tokens[at]) and tokens[at].low not in lexicon.organizations.small:
        return
    start = tokens[at].start
    for end in range(at + 1, min(at + _LONGEST_ENTRY, last) + 1):
        words = fold(text[start : tokens[end - 1].end])
        if known := lexicon.organizations.forms.get(words):
            yield end, f"known={known.kind.value}"
        if words in lexicon.places.countries:
            yield end, "country"
        elif words in lexicon.places.cities:
            yield end, "city"
        elif words in lexicon.places.towns:
            yield end, "town"


def find_listed(
    text: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """The ranges of the tokens `first` to `last` that are names of listed companies."""
    for at in range(first, last):
        if is_name_like(tokens[at]):
            for end in range(at + 1, min(at + _LONGEST_ENTRY, last) + 1):
                if fold(text[tokens[at].start : tokens[end - 1].end]) in lexicon.organizations.listed:
                    yield at, end
