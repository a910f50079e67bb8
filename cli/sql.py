"""`corpdb sql`: a query of the user's own, which can only read."""

import sys
from typing import Annotated

import typer

from corpdb.cli.known import open_readable
from corpdb.cli.options import AsOf, Database, FormatOption, OutputOption
from corpdb.cli.output import choose_format, print_result

EXAMPLES = (
    'corpdb sql "SELECT kind, count(*) FROM bi_events GROUP BY kind"',
    "corpdb sql --format csv - < query.sql > rows.csv",
    'corpdb sql --as-of 2023-06 "SELECT status, count(*) FROM bi_events GROUP BY status"',
)


def sql(
    query: Annotated[str, typer.Argument(help="One query; - reads it from standard input.", show_default=False)],
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Run a query of your own: it can only read.

    The database itself refuses everything else: SQLite opens the file for reading, PostgreSQL begins a read-only
    transaction. EXPLAIN works on both, SHOW on PostgreSQL. What a PostgreSQL superuser's own functions do outside of
    the database (read files, say) is not held back; connect as a user who may only read. The views to read from begin
    with bi_: see the data dictionary.
    """
    from corpdb.reports.result import Result
    from corpdb.storage.query import run_query

    chosen = choose_format(format, output)
    text = sys.stdin.read() if query == "-" else query
    with open_readable(database, as_of) as known, run_query(known.engine, text) as rows:
        print_result(Result.of_query(rows.columns, rows.rows), chosen, output)
