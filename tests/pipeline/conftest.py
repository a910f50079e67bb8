from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

WriteFiles = Callable[[Mapping[str, str]], str]


@pytest.fixture
def write_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteFiles:
    """Write files of these names and texts into the folder whose name comes back."""
    monkeypatch.chdir(tmp_path)

    def write(texts: Mapping[str, str]) -> str:
        folder = tmp_path / "press"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return "press"

    return write
