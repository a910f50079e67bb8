"""How each tool is connected: pages that are filled in with the settings of a database."""

import json
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from corpdb.bi.settings import PASSWORD, ServerSettings, Settings
from corpdb.bi.tools import Client


def describe_client(client: Client, settings: Settings) -> str:
    """What to type and to click in the tool, in Markdown; in place of the password stands PASSWORD."""
    return (
        make_environment()
        .get_template(f"{client}.md.jinja")
        .render(
            db=settings,
            is_server=isinstance(settings, ServerSettings),
            password=PASSWORD,
        )
    )


def make_environment() -> Environment:
    """Where the pages are, and what they may do with a value: `quoted` as in JSON, YAML and Python, `sql` as in SQL."""
    environment = Environment(
        loader=PackageLoader("corpdb.bi", "clients"),
        autoescape=False,  # noqa: S701 - Markdown for a terminal
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quote
    environment.filters["sql"] = _quote_sql
    return environment


def _quote(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _quote_sql(value: Any) -> str:
    return "'" + str(value).replace("'", "''") + "'"
