"""Read a view's columns and a row of it by ODBC or JDBC, and try to write what may only be read.

Run by the Python of the drivers' environment. Arguments: odbc and the connection string; or jdbc, the address, the
password, the driver's jar and the folder of its libraries. Prints a JSON object: the names and the comments of the
columns, a row, whether the write was refused.
"""

import json
import sys
from importlib import import_module
from typing import Any

NAMES = ("event_id", "first_day", "kind", "amount", "headcount", "confidence")
QUERY = f"SELECT {', '.join(NAMES)} FROM bi_events WHERE amount IS NOT NULL"


def read_odbc(text: str) -> dict[str, Any]:
    """What the ODBC driver finds."""
    pyodbc: Any = import_module("pyodbc")
    with pyodbc.connect(text) as connection:
        cursor = connection.cursor()
        columns = {row.column_name: None for row in cursor.columns(table="bi_events")}
        return {"columns": columns, "row": [str(value) for value in cursor.execute(QUERY).fetchone()]}


def read_jdbc(address: str, password: str, jar: str, libraries: str) -> dict[str, Any]:
    """What the JDBC driver finds."""
    jpype: Any = import_module("jpype")
    jpype.startJVM(f"-Dorg.sqlite.lib.path={libraries}", f"-Djava.library.path={libraries}", classpath=[jar])
    driver = "org.sqlite.JDBC" if address.startswith("jdbc:sqlite") else "org.postgresql.Driver"
    given = {"password": password} if password else {}
    connection: Any = import_module("jaydebeapi").connect(driver, address, given, [jar]).jconn
    described = connection.getMetaData().getColumns(None, None, "bi_events", "%")
    columns: dict[str, str | None] = {}
    while described.next():
        columns[str(described.getString("COLUMN_NAME"))] = described.getString("REMARKS") and str(
            described.getString("REMARKS")
        )
    statement = connection.createStatement()
    row = statement.executeQuery(QUERY)
    row.next()
    values = [row.getLong(1), row.getDate(2), row.getString(3), row.getBigDecimal(4), row.getLong(5), row.getDouble(6)]
    refused = "open_mode=1" in address and _is_refused(statement, jpype.JException)
    return {"columns": columns, "row": [str(value) for value in values], "refused": refused}


def _is_refused(statement: Any, error: type[Exception]) -> bool:
    try:
        statement.executeUpdate("DELETE FROM event")
    except error:
        return True
    return False


json.dump({"odbc": read_odbc, "jdbc": read_jdbc}[sys.argv[1]](*sys.argv[2:]), sys.stdout)
