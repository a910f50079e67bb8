"""The formats that a result can be written in. This module needs no renderer, so that a command can start at once."""

from enum import StrEnum

from corpdb.core.errors import UsageError


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"

    @classmethod
    def of_file(cls, name: str) -> "Format":
        """The format that a file's ending means; a `UsageError` lists the endings if it means none."""
        ending = name.rpartition(".")[2].lower()
        if ending not in _ENDINGS:
            known = ", ".join(f".{each}" for each in _ENDINGS)
            raise UsageError(f"the ending of {name} means no format; name the format with --format, or use {known}")
        return _ENDINGS[ending]


_ENDINGS = {"csv": Format.CSV, "json": Format.JSON, "md": Format.MARKDOWN, "txt": Format.TABLE}
