"""Tokens with exact offsets, made once for a document and shared by every later stage."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Longer runs of letters are no words; cutting them keeps every later step linear.
_LONGEST_WORD = 60


class Token(NamedTuple):
    """A word, number or mark: its place in the text, its text and its lower-case form with a plain apostrophe."""

    start: int
    end: int
    text: str
    low: str


def compile_tokenizer(elisions: tuple[str, ...], clitics: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a language's tokens: `elisions` end in an apostrophe (l', d'), `clitics` follow a word ('s)."""
    elided = "|".join(sorted((re.escape(word.rstrip("'")) for word in elisions), key=len, reverse=True))
    clitic = "|".join(re.escape(c).replace("'", "['\u2019]") for c in sorted(clitics, key=len, reverse=True)) or "(?!)"
    letters = rf"[^\W_]{{1,{_LONGEST_WORD}}}"
    return re.compile(
        rf"(?:\b(?:{elided or '(?!)'})['\u2019](?=\w))"
        rf"|(?:{clitic})(?!\w)"
        rf"|(?:[^\W\d_]\.){{2,10}}"
        rf"|\d{{1,3}}(?:[.,\u00a0\u202f ]\d{{3}})+(?:[.,]\d{{1,9}})?(?!\w)"
        rf"|\d{{1,15}}(?:[.,]\d{{1,9}})?(?:[^\W\d_]{{1,3}})?(?![^\W_]|[.,]\d)"
        rf"|{letters}(?:(?!(?:{clitic})(?!\w))[-'\u2019&.·\u2011]{letters}){{0,6}}"
        r"|\S",
        re.IGNORECASE,
    )


def tokenize(text: str, pattern: re.Pattern[str]) -> list[Token]:
    """Every token of `text`, in order."""
    return [
        Token(match.start(), match.end(), word, word.lower().replace("\u2019", "'"))
        for match in pattern.finditer(text)
        for word in (match.group(),)
    ]


def fold(word: str) -> str:
    """`word` without case and accents, so that `États-Unis` and `ETATS-UNIS` are one."""
    return word.lower() if word.isascii() else _fold_accents(word)


@lru_cache(maxsize=16384)
def _fold_accents(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def is_word(token: Token) -> bool:
    """Whether the token has a letter or digit in it."""
    return token.text[0].isalnum() or (len(token.text) > 1 and token.text[1].isalnum())


def is_name_like(token: Token) -> bool:
    """Whether the token is written as a name: a capital at its head (Orange), or inside (iRobot, eBay)."""
    text = token.text
    if text.islower():
        return False
    return text[0].isupper() or (len(text) > 1 and text[0].isalnum() and any(map(str.isupper, text[1:])))
