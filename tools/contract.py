"""Write down what BI tools may rely on: each view's name, grain and columns, in order, with types and since when.

    python -m uv run python -m tools.contract

A change gives the contract its next version. Columns are only ever added, at the end of a view: anything else is
refused, for dashboards are built on them.
"""

import json
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpdb.models.views import VIEWS

FILE = Path(__file__).parents[1] / "models" / "contract.toml"
HEAD = """\
# What BI tools may rely on: each view with its grain and its columns in order, as name, type and the version of this
# contract that brought it. Written by `python -m uv run python -m tools.contract`, which gives every change a new
# version and refuses any but added columns at the end of a view. `digest` is that of all that stands here, those of
# `versions` are of the columns that each version had: a change by hand shows.
"""


@dataclass(frozen=True, slots=True)
class PromisedColumn:
    """A column of a view: its name, its type in a word, and the version that brought it."""

    name: str
    type: str
    since: int


@dataclass(frozen=True, slots=True)
class PromisedView:
    """A view: what one row is, and its columns in order."""

    grain: str
    columns: tuple[PromisedColumn, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """All views by name, at a version."""

    version: int
    views: dict[str, PromisedView]

    @property
    def digest(self) -> str:
        """A fingerprint of the whole contract."""
        return _hash([self.version, {name: [one.grain, *map(_plain, one.columns)] for name, one in self.views.items()}])

    def digest_columns(self, version: int) -> str:
        """A fingerprint of the columns that there were at a version, in their order."""
        columns = {
            name: [_plain(column) for column in one.columns if column.since <= version]
            for name, one in self.views.items()
        }
        return _hash({name: listed for name, listed in columns.items() if listed})


class ContractError(Exception):
    """A view has lost a column, or shows another one in its place."""


def read_contract() -> tuple[Contract, dict[str, Any]]:
    """The contract of the file, and the digests that stand there: of the whole, and of each version's columns."""
    data: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8")) if FILE.exists() else {"version": 0}
    views = {
        name: PromisedView(one["grain"], tuple(PromisedColumn(*column) for column in one["columns"]))
        for name, one in data.get("views", {}).items()
    }
    return Contract(data["version"], views), {"digest": data.get("digest"), "versions": data.get("versions", {})}


def renew_contract(before: Contract) -> Contract:
    """The contract that the views keep now: the one of before if nothing has changed, else its next version.

    A `ContractError` says which column of before is gone, or no longer in its place, or of another type.
    """
    version = before.version + 1
    views: dict[str, PromisedView] = {}
    for view in VIEWS:
        known = before.views[view.name].columns if view.name in before.views else ()
        now = [(column.name, column.type_name) for column in view.columns]
        for place, column in enumerate(known):
            if now[place : place + 1] != [(column.name, column.type)]:
                raise ContractError(f"{view.name}.{column.name} ({column.type}) is no longer column {place + 1} there")
        added = tuple(PromisedColumn(name, kind, version) for name, kind in now[len(known) :])
        views[view.name] = PromisedView(view.comment, known + added)
    if gone := before.views.keys() - views.keys():
        raise ContractError(f"there is no view {min(gone)} any more")
    return before if views == before.views else Contract(version, views)


def write_contract(contract: Contract) -> str:
    """The contract as its file holds it."""
    lines = [HEAD, f"version = {contract.version}", f'digest = "{contract.digest}"', "", "[versions]"]
    lines += [f'{number} = "{contract.digest_columns(number)}"' for number in range(1, contract.version + 1)]
    for name, view in contract.views.items():
        lines += ["", f"[views.{name}]", f"grain = {json.dumps(view.grain, ensure_ascii=False)}", "columns = ["]
        lines += [f"    {json.dumps([column.name, column.type, column.since])}," for column in view.columns]
        lines.append("]")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file anew."""
    try:
        contract = renew_contract(read_contract()[0])
    except ContractError as error:
        raise SystemExit(f"the contract would be broken: {error}; views only gain columns, at their end") from None
    FILE.write_text(write_contract(contract), "utf-8")


def _plain(column: PromisedColumn) -> list[object]:
    return [column.name, column.type, column.since]


def _hash(content: object) -> str:
    return sha256(json.dumps(content).encode()).hexdigest()


if __name__ == "__main__":
    main()
