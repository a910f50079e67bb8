"""Annotated articles: texts with what a careful analyst finds in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpdb.core.places import locate_error
from corpdb.models.vocabulary import EventKind, EventType, Role


class GoldParticipant(msgspec.Struct, frozen=True):
    """Who takes part, as annotated."""

    role: Role
    name: str
    aliases: Sequence[str] = ()


class GoldOrganization(msgspec.Struct, frozen=True):
    """An organization, as annotated."""

    name: str
    kind: str
    aliases: Sequence[str] = ()
    parent: str | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """An event, as annotated; `evidence` are words of the text."""

    type: EventType
    kind: EventKind
    status: str
    date: str | None
    participants: Sequence[GoldParticipant]
    evidence: str
    attributes: Mapping[str, object] = msgspec.field(default_factory=dict[str, object])


class GoldArticle(msgspec.Struct, frozen=True):
    """The annotation of one article."""

    language: str
    document_date: str | None
    organizations: Sequence[GoldOrganization]
    events: Sequence[GoldEvent]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's text with its annotation."""

    name: str
    text: str
    gold: GoldArticle


def list_annotations(folder: Path) -> list[Path]:
    """The annotations of a folder, by name: `NAME.json` beside `NAME.txt`; a folder without any ends the program."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise SystemExit(f"{folder}: no annotated articles (NAME.json beside NAME.txt); give a folder that has some.")
    return paths


def read_annotated(folder: Path) -> Iterator[Annotated]:
    """The annotated articles of a folder, by name; one that cannot be read ends the program."""
    for path in list_annotations(folder):
        yield Annotated(path.stem, _read_text(path.with_suffix(".txt")), _read_gold(path))


def _read_gold(path: Path) -> GoldArticle:
    data = path.read_bytes()
    try:
        return msgspec.json.decode(data, type=GoldArticle)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path}{locate_error(data, str(error))}; mend that annotation.") from None


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path}: the article cannot be read ({error}); put the text beside its annotation.") from None
