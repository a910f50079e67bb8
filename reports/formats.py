"""The formats that a result can be written in. This module needs no renderer, so that a command can start at once."""

from enum import StrEnum

from corpdb.core.errors import UsageError


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    CSV = "csv"
    CSV_BOM = "csv-bom"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"
    XLSX = "xlsx"
    PARQUET = "parquet"

    @property
    def is_binary(self) -> bool:
        """Whether it is bytes for a program, and no text that a terminal can show."""
        return self in {Format.XLSX, Format.PARQUET}

    @property
    def is_for_people(self) -> bool:
        """Whether it is laid out to be read, and holds no columns that only programs need."""
        return self in {Format.TABLE, Format.MARKDOWN, Format.HTML}

    @classmethod
    def of_file(cls, name: str) -> "Format":
        """The format that a file's ending means; a `UsageError` lists the endings if it means none."""
        ending = name.rpartition(".")[2].lower()
        if ending not in _ENDINGS:
            known = ", ".join(f".{each}" for each in _ENDINGS)
            raise UsageError(f"the ending of {name} means no format; name the format with --format, or use {known}")
        return _ENDINGS[ending]


_ENDINGS = {
    "csv": Format.CSV,
    "json": Format.JSON,
    "jsonl": Format.JSONL,
    "ndjson": Format.JSONL,
    "md": Format.MARKDOWN,
    "html": Format.HTML,
    "htm": Format.HTML,
    "xlsx": Format.XLSX,
    "parquet": Format.PARQUET,
    "txt": Format.TABLE,
}
