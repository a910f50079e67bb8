import io
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.text import Text

from corpdb.reports.renderers.table import shorten, write_table
from corpdb.reports.result import Result
from tests.reports.renderers.sample import make_result


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def draw_all(monkeypatch: pytest.MonkeyPatch, result: Result, width: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    write_table(result, terminal)
    return [Text.from_ansi(line).plain.rstrip() for line in terminal.getvalue().splitlines()]


def draw(monkeypatch: pytest.MonkeyPatch, result: Result, width: int) -> list[str]:
    title, *lines = draw_all(monkeypatch, result, width)
    assert title == result.title
    return lines


def make_events(**options: list[int]) -> Result:
    return make_result("id names place", (1, "Orcaline and Nordwind", "Brest"), (20, "Zéphyr", None), **options)


def test_a_piped_table_is_plain_aligned_and_uncut() -> None:
    stream = io.StringIO()
    assert write_table(make_result("id quote", (1, "word " * 60), (20, "日本")), stream) == 2
    header, _, first, second = stream.getvalue().splitlines()
    assert (header, second) == ("id  quote", "20  日本")
    assert len(first) == 303


def test_nothing_makes_no_table() -> None:
    stream = io.StringIO()
    assert (write_table(make_result("id"), stream), stream.getvalue()) == (0, "")


@pytest.mark.parametrize("width", [20, 30, 80])
def test_a_table_fits_its_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = draw(monkeypatch, make_events(), width)
    assert max(map(cell_len, lines)) <= width
    assert "Zéphyr" in " ".join(lines)


def test_a_column_that_is_empty_is_left_out_on_a_terminal_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = draw(monkeypatch, make_result("id parts", (1, None)), 80)
    assert (lines[0].split(), lines[-1]) == (["id"], "left out: parts (empty)")


@pytest.mark.parametrize("width", [80, 10])
def test_a_query_shows_every_column(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    result = Result.of_query(["id", "nothing"], iter([(1, None)]))
    text = " ".join(draw_all(monkeypatch, result, width))
    assert "nothing" in text
    assert "left out" not in text


def test_an_amount_is_shown_with_its_currency_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    row = (1, Decimal(1250000), "EUR", "Brest")
    options = {"spare": [1, 2, 3], "paired": [1], "grouped": [1]}
    header, *lines = draw(monkeypatch, make_result("id amount currency place", row, **options), 18)
    assert header.split() == ["id"]
    assert "left out: amount, currency, place (a wider terminal shows more)" in " ".join(lines)


def test_an_amount_without_a_currency_keeps_the_column(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = draw(monkeypatch, make_result("id amount currency", (1, 5, None), paired=[1]), 80)
    assert lines[0].split() == ["id", "amount", "currency"]


def test_a_spare_column_is_left_out_of_a_narrow_table_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = draw(monkeypatch, make_events(spare=[2]), 18)
    assert lines[0].split() == ["id", "names"]
    assert "left out: place (a wider terminal shows more)" in " ".join(lines)


def test_what_is_too_wide_for_a_table_is_written_as_records(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = draw(monkeypatch, make_events(), 12)
    assert [line.split()[0] for line in lines if line.startswith(("id", "names", "place"))] == [
        *("id", "names", "place"),
        *("id", "names"),
    ]


def test_records_cut_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    quote = "word " * 60 + "end"
    lines = draw(monkeypatch, make_result("id quote other", (1, quote, "x" * 18), shortened=[1]), 40)
    assert " ".join(" ".join(lines).split()).count("word") == 60
    assert "…" not in " ".join(lines)


def test_square_brackets_are_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[bold]x[/bold]" in draw(monkeypatch, make_result("quote", ("[bold]x[/bold]",)), 80)[-1]


def test_a_long_text_ends_at_a_word() -> None:
    assert shorten("one two three", 12) == "one two…"
    assert shorten("onetwothree", 6) == "onetw…"
    assert shorten("short", 6) == "short"
