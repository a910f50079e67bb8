import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corpdb.core.errors import DocumentError
from corpdb.loaders.paths import find_files
from corpdb.loaders.source import Source, hash_content

READ_UNPRIVILEGED = """
import os, sys
from corpdb.loaders.paths import find_files
from corpdb.core.errors import DocumentError
sources = find_files(sys.argv[1:])
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for source in sources:
    try:
        print(source.read())
    except DocumentError as error:
        print(error)
"""


def find_one(path: Path) -> Source:
    (source,) = find_files([str(path)])
    assert isinstance(source, Source)
    return source


def test_a_hash_is_that_of_the_bytes() -> None:
    assert hash_content(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1000)
    assert find_one(path).read(1000) == b"x" * 1000


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    with pytest.raises(DocumentError) as caught:
        find_one(path).read()
    assert str(caught.value) == (
        f"{path} has 50,000.0 MB, more than the 10.0 MB that are read of one document: "
        "split it, or raise the limit with --max-size."
    )


def test_a_large_standard_input_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"^<stdin> has more than the 3 bytes that are read .* --max-size\.$"):
        Source("<stdin>", data=b"1234").read(3)


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    source = find_one(path)
    path.unlink()
    with pytest.raises(
        DocumentError, match=r"a\.txt cannot be read: it is no longer there, or is a link to nothing\.$"
    ):
        source.read()


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (source,) = find_files([str(tmp_path)])
    assert isinstance(source, Source)
    with pytest.raises(DocumentError, match=r"a\.txt cannot be read: it is a link that leads back to itself\.$"):
        source.read()


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match=r"a\.txt is not an ordinary file: give its content on standard input"):
        find_one(tmp_path / "a.txt").read()


def test_a_folder_that_vanished_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("texte")
    found = find_files([str(folder)])
    assert isinstance(next(found), Source)
    shutil.rmtree(folder / "sub")
    (source,) = found
    assert isinstance(source, Source)
    with pytest.raises(DocumentError, match=r"press/sub cannot be listed: it is no longer there"):
        source.read()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may look into; those of `tmp_path` lie in one that is closed to others."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_file_and_a_folder_that_may_not_be_read_are_told(public_folder: Path) -> None:
    (public_folder / "closed").mkdir(0)
    (public_folder / "a.txt").touch(0)
    (public_folder / "b.txt").write_text("open")
    command = [sys.executable, "-c", READ_UNPRIVILEGED, "."]
    done = subprocess.run(command, cwd=public_folder, capture_output=True, text=True, check=True)
    denied = "permission denied; ask its owner for the right to read it."
    assert done.stdout.splitlines() == [
        f"./a.txt cannot be read: {denied}",
        "b'open'",
        f"./closed cannot be listed: {denied}",
    ]
