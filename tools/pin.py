"""Pin every package that uv resolves, for all platforms, to the newest version that pyproject.toml's bounds allow.

    python -m uv run python -m tools.pin

It rewrites the list `constraint-dependencies` in pyproject.toml, which holds the versions in place of a lock file.
"""

import os
import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
PINS = re.compile(r"^constraint-dependencies = \[.*?^\]$", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Rewrite the pins; leave pyproject.toml as it was if uv finds no versions that fit together."""
    text = PROJECT.read_text("utf-8")
    PROJECT.write_text(replace_pins(text, []), "utf-8")
    try:
        run_uv("lock", "--upgrade")
        text = replace_pins(text, list_resolved())
    finally:
        PROJECT.write_text(text, "utf-8")
    run_uv("lock")


def replace_pins(text: str, pins: list[str]) -> str:
    """Return the project file `text` with `pins` as its only constraints; `ValueError` if it has no such list."""
    lines = "".join(f'    "{pin}",\n' for pin in pins)
    changed, number = PINS.subn(f"constraint-dependencies = [\n{lines}]", text)
    if number != 1:
        raise ValueError("pyproject.toml needs one list constraint-dependencies, its brackets at the ends of lines")
    return changed


def list_resolved() -> list[str]:
    """Return each resolved package as `name==version`, with the environments it is for where it is not for all."""
    options = ["--all-extras", "--all-groups", "--no-annotate", "--no-emit-project", "--no-hashes", "--no-header"]
    return [re.sub(" ; ", "; ", line) for line in run_uv("export", *options).splitlines()]


def run_uv(*arguments: str) -> str:
    """Run the uv that runs this program, in the project, and return its output; its messages go to the terminal."""
    program = os.environ.get("UV", "uv")
    return subprocess.run(
        [program, *arguments], cwd=PROJECT.parent, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


if __name__ == "__main__":
    main()
