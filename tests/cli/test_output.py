from pathlib import Path

import pytest

from corpdb.cli.output import choose_format, open_binary, open_output
from corpdb.core.errors import CorpdbError, UsageError
from corpdb.reports.formats import Format
from tests.cli.running import run_on


@pytest.mark.parametrize(
    ("format", "output", "chosen"),
    [
        (None, None, Format.TABLE),
        (None, "x.CSV", Format.CSV),
        (None, "x.json", Format.JSON),
        (Format.CSV, "x.json", Format.CSV),
        (None, "-", Format.TABLE),
    ],
)
def test_the_format_is_the_one_asked_for_or_the_files(
    format: Format | None, output: str | None, chosen: Format
) -> None:
    assert choose_format(format, Path(output) if output else None) is chosen


def test_a_file_is_replaced_only_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError), open_output(path) as stream:
        stream.writelines(["half", "\ud800"])
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, file = tmp_path / "link.csv", tmp_path / "file.csv"
    file.write_text("before")
    link.symlink_to(file)
    with open_output(link) as stream:
        stream.write("after")
    assert link.is_symlink()
    assert file.read_text() == "after"


def test_a_device_is_written_to_as_it_is() -> None:
    with open_output(Path("/dev/null")) as stream:
        stream.write("x")
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(CorpdbError, match="cannot be written: No such file or directory"),
        open_output(tmp_path / "a/b"),
    ):
        pass


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"), open_output(tmp_path):
        pass


def test_a_terminal_is_spared_what_it_cannot_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with (
        pytest.raises(UsageError, match="a terminal cannot show xlsx; name a file with --output"),
        open_binary(None, "xlsx"),
    ):
        pass


@pytest.mark.parametrize("format", [Format.XLSX, Format.PARQUET])
def test_bytes_go_to_a_pipe_or_a_file_alike(sqlite_sample: str, tmp_path: Path, format: Format) -> None:
    path = tmp_path / f"labs.{format}"
    piped = run_on(sqlite_sample, "report", "labs", "--format", format)
    written = run_on(sqlite_sample, "report", "labs", "--output", str(path))
    assert (piped.exit_code, written.exit_code) == (0, 0)
    assert piped.stdout_bytes[:4] == path.read_bytes()[:4] != b""
