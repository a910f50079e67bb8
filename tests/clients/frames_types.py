"""Run the page's code in pandas and DuckDB and read the same view with polars; print the types that each finds.

Run by the Python of the frames' environment. Arguments: the code of the pages of pandas and of DuckDB, the call of
polars on the former, and the address for ADBC and ConnectorX.
"""

import json
import sys
from importlib import import_module
from typing import Any

PAGE_QUERY = "SELECT * FROM bi_events"
SPARSE = "SELECT c.day, e.headcount FROM bi_calendar c LEFT JOIN bi_events e ON e.day = c.day ORDER BY c.day"
NAMES = ("event_id", "first_day", "kind", "amount", "headcount", "confidence")


def read_pandas(code: str, call: str) -> dict[str, str]:
    """The types of the frame that the page's code makes; polars reads the same, and columns that begin empty."""
    found: dict[str, Any] = {}
    exec(code, found)
    assert len(found["events"]) == 4
    found["pl"] = import_module("polars")
    assert eval(call, found).height == 4
    assert eval(call.replace(PAGE_QUERY, SPARSE), found)["headcount"].max() > 0
    return {name: str(found["events"][name].dtype) for name in NAMES}


def read_duckdb(code: str) -> dict[str, str]:
    """The types of the view that is attached; the extension comes from its package instead of the network."""
    extension = "postgres_scanner" if "LOAD postgres" in code else "sqlite_scanner"
    connection = import_module("duckdb").connect()
    import_module("duckdb_extensions").import_extension(extension, con=connection)
    *statements, query = [one.strip() for one in code.split(";") if one.strip()]
    for statement in statements:
        if not statement.startswith("INSTALL"):
            connection.execute(statement)
    assert sum(number for _, number in connection.execute(query).fetchall()) == 4
    view = query.split(" FROM ")[1].split()[0]
    rows = connection.execute(f"DESCRIBE SELECT {', '.join(NAMES)} FROM {view}").fetchall()
    return {name: kind for name, kind, *_ in rows}


def read_polars(address: str, engine: str) -> dict[str, str]:
    """The types that polars finds by one of its two roads; ConnectorX refuses an amount if the first row has none."""
    query = f"SELECT {', '.join(NAMES)} FROM bi_events ORDER BY amount IS NULL, event_id"
    frame = import_module("polars").read_database_uri(query, address, engine=engine)
    assert frame.height == 4
    return {name: str(kind) for name, kind in frame.schema.items()}


def main() -> None:
    """Print the types by client."""
    pandas, duckdb, polars, address = sys.argv[1:]
    found = {
        "pandas": read_pandas(pandas, polars),
        "duckdb": read_duckdb(duckdb),
        "adbc": read_polars(address, "adbc"),
        "connectorx": read_polars(address, "connectorx"),
    }
    json.dump(found, sys.stdout)


main()
