"""Plain text: read as it stands. Title, language and date are for extraction to find."""

from pathlib import PurePath

from corpdb.loaders.contract import STDIN_NAME, Loader
from corpdb.loaders.document import Document
from corpdb.loaders.encoding import decode
from corpdb.loaders.html import looks_like_html
from corpdb.loaders.normalization import require_text

_SUFFIXES = frozenset({".txt", ".text"})


def _identify(name: str, data: bytes) -> bool:
    if name == STDIN_NAME:
        return not looks_like_html(data)
    return PurePath(name).suffix.lower() in _SUFFIXES


def _read(data: bytes, name: str) -> Document:
    return Document(text=require_text(decode(data, name), name), media_type="text/plain")


LOADER = Loader("text", _SUFFIXES, _identify, _read)
