"""Annotated articles: texts with what a careful analyst finds in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

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
    status: str | None
    date: str | None
    participants: Sequence[GoldParticipant]
    attributes: Mapping[str, object]
    evidence: str


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
    """The annotated articles of a folder, by name."""
    for path in list_annotations(folder):
        gold = msgspec.json.decode(path.read_bytes(), type=GoldArticle)
        yield Annotated(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), gold)
