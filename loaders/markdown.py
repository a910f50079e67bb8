"""Markdown: its words without its marks; title, date, language and address from YAML front matter, if there is any."""

import re
from pathlib import PurePath
from typing import cast

from corpdb.core.errors import DocumentError
from corpdb.loaders.blocks import render_markdown
from corpdb.loaders.contract import Loader
from corpdb.loaders.document import Document
from corpdb.loaders.encoding import decode
from corpdb.loaders.metadata import parse_address, parse_date, parse_language
from corpdb.loaders.normalization import clean_line, require_text

_SUFFIXES = frozenset({".md", ".markdown"})
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def _identify(name: str, _data: bytes) -> bool:
    return PurePath(name).suffix.lower() in _SUFFIXES


def _read(data: bytes, name: str) -> Document:
    source = require_text(decode(data, name), name)
    stated, body = _split_front_matter(source, name)
    rendered = render_markdown(body)
    return Document(
        text=require_text(rendered.text, name),
        media_type="text/markdown",
        title=clean_line(stated.get("title")) or clean_line(rendered.heading),
        language=parse_language(stated.get("lang") or stated.get("language")),
        published=parse_date(stated.get("date") or stated.get("published")),
        url=parse_address(stated.get("url") or stated.get("canonical_url")),
    )


def _split_front_matter(source: str, name: str) -> tuple[dict[str, str], str]:
    """The front matter's text values and the rest; all of the source is the rest where it opens with no mapping."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, source
    values = _parse_yaml(match[1] or "", name)
    if not isinstance(values, dict):
        return {}, source
    entries = cast("dict[object, object]", values).items()
    return {str(key).lower(): value for key, value in entries if isinstance(value, str)}, source[match.end() :]


def _parse_yaml(text: str, name: str) -> object:
    """The front matter with every value as its text, so that `2023-11` and `no` stay what the author wrote."""
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506, the base loader builds only text, lists and mappings
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 2}" if mark else ""
        raise DocumentError(
            f"{name} opens with front matter that is not valid YAML{place}: put that value in quotes.",
        ) from error


LOADER = Loader("markdown", _SUFFIXES, _identify, _read)
