"""Every export by its format. Each returns the number of what it wrote."""

from collections.abc import Callable
from typing import TextIO

from sqlalchemy import Connection

from corpdb.reports.exports.entities import write_entities
from corpdb.reports.exports.formats import ExportFormat
from corpdb.reports.exports.lines import write_lines
from corpdb.reports.exports.networks import write_gexf, write_graphml
from corpdb.reports.filters import Filters

EXPORTS: dict[ExportFormat, Callable[[Connection, Filters, TextIO], int]] = {
    ExportFormat.JSONL: write_lines,
    ExportFormat.FOLLOWTHEMONEY: write_entities,
    ExportFormat.GRAPHML: write_graphml,
    ExportFormat.GEXF: write_gexf,
}
