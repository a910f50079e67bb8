"""Charts, themes, formats, languages by name. This module needs no library, so that a command can start at once."""

from enum import StrEnum
from pathlib import Path

from corpdb.core.errors import UsageError

WORDS = Path(__file__).parent / "words"


class ChartName(StrEnum):
    """A chart of the dashboard."""

    TIMELINE = "timeline"
    TYPES = "types"
    STATUSES = "statuses"
    MONTHS = "months"
    NETWORK = "network"
    ORGANIZATIONS = "organizations"
    LABS = "labs"


class ThemeName(StrEnum):
    """Which colours a picture has."""

    LIGHT = "light"
    DARK = "dark"


class PictureFormat(StrEnum):
    """How a picture is written: the ending of its file."""

    SVG = "svg"
    PNG = "png"

    @classmethod
    def of_file(cls, name: str) -> "PictureFormat":
        """The format that a file's ending means; a `UsageError` names the endings if it means none."""
        ending = name.rpartition(".")[2].lower()
        if ending not in list(cls):
            raise UsageError(f"the ending of {name} means no picture; use {' or '.join(f'.{each}' for each in cls)}")
        return cls(ending)


def list_languages() -> list[str]:
    """The codes of the languages that there are words for."""
    return sorted(path.stem for path in WORDS.glob("*.toml"))
