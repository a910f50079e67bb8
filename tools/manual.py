"""Write the pages of the manual that are made from the program.

python -m uv run python -m tools.manual
"""

from collections.abc import Callable
from pathlib import Path

from tools.clients import list_pages
from tools.commands import describe_commands
from tools.dictionary import describe_data

FOLDER = Path(__file__).parents[1] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": describe_commands,
    "data-dictionary.md": describe_data,
    **list_pages(),
}


def main() -> None:
    """Write each page anew."""
    for name, describe in PAGES.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(describe(), "utf-8")


if __name__ == "__main__":
    main()
