"""What trigger words mean: senses (which event) and frames (which slot around the trigger fills which role)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpdb.extraction.lexicon.tables import Table
from corpdb.models.vocabulary import EventKind, EventStatus, Role


class Evidence(StrEnum):
    """What a sentence must hold for a weak word to tell an event."""

    AMOUNT = "amount"
    PEOPLE = "people"
    DATE = "date"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The roles of the slots around a trigger.

    `subject` and `object` are a verb's; verbs and nouns have `prepositions`. A noun has three slots more: `of` (`the
    sale of X`, `la cession de X`), `possessor` (`X's sale`, `sa cession`) and `modifier` (`the X sale`).
    """

    name: str
    subject: Role | None
    object: Role | None
    prepositions: dict[str, Role]
    of: Role | None
    possessor: Role | None
    modifier: Role | None


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """One meaning of a trigger: the event it tells and the frame of its slots.

    `status` holds where no cue says otherwise; `needs` is how many participants the sentence itself must name,
    `evidence` what else it must hold.
    `verb` is whether the trigger is one: a noun's owner stands behind "of", a verb's object does not.
    """

    kind: EventKind
    frame: Frame
    verb: bool
    status: EventStatus
    needs: int
    evidence: Evidence | None


def read_frames(table: Table, genitives: tuple[str, ...] = ()) -> dict[str, Frame]:
    """The frames by name; the prepositions `genitives` mean the role `of` where a frame says nothing else of them."""
    frames: dict[str, Frame] = {}
    for name in list(table.names()):
        row = table.take_table(name)
        prepositions = row.take_table("prepositions").take_texts()
        of = row.take_term("of", Role)
        frames[name] = Frame(
            name=name,
            subject=row.take_term("subject", Role),
            object=row.take_term("object", Role),
            prepositions=(dict.fromkeys(genitives, of) if of else {})
            | {word: row.read_term(role, Role) for word, role in prepositions.items()},
            of=of,
            possessor=row.take_term("possessor", Role),
            modifier=row.take_term("modifier", Role),
        )
        row.finish()
    return frames


def read_senses(table: Table, frames: dict[str, Frame]) -> Iterator[tuple[str, Sense]]:
    """Each trigger phrase with its senses: the kind of its row, then the kinds that the row's words may `also` tell."""
    for row in table.take_tables("sense"):
        kind, frame = row.take_term("kind", EventKind), row.take_text("frame")
        if kind is None:
            raise row.refuse("kind must be given")
        if frame not in frames:
            raise row.refuse(f"the frame {frame!r} is none of {', '.join(frames)}")
        kinds = (kind, *(row.read_term(other, EventKind) for other in row.take_words("also")))
        status = row.take_term("status", EventStatus) or EventStatus.COMPLETED
        needs = row.take_number("needs", 1)
        evidence = row.take_term("evidence", Evidence)
        for verb, key in ((True, "verbs"), (False, "nouns")):
            words = row.take_words(key)
            for own in kinds:
                sense = Sense(own, frames[frame], verb, status, needs, evidence)
                yield from ((phrase, sense) for phrase in words)
        row.finish()
