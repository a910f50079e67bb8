"""Decoded text made to fit what `Document` promises.

Newlines of every kind become `\\n`; characters are composed (NFC), so that `é` is one character however it was typed;
control characters and marks that nobody sees (byte order mark, soft hyphen, zero-width space) go, since they break
words in two. Spaces, no-break ones included, stay as the source has them.
"""

import re
import unicodedata

from corpdb.core.errors import DocumentError

_NEWLINE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f]")
_MOST_CONTROLS = 0.03
"""The largest share of control characters in a text. Bytes at random have about a tenth."""


def clean_text(text: str) -> str:
    """The text with `\\n` line ends, composed characters, and nothing that is invisible or cannot be stored."""
    text = _NEWLINE.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str | None) -> str | None:
    """The text on one line, with single spaces; `None` if it is blank or missing."""
    return " ".join(clean_text(text or "").split()) or None


def require_text(text: str, name: str) -> str:
    """The clean text without blank lines around it; a `DocumentError` if it is blank or not text at all."""
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise DocumentError(f"{name} holds binary data, not text: convert it to text, or leave it out.")
    cleaned = clean_text(text)
    if not cleaned.strip():
        raise DocumentError(f"{name} holds only white space: put text into it, or leave it out.")
    return cleaned.strip("\n")
