"""What BI tools rely on stays: the contract's file is what the views are, and what it once promised is kept."""

from dataclasses import replace

import pytest
from sqlalchemy import Date, DateTime, Engine, Float, Integer, Numeric, String, inspect
from sqlalchemy.types import NullType

from corpdb.models.columns import View
from corpdb.models.views import VIEWS
from corpdb.storage.engine import is_sqlite
from tools import contract as tool
from tools.contract import FILE, Contract, ContractError, PromisedColumn, read_contract, renew_contract, write_contract

CONTRACT, DIGESTS = read_contract()
KINDS = {
    "integer": Integer,
    "text": String,
    "date": Date,
    "timestamp": DateTime,
    "number": Float,
    "decimal(20,2)": Numeric,
    "decimal(6,3)": Numeric,
}


def change(contract: Contract, name: str, *columns: PromisedColumn) -> Contract:
    """The contract with other columns of one view."""
    return replace(contract, views=contract.views | {name: replace(contract.views[name], columns=columns)})


def test_the_file_says_what_the_views_are() -> None:
    assert renew_contract(CONTRACT) == CONTRACT, "run python -m tools.contract: the change gets a version of its own"
    assert FILE.read_text("utf-8") == write_contract(CONTRACT)


def test_what_each_version_promised_is_unchanged() -> None:
    assert DIGESTS["digest"] == CONTRACT.digest
    assert DIGESTS["versions"] == {str(n): CONTRACT.digest_columns(n) for n in range(1, CONTRACT.version + 1)}


def test_columns_have_only_come_at_the_end_of_a_view() -> None:
    for view in CONTRACT.views.values():
        since = [column.since for column in view.columns]
        assert since == sorted(since)
        assert since[-1] <= CONTRACT.version


def test_a_change_gets_the_next_version_and_columns_that_came_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    last = VIEWS[-1]
    fewer = View(last.name, last.comment, last.columns[:-1], last.source)
    monkeypatch.setattr(tool, "VIEWS", (*VIEWS[:-1], fewer))
    before = renew_contract(Contract(0, {}))
    monkeypatch.setattr(tool, "VIEWS", VIEWS)
    after = renew_contract(before)
    assert after.version == before.version + 1 == 2
    assert [column.since for column in after.views[last.name].columns] == [1] * len(fewer.columns) + [2]
    assert after.digest_columns(1) == before.digest_columns(1) != after.digest_columns(2)
    assert renew_contract(after) is after


@pytest.mark.parametrize("place", [0, -1])
def test_a_column_that_is_gone_or_moved_or_of_another_type_is_refused(place: int) -> None:
    columns = CONTRACT.views["bi_events"].columns
    gone = PromisedColumn("gone", "text", 1)
    retyped = replace(columns[place], type="boolean")
    for wrong in ((*columns, gone), (gone, *columns), columns[::-1], (*columns[:place], retyped)):
        with pytest.raises(ContractError, match="bi_events"):
            renew_contract(change(CONTRACT, "bi_events", *wrong))


def test_a_view_that_is_gone_is_refused() -> None:
    with pytest.raises(ContractError, match="bi_gone"):
        renew_contract(replace(CONTRACT, views=CONTRACT.views | {"bi_gone": CONTRACT.views["bi_events"]}))


def test_both_databases_show_the_types_that_are_promised(engine: Engine) -> None:
    inspector = inspect(engine)
    for name, view in CONTRACT.views.items():
        found = inspector.get_columns(name)
        assert [column["name"] for column in found] == [column.name for column in view.columns]
        for promised, column in zip(view.columns, found, strict=True):
            if isinstance(column["type"], NullType):  # an expression has no type in SQLite; such ones are text
                assert is_sqlite(engine)
                assert promised.type == "text"
                continue
            kind = column["type"]
            assert isinstance(kind, KINDS[promised.type]), (name, promised.name)
            if promised.type.startswith("decimal"):
                assert isinstance(kind, Numeric)
                assert promised.type == f"decimal({kind.precision},{kind.scale})"
            assert not getattr(kind, "timezone", False)
