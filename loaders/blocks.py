"""Markdown to plain text, a block at a time: each heading, paragraph, list item and table row stands on its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Plain text, blocks parted by blank lines, and the level-1 heading that opens it, if one does."""

    text: str
    heading: str | None


@dataclass(slots=True)
class _Blocks:
    """The blocks so far and what waits for the next one: a list item's mark, the cells of an open table row."""

    done: list[str] = field(default_factory=list[str])
    mark: str = ""
    cells: list[str] | None = None

    def add(self, text: str) -> None:
        if self.cells is not None:
            self.cells.append(text)
        elif text.strip():
            self.done.append(self.mark + text.strip("\n"))
            self.mark = ""

    def end_row(self) -> None:
        row = " | ".join(cell for cell in self.cells or () if cell)
        self.cells = None
        self.add(row)


def render_markdown(source: str) -> Rendered:
    """The words of CommonMark text with tables: marks, link targets, comments and HTML tags are left out."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    blocks = _Blocks()
    for token in tokens:
        match token.type:
            case "inline":
                blocks.add(_render_inline(token.children or []))
            case "fence" | "code_block":
                blocks.add(token.content)
            case "html_block":
                blocks.add(_strip_tags(token.content))
            case "list_item_open":
                blocks.mark = f"{token.info}{token.markup} " if token.info else "- "
            case "tr_open":
                blocks.cells = []
            case "tr_close":
                blocks.end_row()
            case _:
                pass
    opens_with_heading = bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    return Rendered("\n\n".join(blocks.done), blocks.done[0] if opens_with_heading and blocks.done else None)


def _render_inline(tokens: "Sequence[Token]") -> str:
    return "".join(_render_word(token) for token in tokens)


def _render_word(token: "Token") -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "image":
            return _render_inline(token.children or [])
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case _:
            return ""


def _strip_tags(html: str) -> str:
    return unescape(_TAG.sub("", html))
