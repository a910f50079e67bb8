"""A sentence laid out for reading its events: its tree, its triggers, and who may take part in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpdb.extraction.events.paths import Path, Slot, find_path, find_slot, top_node
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.values.quantities import Figure

NOWHERE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Filler:
    """Somebody who may take part in an event: `entity`, as the tokens `first` to `last` (not included) speak of it.

    `form` is how they do: by a name, or by a word that stands for it, of which `entity` is then guess number `rank`
    with the probability `trust`. One who is only spoken of elsewhere is `absent`, and `rank` is how prominent.
    """

    entity: Entity
    first: int
    last: int
    form: str
    rank: int = 0
    trust: float = 1.0


@dataclass(frozen=True)
class Scene:
    """One sentence with all that can tell an event in it; `classes` are those of the words of `tree`, node by node."""

    article: Article
    sentence: Sentence
    tree: Tree
    classes: Sequence[tuple[str, ...]]
    triggers: Sequence[Trigger]
    fillers: Sequence[Filler]
    absent: Sequence[Filler]
    figures: Sequence[Figure]
    dated: bool
    prominence: Mapping[Entity, tuple[str, ...]]
    opening: bool

    @cached_property
    def nodes(self) -> list[int]:
        """The node of each filler of the sentence."""
        return [top_node(self.tree, filler.first, filler.last) for filler in self.fillers]


@dataclass(frozen=True, slots=True)
class Link:
    """How a filler stands to a trigger: the way through the tree, and the slot that it is in the trigger's frame."""

    filler: Filler
    path: Path | None
    slot: Slot | None


def link_fillers(scene: Scene, trigger: Trigger) -> list[Link]:
    """Everybody who may take part in what `trigger` tells, those of the sentence first."""
    links: list[Link] = []
    for filler, node in zip(scene.fillers, scene.nodes, strict=True):
        path = find_path(scene.tree, trigger.node, node)
        links.append(Link(filler, path, find_slot(scene.tree, trigger.node, path, node) if path else None))
    return links + [Link(filler, None, None) for filler in scene.absent]
