"""Which language a text is in."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # pyright: ignore[reportMissingTypeStubs]

UNDETERMINED = "und"
_SAMPLE = 20_000
_CONFIDENT = 0.25
# The languages of most of the world's business press: with fewer to choose from, short texts are told apart better.
_CANDIDATES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it"),
    *("ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi"),
    "zh",
)


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or `und` where nothing speaks for one.

    Only the first 20,000 characters are read.
    """
    return _load_identifier()(text[:_SAMPLE])[0]


def normalize_language(code: str) -> str:
    """The ISO 639-1 part of a language tag: `fr-FR` and `FR_fr` are `fr`."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0] or UNDETERMINED


@cache
def _load_identifier() -> Callable[[str], tuple[str, float]]:
    """The library's function from a text to its language and how sure that is; its own types are not declared."""
    kind: Any = LanguageIdentifier
    identifier = kind.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=_CONFIDENT)
    identifier.set_languages(_CANDIDATES)
    return identifier.classify
