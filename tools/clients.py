"""The manual's pages of BI tools: what `corpdb bi connect` prints for a server and for a file."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from corpdb.bi.connect import describe_client
from corpdb.bi.settings import FileSettings, ServerSettings, Settings
from corpdb.bi.tools import Client

SERVER = ServerSettings("db.example", 5432, "press", "bi_reader", "public", is_default_schema=True, sslmode="require")
FILE = FileSettings(PurePosixPath("/home/me/corpdb/corpdb.db"), is_wal=False)


def list_pages() -> dict[str, Callable[[], str]]:
    """The path of each page, and what makes it."""
    return {f"bi/{client}.md": partial(describe_tool, client) for client in Client}


def describe_tool(client: Client) -> str:
    """The page of one tool, in Markdown."""
    title, server = _split(client, SERVER)
    _, file = _split(client, FILE)
    return (
        f"{title}\n\n`corpdb bi connect {client}` prints this page with your own database filled in.\n\n"
        f"## PostgreSQL\n\n{server}\n\n## SQLite\n\n{file}\n\n"
        "This page is made from the program: `python -m uv run python -m tools.manual`.\n"
    )


def _split(client: Client, settings: Settings) -> tuple[str, str]:
    """The page's title, and what stands under it."""
    title, _, body = describe_client(client, settings).partition("\n")
    return title, body.strip()
