import io
import os
import sys
from pathlib import Path

import pytest

from corpdb.core.errors import UsageError
from corpdb.loaders.paths import Skipped, count_files, find_files
from corpdb.loaders.source import Source


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.md",
        "sub/deep/d.html",
        "sub/c.txt",
        ".hidden.txt",
        ".git/e.txt",
        "sub/README.md",
        "image.png",
        "Z.txt",
    ):
        path = tmp_path / "press" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "press"


def find_names(*paths: str) -> list[str]:
    return [found.name for found in find_files(paths) if isinstance(found, Source)]


@pytest.mark.usefixtures("folder")
def test_a_folder_is_walked_in_order_without_hidden_files_and_readme() -> None:
    assert find_names("press") == [
        "press/Z.txt",
        "press/a.md",
        "press/b.txt",
        "press/sub/c.txt",
        "press/sub/deep/d.html",
    ]


@pytest.mark.usefixtures("folder")
def test_files_that_no_loader_reads_are_skipped_and_told() -> None:
    (skipped,) = [found for found in find_files(["press"]) if isinstance(found, Skipped)]
    assert skipped.message == (
        "press/image.png is skipped: files are read that end in .htm, .html, .markdown, .md, .text, .txt, .xhtml."
    )


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_named_is_found_whatever_its_suffix() -> None:
    assert find_names("press/image.png", "press/.hidden.txt") == ["press/image.png", "press/.hidden.txt"]


@pytest.mark.usefixtures("folder")
def test_a_file_is_found_once() -> None:
    assert find_names("press/sub/c.txt", "press/../press", "press/sub", "press/b.txt").count("press/sub/c.txt") == 1
    assert len(find_names("press/sub/c.txt", "press/../press", "press/sub", "press/b.txt")) == 5


def test_an_address_is_the_real_place(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "sub")
    (source,) = find_files(["press/link/deep/d.html"])
    assert isinstance(source, Source)
    assert source.address == (folder / "sub/deep/d.html").as_uri()
    assert source.name == "press/link/deep/d.html"


def test_linked_folders_are_walked_once(folder: Path) -> None:
    (folder / "sub/loop").symlink_to(folder)
    (folder / "sub/again").symlink_to(folder / "sub/deep")
    (folder / "copy.txt").symlink_to(folder / "b.txt")
    names = find_names("press")
    assert len(names) == 5
    assert names[-1] == "press/sub/again/d.html"


@pytest.mark.parametrize("missing", ["nowhere", "press/b.txt/c", "press/none.txt"])
@pytest.mark.usefixtures("folder")
def test_a_missing_path_is_told_before_anything_is_read(missing: str) -> None:
    with pytest.raises(UsageError, match=rf"^{missing} does not exist: check the path, nothing has been read\.$"):
        find_files(["press", missing])


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Alibaba closes its laboratory.")))
    (source,) = find_files(["-", "-"])
    assert isinstance(source, Source)
    assert (source.name, source.address) == ("<stdin>", "stdin:b038ac7df6008771")
    assert source.read() == b"Alibaba closes its laboratory."


def test_a_name_that_is_no_text_is_shown_all_the_same(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("texte")
    (source,) = [found for found in find_files(["press"]) if "caf" in found.name]
    assert isinstance(source, Source)
    assert source.name == "press/caf\ufffd.txt"
    assert source.address.endswith("/caf%E9.txt")
    assert source.read() == b"texte"


@pytest.mark.usefixtures("folder")
def test_files_are_counted_as_they_are_found() -> None:
    assert count_files(["press", "press/image.png", "press/b.txt", "-"]) == 7
