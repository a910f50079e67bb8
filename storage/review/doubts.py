"""A doubt: a question that a person can settle, what hangs on it, and the words that bear on it."""

from dataclasses import dataclass
from enum import StrEnum


class DoubtKind(StrEnum):
    """What is doubtful."""

    MERGES = "merges"
    EVENTS = "events"
    CONTRADICTIONS = "contradictions"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that bear on a doubt."""

    quote: str
    document_id: int
    title: str | None
    published: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Rival:
    """The value that an event has, and the one that most other documents tell; both as decisions keep them."""

    attribute: str
    present: str
    other: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question whose answer is yes or no, with what it is about: rows of names or tellings, or one event.

    `chance` is how sure it is that the answer is yes, 0 to 1; `weight` is how many documents and participations hang on
    it. `is_so` is what holds now.
    """

    kind: DoubtKind
    subject: str
    question: str
    reason: str
    chance: float
    weight: int
    rows: tuple[int, ...]
    numbers: tuple[int, ...]
    is_so: bool
    rival: Rival | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def value(self) -> float:
        """How much it is worth to settle it: 1 for a chance of one half, times what hangs on it."""
        return round(4 * self.chance * (1 - self.chance) * self.weight, 3)
