"""Which language a text is in."""

import re
from collections.abc import Callable
from typing import cast

import pycld2  # pyright: ignore[reportMissingTypeStubs]

UNDETERMINED = "und"
_SAMPLE = 20_000
# Whether the answer is reliable, how many bytes were read, and the likeliest languages: name, code, percentage, score.
_Answer = tuple[bool, int, tuple[tuple[str, str, int, float], ...]]
_detect = cast("Callable[..., _Answer]", pycld2.detect)  # pyright: ignore[reportUnknownMemberType]
_LETTERLESS = re.compile(r"[\W\d_]+")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or `und` where nothing speaks for one.

    Only the first 20,000 characters are read, and in them the words: the detector refuses control characters.
    """
    words = _LETTERLESS.sub(" ", text[:_SAMPLE])
    reliable, _, languages = _detect(words, isPlainText=True, bestEffort=True)
    return languages[0][1] if reliable else UNDETERMINED


def normalize_language(code: str) -> str:
    """The ISO 639-1 part of a language tag: `fr-FR` and `FR_fr` are `fr`."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0] or UNDETERMINED
