"""Renderers: from a result to a table, CSV, JSON or Markdown. Each returns the number of rows that it wrote."""

from collections.abc import Callable
from typing import TextIO

from corpdb.reports.formats import Format
from corpdb.reports.renderers.delimited import write_csv
from corpdb.reports.renderers.markdown import write_markdown
from corpdb.reports.renderers.objects import write_json
from corpdb.reports.renderers.table import write_table
from corpdb.reports.result import Result

RENDERERS: dict[Format, Callable[[Result, TextIO], int]] = {
    Format.TABLE: write_table,
    Format.CSV: write_csv,
    Format.JSON: write_json,
    Format.MARKDOWN: write_markdown,
}
