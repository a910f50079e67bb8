"""The manual's page of commands, made from their help."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from typer import Context
from typer.main import get_command

from corpdb.cli.app import app

INTRODUCTION = """# Commands

`corpdb COMMAND --help` says the same on the screen. Results go to standard output, progress and messages to standard
error. A command ends with 0 if all went well, 1 if something could not be done, 2 if it was not typed right, 130 after
Ctrl-C.

This page is made from the program: `python -m uv run python -m tools.manual`.
"""


def describe_commands() -> str:
    """The page, in Markdown."""
    return "\n".join([INTRODUCTION, *_describe(get_command(app), "corpdb", None)]).rstrip() + "\n"


def list_commands() -> dict[str, Any]:
    """Every command by its full name, groups included."""
    return {context.command_path: command for command, context in _walk(get_command(app), "corpdb", None)}


def _walk(command: Any, name: str, parent: Context | None) -> Iterator[tuple[Any, Context]]:
    context = Context(command, info_name=name, parent=parent)
    yield command, context
    for child_name, child in getattr(command, "commands", {}).items():
        yield from _walk(child, child_name, context)


def _describe(root: Any, name: str, parent: Context | None) -> Iterator[str]:
    for command, context in _walk(root, name, parent):
        yield f"## `{context.command_path}`\n"
        yield f"{_unwrap(command.help)}\n"
        yield f"```\n{' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n```\n"
        parameters = [parameter for parameter in command.get_params(context) if parameter.name != "help"]
        if parameters:
            yield "| | |\n| --- | --- |"
            yield from (_describe_parameter(parameter) for parameter in parameters)
            yield ""
        if command.epilog:
            yield f"{_describe_examples(command.epilog)}\n"


def _unwrap(text: str) -> str:
    """The text's paragraphs, each on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n"))


def _describe_parameter(parameter: Any) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.opts) if parameter.param_type_name == "option" else ""
    takes = "" if getattr(parameter, "is_flag", False) else f"`{parameter.metavar or parameter.name.upper()}`"
    notes = [_unwrap(parameter.help or "")]
    shown = parameter.show_default if isinstance(parameter.show_default, str) else parameter.default
    if isinstance(shown, str | int | float) and not isinstance(shown, bool) and parameter.show_default:
        notes.append(f"Default: `{shown}`.")
    if parameter.envvar:
        notes.append(f"Environment: `{parameter.envvar}`.")
    return f"| {' '.join(filter(None, (names, takes)))} | {' '.join(notes)} |"


def _describe_examples(epilog: str) -> str:
    _, *commands = (line.strip().replace(r"\[", "[") for line in re.split(r"\n+", epilog))
    return "```\n" + "\n".join(commands) + "\n```"
