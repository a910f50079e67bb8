"""Annotated articles: what a careful reader takes from a text, in the JSON that `corpdb extract` writes too."""

import msgspec

from corpdb.core.errors import DocumentError
from corpdb.core.places import locate_error
from corpdb.extraction.facts import Facts, PartialDate
from corpdb.extraction.gold import to_gold
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, OrganizationKind, Role


class AnnotationError(DocumentError):
    """A file of annotations does not say what it should: mend that file; the others go on."""


class Organization(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organization that the text names; `aliases` are its other forms there, `parent` the name of its owner."""

    name: str
    kind: OrganizationKind
    aliases: tuple[str, ...] | None = ()
    parent: str | None = None


class Participant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes part in an event, by name, and as what."""

    role: Role
    name: str
    aliases: tuple[str, ...] | None = ()


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The attributes of an event, where the text gives them."""

    amount: int | float | None = None
    currency: str | None = None
    headcount: int | None = None
    parts: int | None = None
    share_percent: int | float | None = None
    location: str | None = None
    position: str | None = None
    series: str | None = None


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that happens, told once however often the text tells it; `evidence` is a quotation that states it."""

    type: EventType
    kind: EventKind
    status: EventStatus | None = None
    date: str | None = None
    participants: tuple[Participant, ...] = ()
    attributes: Figures | None = None
    evidence: str = ""
    confidence: float | None = None

    def __post_init__(self) -> None:
        """Refuse a kind of another type, and what is no date."""
        if self.kind.type is not self.type:
            raise ValueError(f"{self.kind} is a kind of {self.kind.type}, not of {self.type}")
        _require_date(self.date)


class Annotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that one article says. `source` and `document` say where it comes from."""

    organizations: tuple[Organization, ...]
    events: tuple[Event, ...]
    language: str | None = None
    document_date: str | None = None
    source: str | None = None
    document: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no date."""
        _require_date(self.document_date)


def _require_date(text: str | None) -> None:
    if text is not None:
        PartialDate.parse(text)


def read_annotation(data: bytes, name: str) -> Annotation:
    """The annotation in `data`, the content of the file `name`; an `AnnotationError` names the place that is wrong."""
    try:
        return msgspec.json.decode(data, type=Annotation)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{name}{locate_error(data, str(error))}; mend that file.") from None


def annotate(text: str, facts: Facts) -> Annotation:
    """What extraction found in `text`, as an annotation."""
    return msgspec.convert(to_gold(text, facts), Annotation)
