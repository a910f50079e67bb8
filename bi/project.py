"""A dbt project on the views: sources with descriptions and tests, two models to begin with, a profile."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from typing import Any

import yaml

from corpdb.bi.connect import fill_page
from corpdb.bi.keys import find_key, find_target, find_vocabulary, is_always_there
from corpdb.bi.settings import ServerSettings, Settings
from corpdb.core.errors import CorpdbError, UsageError
from corpdb.models.columns import View, ViewColumn
from corpdb.models.views import VIEWS

SOURCE = "corpdb"
MODELS = ("events_by_month.sql", "partner_pairs.sql", "models.yml")
WIDTH = 120


def write_project(folder: Path, settings: Settings) -> int:
    """Write the project into a folder that is new or empty, whole or not at all; how many files it has."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and not an empty folder; name a new one")
    pages = dict(make_project(settings))
    try:
        with _whole_or_empty(folder):
            _write_pages(folder, pages)
    except OSError as error:
        raise CorpdbError(f"{folder} cannot be written: {error.strerror}; name another folder") from None
    return len(pages)


@contextmanager
def _whole_or_empty(folder: Path) -> Generator[None]:
    """Leave the folder as new or as empty as it was if the block breaks off: the next export would refuse it."""
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        for path in folder.glob("*"):
            rmtree(path) if path.is_dir() else path.unlink()
        if folder.exists() and not was_there:
            folder.rmdir()
        raise


def _write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def make_project(settings: Settings) -> Iterator[tuple[str, str]]:
    """The project's files: the path of each in the project's folder, and its text."""
    kept = files("corpdb.bi") / "dbt"
    for name in ("dbt_project.yml", "README.md"):
        yield name, (kept / name).read_text("utf-8")
    yield "profiles.yml", fill_page("_profile.yml.jinja", settings)
    for name in MODELS:
        yield f"models/{name}", (kept / name).read_text("utf-8")
    yield "models/sources.yml", dump_yaml({"sources": [describe_source(settings)]})


def describe_source(settings: Settings) -> dict[str, Any]:
    """The views as a source of dbt, with the tests that their keys and vocabularies call for."""
    schema = settings.schema if isinstance(settings, ServerSettings) else SOURCE
    return {
        "name": SOURCE,
        "description": "Corporate events, as documents tell them.",
        "schema": schema,
        "tables": [_describe_view(view) for view in VIEWS],
    }


def dump_yaml(content: Any) -> str:
    """The content as YAML, in the order in which it was put together."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=WIDTH)


def _describe_view(view: View) -> dict[str, Any]:
    return {
        "name": view.name,
        "description": view.comment,
        "columns": [_describe_column(view, column) for column in view.columns],
    }


def _describe_column(view: View, column: ViewColumn) -> dict[str, Any]:
    tests = list(_list_tests(view, column))
    return {
        "name": column.name,
        "description": column.comment,
        "data_type": column.type_name,
        **({"data_tests": tests} if tests else {}),
    }


def _list_tests(view: View, column: ViewColumn) -> Iterator[str | dict[str, Any]]:
    is_key = column.name == find_key(view)
    if is_key:
        yield "unique"
    if is_key or is_always_there(view, column):
        yield "not_null"
    if target := find_target(view, column):
        arguments = {"to": f"source('{SOURCE}', '{target[0]}')", "field": target[1]}
        yield {"relationships": {"arguments": arguments, "config": {"severity": "warn"}}}
    if vocabulary := find_vocabulary(view, column):
        yield {"accepted_values": {"arguments": {"values": [str(term.value) for term in vocabulary]}}}
