"""What an HTML page states about itself in its head: title, language, date of publication, address.

Only what the page states as data counts. A date in its address, its copyright line or its running text is none of it.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from corpdb.loaders.metadata import parse_address, parse_date, parse_language
from corpdb.loaders.normalization import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of `<meta>` elements that hold the day of first publication, the most specific first.
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "date",
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ARTICLES = ("Article", "BlogPosting", "Report")
_MARKED_TIMES = '//time[@pubdate or contains(@itemprop, "datePublished") or contains(@class, "published")]/@datetime'


class Page:
    """An HTML page's statements about itself."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._tree = tree
        self._metas = dict(reversed(list(_find_metas(tree))))
        self._article: dict[str, object] = next(_find_articles(tree), dict[str, object]())

    @property
    def title(self) -> str | None:
        """The headline: of the structured data, for sharing, or the page's only `<h1>`; else the page's title."""
        headings = [clean_line(heading.text_content()) for heading in self._tree.iter("h1")]
        stated = _read_text(self._article, "headline") or clean_line(self._metas.get("og:title"))
        only = headings[0] if len(headings) == 1 else None
        return stated or only or self._read_title()

    @property
    def language(self) -> str | None:
        """The ISO 639-1 code of the page's language."""
        stated = parse_language(self._tree.get("lang")) or parse_language(self._metas.get("content-language"))
        return stated or parse_language(_read_text(self._article, "inLanguage"))

    @property
    def published(self) -> str | None:
        """The day of publication: of the structured data, the `<meta>` elements, or the `<time>` marked as such.

        Failing these, the one day that the page's `<time>` elements name, if they name only one.
        """
        stated = [_read_text(self._article, "datePublished"), *(self._metas.get(name) for name in _DATE_NAMES)]
        marked = self._find_days(_MARKED_TIMES)
        days = set(self._find_days("//time/@datetime"))
        only = next(iter(days)) if len(days) == 1 else None
        return next(filter(None, map(parse_date, stated)), None) or next(iter(marked), only)

    @property
    def url(self) -> str | None:
        """The address that the page gives as its own."""
        canonical = next(iter(self._find_values('//link[@rel="canonical"]/@href')), None)
        return parse_address(canonical) or parse_address(self._metas.get("og:url"))

    def _read_title(self) -> str | None:
        """The page's title without markup, which to a browser is plain text there."""
        return clean_line(_TAG.sub("", self._tree.findtext(".//title") or ""))

    def _find_days(self, path: str) -> list[str]:
        return [day for day in map(parse_date, self._find_values(path)) if day]

    def _find_values(self, path: str) -> list[str]:
        return cast("list[str]", self._tree.xpath(path))


def _find_metas(tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content:
            yield name.strip().lower(), content


def _find_articles(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    """The articles that the page's JSON-LD describes at its top or in its graph; what cannot be parsed is no data."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                data: object = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from filter(_is_article, _list_nodes(data))


def _list_nodes(data: object) -> Iterator[dict[str, object]]:
    for item in cast("list[object]", data) if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            node = cast("dict[str, object]", item)
            yield node
            yield from _list_nodes(node.get("@graph"))


def _is_article(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    listed = cast("list[object]", kinds) if isinstance(kinds, list) else [kinds]
    return any(str(kind).endswith(_ARTICLES) for kind in listed)


def _read_text(node: dict[str, object], key: str) -> str | None:
    value = node.get(key)
    return clean_line(value) if isinstance(value, str) else None
