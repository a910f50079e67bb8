"""Which language a text is in."""

import re
from collections.abc import Callable
from typing import cast

import pycld2  # pyright: ignore[reportMissingTypeStubs]

from corpdb.extraction.lexicon.knowledge import load_common_words
from corpdb.extraction.lexicon.tables import supported_languages

UNDETERMINED = "und"
_SAMPLE = 20_000
_MOST = 0.5
# Whether the answer is reliable, how many bytes were read, and the likeliest languages: name, code, percentage, score.
_Answer = tuple[bool, int, tuple[tuple[str, str, int, float], ...]]
_detect = cast("Callable[..., _Answer]", pycld2.detect)  # pyright: ignore[reportUnknownMemberType]
_LETTERLESS = re.compile(r"[\W\d_]+")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or `und` where nothing speaks for one.

    Only the first 20,000 characters are read, and in them the words. Where most of those in small letters are common
    in one of the languages that have data, and in fewer in the others, it is that one, however short the text;
    otherwise a library that knows many languages decides.
    """
    words = _LETTERLESS.sub(" ", text[:_SAMPLE])
    return _find_supported([word for word in words.split() if word.islower()]) or _ask_library(words)


def normalize_language(code: str) -> str:
    """The ISO 639-1 part of a language tag: `fr-FR` and `FR_fr` are `fr`."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0] or UNDETERMINED


def _find_supported(words: list[str]) -> str | None:
    """The one language with data in which more of the words, and most of them, are common."""
    known = {code: sum(map(load_common_words(code).__contains__, words)) for code in supported_languages()}
    best, second = sorted(known, key=lambda code: (-known[code], code))[:2]
    return best if known[best] > max(known[second], _MOST * len(words)) else None


def _ask_library(words: str) -> str:
    reliable, _, languages = _detect(words, isPlainText=True, bestEffort=True)
    return languages[0][1] if reliable else UNDETERMINED
