"""Why an event was read as it was: plain values that an explanation is written from, made only when asked for."""

from dataclasses import dataclass

from corpdb.models.vocabulary import EventKind, EventStatus, Role


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that a model looked at, and what it weighed: how far it moved the log-odds of the decision."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class ReadSense:
    """A sense that a trigger was read by: the kind of event, the frame of its slots, and how many words say so."""

    kind: EventKind
    frame: str
    verb: bool
    size: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a participant stands in a sentence that tells the event.

    `words` stand for them there: a name, or (`form`) a noun, pronoun or possessive that means them with the
    probability `chance`, or a description; there are none if they are absent. `slot` is their place around the trigger,
    `path` the way through the tree, `framed` the roles that the trigger's frames give to the slot. `probability` is
    that of the role by this sentence alone.
    """

    name: str
    role: Role
    words: str | None
    form: str
    chance: float
    slot: str | None
    path: str | None
    framed: tuple[Role, ...]
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that tells the event: its `trigger` with its lemma and senses, and who stands where around it.

    `probability` is that the trigger tells an event of this type, by this sentence alone; `status` the likeliest one
    there; `signs` the words of the sentence that speak of status and time, each with what it is a sign of.
    """

    quote: str
    trigger: str
    lemma: str
    senses: tuple[ReadSense, ...]
    probability: float
    reasons: tuple[Reason, ...]
    participants: tuple[Standing, ...]
    status: EventStatus
    signs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, as text: a kind, a participant with a role, a status, a date, a figure.

    `words` are those of the text that give it, where it has words of its own.
    """

    value: str
    probability: float
    words: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an event was read: the sentences that tell it, surest first, and what each part of it was decided by.

    `event` is that the document states it at all; `kinds` are the likeliest ones, `fields` the figures by name.
    """

    places: tuple[Place, ...]
    event: Choice
    kinds: tuple[Choice, ...]
    participants: tuple[Choice, ...]
    status: Choice
    date: Choice | None
    fields: dict[str, Choice]
