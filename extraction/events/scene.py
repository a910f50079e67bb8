"""A sentence laid out for reading its events: its tree, its triggers, and who may take part in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from corpdb.extraction.events.paths import Path, Slot, find_path, find_slot, top_node
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.values.quantities import Figure

NOWHERE = -1
ABSENT = "absent"
# How many pairs of a trigger and one who may take part a sentence has: more than sentences of the press have, so that
# long lists take linear time.
_MOST_PAIRS = 400
_MOST_LINKED = 32


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
    """One sentence with all that can tell an event in it.

    `classes` are those of the words of `tree`, node by node; `context` says where in the document the sentence stands.
    """

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
    context: Sequence[str]

    @cached_property
    def entities(self) -> frozenset[Entity]:
        """Whom the sentence speaks of."""
        return frozenset(filler.entity for filler in self.fillers)

    @cached_property
    def named(self) -> frozenset[Entity]:
        """Whom it names."""
        return frozenset(filler.entity for filler in self.fillers if filler.form == "name")

    @cached_property
    def names(self) -> list[int]:
        """The first tokens of the names, in order."""
        return sorted(filler.first for filler in self.fillers if filler.form == "name")

    @cached_property
    def heads(self) -> list[int]:
        """The heads of the triggers, in order."""
        return sorted(trigger.head for trigger in self.triggers)

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """The amounts of money that it gives."""
        return frozenset(figure.value for figure in self.figures if figure.currency)

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
    for filler, node in _find_nearest(scene, trigger):
        path = find_path(scene.tree, trigger.node, node)
        links.append(Link(filler, path, find_slot(scene.tree, trigger.node, path, node) if path else None))
    return links + [Link(filler, None, None) for filler in scene.absent]


def _find_nearest(scene: Scene, trigger: Trigger) -> list[tuple[Filler, int]]:
    """The fillers nearest to `trigger` with their nodes, in their order."""
    pairs = list(zip(scene.fillers, scene.nodes, strict=True))
    most = min(_MOST_LINKED, _MOST_PAIRS // len(scene.triggers))
    if len(pairs) <= most:
        return pairs
    gaps = [abs(filler.first - trigger.head) for filler, _ in pairs]
    nearest = sorted(range(len(pairs)), key=gaps.__getitem__)[:most]
    return [pairs[at] for at in sorted(nearest)]
