import shlex
import sys
from pathlib import Path

import pytest

from corpdb.reports.dashboard.wording import read_wording
from corpdb.reports.outlines import CHART, DASHBOARD
from tests.cli.running import run_on


@pytest.mark.parametrize("example", [*DASHBOARD.examples, *CHART.examples])
def test_the_examples_of_the_help_work(
    sqlite_sample: str, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = ["Orcaline" if word == "Alibaba" else word for word in shlex.split(example)]
    result = run_on(sqlite_sample, *typed[1:])
    (path,) = tmp_path.iterdir()
    assert (result.exit_code, result.stderr.endswith(f"written to {path.name}\n")) == (0, True)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        ("dashboard", (2, "name the page's file with --output, such as report.html")),
        ("dashboard -o page.png", (2, "page.png is named like another format; let it end in .html")),
        ("dashboard --lang de", (2, "de is none of en, fr")),
        ("chart types", (2, "name the picture's file with --output, such as types.svg")),
        ("chart types -o types.pdf", (2, "the ending of types.pdf means no picture; use .svg or .png")),
        ("chart pie -o pie.svg", (2, "pie is none of timeline, types")),
        ("chart types --since 2030 -o types.svg", (1, "there is nothing to draw")),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    sqlite_sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, ending: tuple[int, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_on(sqlite_sample, "report", *arguments.split())
    assert result.exit_code == ending[0]
    assert ending[1] in " ".join(result.stderr.split())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", ["dashboard -o x.html", "chart types -o x.svg"])
def test_a_missing_library_is_named(
    sqlite_sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    read_wording.cache_clear()
    result = run_on(sqlite_sample, "report", *arguments.split())
    assert (result.exit_code, "pip install 'corpdb[charts]'" in result.stderr) == (1, True)
    assert not list(tmp_path.iterdir())
