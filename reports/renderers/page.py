"""HTML: a page of its own with one table, for a browser or a mail; it loads nothing from elsewhere."""

import re
from html import escape
from typing import Any, TextIO

from corpdb.reports.renderers.cells import format_cell, is_number
from corpdb.reports.result import Result, Row

_LINK = re.compile(r"https?://\S+")
_STYLE = """\
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 1.5rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .35rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
th { position: sticky; top: 0; background: Canvas; border-bottom: 2px solid #888; white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.long { min-width: 22rem; max-width: 40rem; }
tbody tr:hover { background: #8881; }
"""


def write_html(result: Result, stream: TextIO) -> int:
    """Write the rows as they come; return how many there were."""
    title = escape(result.title or "corpdb")
    stream.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<div role="region" tabindex="0" aria-label="{title}">\n<table>\n'
    )
    headers = "".join(f'<th scope="col">{escape(header)}</th>' for header in result.headers)
    stream.write(f"<thead>\n<tr>{headers}</tr>\n</thead>\n<tbody>\n")
    number = 0
    for number, row in enumerate(result.rows, 1):  # noqa: B007 - the last number is the count
        stream.write(_write_row(result, row))
    stream.write("</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n")
    return number


def _write_row(result: Result, row: Row) -> str:
    cells = "".join(
        _write_cell(value, grouped=position in result.grouped, long=position in result.shortened)
        for position, value in enumerate(row)
    )
    return f"<tr>{cells}</tr>\n"


def _write_cell(value: Any, *, grouped: bool, long: bool) -> str:
    text = escape(format_cell(value, grouped=grouped))
    if is_number(value):
        return f'<td class="number">{text}</td>'
    if _LINK.fullmatch(text):
        text = f'<a href="{text}" rel="noreferrer">{text}</a>'
    return f'<td class="long">{text}</td>' if long else f"<td>{text}</td>"
