"""Bytes to text: the byte order mark, then UTF-8, then what the document declares, then what its bytes look like."""

import codecs
import re

from corpdb.core.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
# What is declared as Latin-1 or ASCII is Windows-1252 in practice, and the WHATWG's Encoding Standard reads it so.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The text of the document `name`; `declared` is the encoding that it says it has, if any.

    Raises a `DocumentError` if the document is empty, binary, damaged UTF-8, or in no encoding that can be told.
    """
    if not data:
        raise DocumentError(f"{name} is empty: put text into it, or leave it out.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data, name, encoding)
    if b"\x00" in data:
        raise DocumentError(f"{name} holds binary data, not text: convert it to text, or leave it out.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _broken(name, "utf-8", error) from error
    known = _look_up(declared)
    if known:
        return _decode_strictly(data, name, known)
    return _guess(data, name)


def _decode_strictly(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, encoding, error) from error


def _broken(name: str, encoding: str, error: UnicodeDecodeError) -> DocumentError:
    shown = encoding.removesuffix("-sig").upper()
    return DocumentError(f"{name} is not valid {shown} at byte {error.start}: save it again as UTF-8.")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether UTF-8 characters are at least as many as the places that are none.

    Text in another encoding seldom has any: an accented letter in it is mostly followed by a plain one.
    """
    rest, formed = _UTF8_CHARACTER.subn(b" ", data)
    return formed >= len(_NOT_ASCII.findall(rest))


def _look_up(declared: str | None) -> str | None:
    """Python's name of the declared encoding; `None` if there is none, or it is UTF-8 and the bytes prove it wrong."""
    try:
        found = codecs.lookup(declared or "utf-8").name
    except (LookupError, ValueError):
        return None
    return None if found.startswith("utf") else _READ_AS.get(found, found)


def _guess(data: bytes, name: str) -> str:
    """The text in the encoding that makes it look like language: Windows-1252 if that does, else whichever does best.

    Short texts fit several neighbours of Windows-1252 equally well; it is by far the most frequent among them.
    """
    from charset_normalizer import from_bytes

    for candidates in (["cp1252"], None):
        match = from_bytes(data, cp_isolation=candidates).best()
        if match:
            return str(match)
    raise DocumentError(f"{name} is in no text encoding that can be recognized: save it again as UTF-8.")
