# What reports/renderers/workbook.py uses of XlsxWriter.

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

class Workbook:
    def __init__(self, filename: str, options: Mapping[str, bool | str]) -> None: ...
    def add_format(self, properties: Mapping[str, object]) -> Format: ...
    def add_worksheet(self, name: str | None = None) -> Worksheet: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
