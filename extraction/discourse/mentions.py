"""What the discourse stage hands over: each expression that may stand for an organization, and whom it may mean."""

from dataclasses import dataclass
from enum import Enum

from corpdb.extraction.names.entities import Entity


class Form(Enum):
    """How an organization is mentioned; `zero` is an organization that the sentence does not mention at all."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"
    POSSESSIVE = "possessive"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Mention:
    """The tokens `first` to `last` (not included) and whom they may mean: `candidates` with their chances, best first.

    `count` is how many organizations the expression means together: 2 for `les deux groupes`, which are then the first
    two candidates. A possessive is the place of its word (`sa`, `its`) and means the owner. `nobody` is the chance that
    the expression means none of them. A name has itself as its only candidate. Candidates may be persons: see
    `Entity.sort`.
    """

    first: int
    last: int
    form: Form
    candidates: tuple[tuple[Entity, float], ...]
    count: int = 1
    nobody: float = 0.0

    @property
    def entity(self) -> Entity | None:
        """The first candidate, if it is likelier than nobody."""
        return self.candidates[0][0] if self.confidence > self.nobody else None

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The candidates that the expression means together: as many as `count` says, none if nobody is likelier."""
        return tuple(entity for entity, _ in self.candidates[: self.count]) if self.entity else ()

    @property
    def confidence(self) -> float:
        """The chance that the first candidate is right."""
        return self.candidates[0][1] if self.candidates else 0.0
