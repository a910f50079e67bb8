"""The formats of exports. This module needs no database library, so that a command can start at once."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """What an export is written for."""

    JSONL = "jsonl"
    FOLLOWTHEMONEY = "followthemoney"
    GRAPHML = "graphml"
    GEXF = "gexf"
    PARQUET = "parquet"
