"""HTML pages: the main text without menus, advertisements and notices, and what the page states about itself."""

import logging
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpdb.core.errors import DocumentError
from corpdb.loaders.contract import STDIN_NAME, Loader
from corpdb.loaders.document import Document
from corpdb.loaders.encoding import decode
from corpdb.loaders.normalization import clean_text, require_text
from corpdb.loaders.page import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_HEAD_BYTES = 4096
_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([-\w:.]+)", re.IGNORECASE)
# On short pages the library would take each of these elements for a line, and so break sentences in pieces.
_EMPHASIS = ("abbr", "b", "em", "font", "i", "mark", "small", "strong", "sub", "sup", "u")
_TABLE_RULE = re.compile(r"\|[-|]+")

# A page without a main part is no error, and not for the library to report: this page's text is read all the same.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def looks_like_html(data: bytes) -> bool:
    """Whether the data opens as an HTML page does."""
    return bool(_OPENING.match(data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")))


def _identify(name: str, data: bytes) -> bool:
    if name == STDIN_NAME:
        return looks_like_html(data)
    return PurePath(name).suffix.lower() in _SUFFIXES


def _read(data: bytes, name: str) -> Document:
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    markup = require_text(decode(data, name, declared=declared[1].decode("ascii") if declared else None), name)
    tree = _parse(markup)
    text = _extract_text(tree) if tree is not None else ""
    if tree is None or not text:
        raise DocumentError(f"{name} is an HTML page without readable text: save the whole page, or leave it out.")
    page = Page(tree)
    return Document(
        text=text,
        media_type="text/html",
        title=page.title,
        language=page.language,
        published=page.published,
        url=page.url,
    )


def _parse(markup: str) -> "HtmlElement | None":
    """The page's tree without emphasis, however broken the page; `None` if there is nothing but comments in it."""
    from lxml.etree import ParserError, strip_tags
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode(), parser, ensure_head_body=True)
    except ParserError:
        return None
    strip_tags(tree, *_EMPHASIS)
    return tree


def _extract_text(tree: "HtmlElement") -> str:
    """The main text, blocks parted by blank lines; all of the page's text where no main part stands out."""
    from trafilatura import bare_extraction, html2txt

    main = bare_extraction(tree, include_comments=False, with_metadata=False)
    text = (getattr(main, "text", None) or "").strip() or html2txt(tree)
    lines = (_strip_row(line) for line in clean_text(text).split("\n") if not _TABLE_RULE.fullmatch(line))
    return "\n\n".join(line for line in lines if line)


def _strip_row(line: str) -> str:
    """The line without blanks around it, nor the bars around a table's row."""
    return line.strip().removeprefix("|").removesuffix("|").strip() if line.startswith("|") else line.strip()


LOADER = Loader("html", _SUFFIXES, _identify, _read)
