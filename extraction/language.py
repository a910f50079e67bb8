"""Which language a text is in, by its commonest words."""

import re
from collections import Counter

from corpdb.extraction.lexicon import load_detection

UNDETERMINED = "und"
_SAMPLE = 20_000
_ENOUGH = 0.08
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019](?=\w))?")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or `und` where too few common words speak for one.

    Only the first 20,000 characters are read.
    """
    words = Counter(match.group().lower() for match in _WORD.finditer(text, 0, _SAMPLE))
    total = words.total()
    shares = {
        code: sum(words[word] for word in known if word in words) for code, known in load_detection().words.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if total and shares[best] / total >= _ENOUGH else UNDETERMINED


def normalize_language(code: str) -> str:
    """The ISO 639-1 part of a language tag: `fr-FR` and `FR_fr` are `fr`."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0] or UNDETERMINED
