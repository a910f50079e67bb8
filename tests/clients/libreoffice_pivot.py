"""Make a pivot in LibreOffice, of a spreadsheet file or of a view of a database that it connects to.

Run by the Python that has LibreOffice's module `uno`, beside a LibreOffice that listens. Arguments: the name of its
pipe; then a file and its fields, or the address of a database as LibreOffice has it, its settings as JSON, a view and
its fields. The fields are those of rows, of columns and of what is counted. Prints the pivot's cells as JSON.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

uno: Any = import_module("uno")
PropertyValue: Any = uno.getClass("com.sun.star.beans.PropertyValue")
CellAddress: Any = uno.getClass("com.sun.star.table.CellAddress")
LAST_ROW, LAST_COLUMN = 20, 8
TRIES = 120


def connect(pipe: str) -> Any:
    """The context of the LibreOffice that listens, as soon as it does."""
    own = uno.getComponentContext()
    resolver = own.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", own)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(TRIES):
        try:
            return resolver.resolve(address)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.5)
    return resolver.resolve(address)


def list_values(**values: object) -> tuple[Any, ...]:
    """Named values, as LibreOffice takes them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def open_sheet(context: Any, address: str) -> Any:
    """The document of that address; its first sheet is used."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    return desktop.loadComponentFromURL(address, "_blank", 0, list_values(Hidden=True))


def register(context: Any, folder: Path, address: str, settings: dict[str, str]) -> str:
    """Register a database, as Tools, Options, Base, Databases does; returns its name."""
    databases = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.DatabaseContext", context)
    source = databases.createInstance()
    source.URL = address
    for name, value in settings.items():
        source.Settings.setPropertyValue(name, value)
    file = (folder / "corpdb.odb").as_uri()
    source.DatabaseDocument.storeAsURL(file, ())
    databases.registerDatabaseLocation("corpdb", file)
    return "corpdb"


def make_pivot(sheet: Any, source: dict[str, Any], row: str, column: str, counted: str) -> list[list[str]]:
    """Insert, Pivot Table: the texts of its cells."""
    tables = sheet.getDataPilotTables()
    descriptor = tables.createDataPilotDescriptor()
    if "range" in source:
        descriptor.setSourceRange(source["range"])
    else:
        descriptor.ImportDescriptor = list_values(**source)
    fields = descriptor.getDataPilotFields()
    for name, place in ((row, "ROW"), (column, "COLUMN"), (counted, "DATA")):
        fields.getByName(name).Orientation = uno.Enum("com.sun.star.sheet.DataPilotFieldOrientation", place)
    fields.getByName(counted).Function = uno.Enum("com.sun.star.sheet.GeneralFunction", "COUNT")
    tables.insertNewByName("pivot", CellAddress(sheet.RangeAddress.Sheet, 0, 0), descriptor)
    cells = [[sheet.getCellByPosition(x, y).String for x in range(LAST_COLUMN)] for y in range(LAST_ROW)]
    return [line for line in cells if any(line)]


def pivot_file(context: Any, file: str, *fields: str) -> list[list[str]]:
    """A pivot of a spreadsheet file, on a second sheet."""
    document = open_sheet(context, Path(file).as_uri())
    cursor = document.Sheets.getByIndex(0).createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    source = document.Sheets.getByIndex(0).getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    document.Sheets.insertNewByName("pivot", 1)
    return make_pivot(document.Sheets.getByIndex(1), {"range": source.RangeAddress}, *fields)


def pivot_view(context: Any, folder: str, address: str, settings: str, view: str, *fields: str) -> list[list[str]]:
    """A pivot of a view of a registered database."""
    name = register(context, Path(folder), address, json.loads(settings))
    table = uno.Enum("com.sun.star.sheet.DataImportMode", "TABLE")
    source = {"DatabaseName": name, "SourceType": table, "SourceObject": view}
    return make_pivot(open_sheet(context, "private:factory/scalc").Sheets.getByIndex(0), source, *fields)


def main(pipe: str, kind: str, *arguments: str) -> None:
    """Make the pivot, print it, and end LibreOffice."""
    context = connect(pipe)
    try:
        json.dump({"file": pivot_file, "view": pivot_view}[kind](context, *arguments), sys.stdout)
    finally:
        context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()


main(*sys.argv[1:])
