"""pandas, DuckDB and polars read the views as the pages say, with the types that they announce."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.cli.running import run_on
from tests.clients.environments import prepare, run

pytestmark = pytest.mark.clients
HERE = Path(__file__).parent
BLOCK = re.compile(r"^```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
POLARS = re.compile("polars: `(.+?)`")
TYPES = {
    "sqlite": {
        "pandas": ("int64", "datetime64", "str", "float64", "float64", "float64"),
        "duckdb": ("BIGINT", "DATE", "VARCHAR", "DOUBLE", "BIGINT", "DOUBLE"),
        "adbc": ("Int64", "String", "String", "Float64", "Int64", "Float64"),
        "connectorx": ("Int64", "Date", "String", "Float64", "Int64", "Float64"),
    },
    "postgresql": {
        "pandas": ("int64", "datetime64", "str", "float64", "float64", "float64"),
        "duckdb": ("BIGINT", "DATE", "VARCHAR", "DECIMAL(20,2)", "BIGINT", "DOUBLE"),
        "adbc": ("Int64", "Date", "String", "Extension", "Int64", "Float64"),
        "connectorx": ("Int64", "Date", "String", "Decimal", "Int64", "Float64"),
    },
}


def test_frames_have_the_types_that_the_views_announce(sample_url: str) -> None:
    url = make_url(sample_url)
    pages = {tool: run_on(sample_url, "bi", "connect", tool).stdout for tool in ("pandas", "duckdb")}
    code = [BLOCK.findall(page)[0] for page in pages.values()]
    (polars,) = POLARS.findall(pages["pandas"])
    plain = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=False)
    variables = {"PGPASSWORD": url.password or ""}
    program = prepare("frames") / "python"
    told = run(program, HERE / "frames_types.py", *code, polars, plain, variables=variables)
    found = json.loads(told.splitlines()[-1])
    for client, types in TYPES[url.get_backend_name()].items():
        kinds = zip(found[client].items(), types, strict=True)
        assert [(name, kind) for (name, kind), expected in kinds if not kind.startswith(expected)] == [], client
