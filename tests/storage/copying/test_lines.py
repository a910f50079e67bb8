"""The canonical form: one for each value, the same on both databases."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Boolean, Column, Double, Engine, LargeBinary, MetaData, Numeric, Table, Text

from corpdb.models.schema import metadata
from corpdb.storage.copying.lines import list_forms, parse_lines, write_float
from corpdb.storage.copying.postgresql import PostgresqlSide
from corpdb.storage.copying.sqlite import open_source
from corpdb.storage.engine import open_database

TABLE = Table(
    "odd",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    Column("words", Text),
    Column("number", Double),
    Column("price", Numeric(20, 2)),
    Column("truth", Boolean),
)
NUMBERS = (0.1 + 0.2, 1.0, -0.0, 1e-7, 1e-5, 0.0001, 123456.789, 1e14, 1e15, 1.5e15, -1234567890123456.0, 1e16, 1e300)
ODD = "".join(map(chr, range(1, 0x80))) + '\\n\\\\u0041],["\n\\.\n",null,'
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def fill(engine: Engine) -> None:
    TABLE.create(engine)
    rows = [
        {"id": place, "words": ODD, "number": number, "price": place + 0.25, "truth": bool(place % 2)}
        for place, number in enumerate(NUMBERS)
    ]
    with engine.begin() as connection:
        connection.execute(TABLE.insert(), rows)
        connection.execute(TABLE.insert(), [{"id": 99}])


def test_both_databases_write_the_same_lines(sqlite_url: str, postgresql_url: str) -> None:
    with open_database(sqlite_url) as engine:
        fill(engine)
        with open_source(engine) as side:
            blocks = list(side.read_lines(TABLE))
    with open_database(postgresql_url) as engine:
        fill(engine)
        with engine.begin() as connection:
            assert list(PostgresqlSide(connection).read_lines(TABLE)) == blocks
    assert [block.rows for block in blocks] == [len(NUMBERS) + 1]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An SQLite database with the odd table."""
    with open_database(f"sqlite:///{tmp_path_factory.mktemp('odd') / 'odd.db'}") as engine:
        TABLE.create(engine)
        yield engine


@given(words=WORDS, number=st.floats(allow_nan=False, allow_infinity=False), truth=st.booleans())
def test_what_is_written_is_read_again(odd: Engine, words: str, number: float, *, truth: bool) -> None:
    with odd.begin() as connection:
        connection.execute(TABLE.delete())
        connection.execute(TABLE.insert(), [{"id": 1, "words": words, "number": number, "truth": truth}])
    with open_source(odd) as side:
        assert list(parse_lines(TABLE, side.read_lines(TABLE))) == [[1, words, number, None, int(truth)]]


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_so_that_it_is_the_same_again(number: float) -> None:
    assert float(write_float(number) or "") == number


@pytest.mark.parametrize("is_sqlite", [True, False])
def test_every_column_has_a_form(*, is_sqlite: bool) -> None:
    for table in metadata.sorted_tables:
        assert len(list_forms(table, is_sqlite=is_sqlite)) == len(table.columns)


def test_a_type_without_a_form_is_named() -> None:
    table = Table("x", MetaData(), Column("picture", LargeBinary))
    with pytest.raises(TypeError, match=r"x\.picture"):
        list_forms(table, is_sqlite=True)
