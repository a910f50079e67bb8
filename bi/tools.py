"""The tools that can be connected or provided for, by name."""

from enum import StrEnum


class Client(StrEnum):
    """A tool that `corpdb bi connect` knows."""

    SUPERSET = "superset"
    METABASE = "metabase"
    POWERBI = "powerbi"
    TABLEAU = "tableau"
    EXCEL = "excel"
    DBEAVER = "dbeaver"
    GRAFANA = "grafana"
    DBT = "dbt"
    DUCKDB = "duckdb"
    PANDAS = "pandas"
    JDBC = "jdbc"
    ODBC = "odbc"


class Project(StrEnum):
    """What `corpdb bi export` writes."""

    DBT = "dbt"
    SUPERSET = "superset"
