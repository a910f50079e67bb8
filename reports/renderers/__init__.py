"""Renderers: from a result to each of the formats. Each returns the number of rows that it wrote."""

from collections.abc import Callable
from typing import BinaryIO, TextIO

from corpdb.reports.formats import Format
from corpdb.reports.renderers.delimited import write_csv, write_csv_bom
from corpdb.reports.renderers.markdown import write_markdown
from corpdb.reports.renderers.objects import write_json, write_lines
from corpdb.reports.renderers.page import write_html
from corpdb.reports.renderers.parquet import write_parquet
from corpdb.reports.renderers.table import write_table
from corpdb.reports.renderers.workbook import write_xlsx
from corpdb.reports.result import Result

RENDERERS: dict[Format, Callable[[Result, TextIO], int]] = {
    Format.TABLE: write_table,
    Format.CSV: write_csv,
    Format.CSV_BOM: write_csv_bom,
    Format.JSON: write_json,
    Format.JSONL: write_lines,
    Format.MARKDOWN: write_markdown,
    Format.HTML: write_html,
}
BINARY_RENDERERS: dict[Format, Callable[[Result, BinaryIO], int]] = {
    Format.XLSX: write_xlsx,
    Format.PARQUET: write_parquet,
}
