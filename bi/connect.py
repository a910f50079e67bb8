"""How each tool is connected: pages that are filled in with the settings of a database."""

import json
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from corpdb.bi.settings import PASSWORD, ServerSettings, Settings
from corpdb.bi.tools import Client


def describe_client(client: Client, settings: Settings) -> str:
    """What to type and to click in the tool, in Markdown; in place of the password stands PASSWORD."""
    return fill_page(f"{client}.md.jinja", settings)


def fill_page(name: str, settings: Settings) -> str:
    """The page of that name, filled in with the settings."""
    is_server = isinstance(settings, ServerSettings)
    return make_environment().get_template(name).render(db=settings, is_server=is_server, password=PASSWORD)


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
