"""What the models of event reading look at: named features of a trigger, and of one who may take part.

The features of a trigger are words, tree relations and what the sentence holds; those of a participant are the way
through the tree, the slot in the trigger's frame, and how the participant is spoken of. Weights are trained on
annotated articles by `corpdb.extraction.training.events`.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpdb.extraction.events.paths import is_passive, plain_relation, top_node
from corpdb.extraction.events.scene import ABSENT, Filler, Link, Scene
from corpdb.extraction.events.triggers import Trigger
from corpdb.extraction.lexicon.senses import Frame
from corpdb.extraction.names.entities import Sort
from corpdb.extraction.syntax.trees import Node
from corpdb.models.vocabulary import EventType, Role

_WINDOW = 3
_MANY = 3
_FAR = 6
_NEAR = 5
_STEM = 5
_MORPHOLOGY = ("VerbForm", "Tense", "Mood", "Voice")
_TELLING = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound", "amod", "xcomp", "advmod", "aux", "ccomp"}
)


def describe_trigger(scene: Scene, trigger: Trigger, links: Sequence[Link]) -> list[str]:
    """The features of a trigger, whatever it may mean."""
    return [
        *_describe_words(scene, trigger),
        *_describe_tree(scene, trigger),
        *_describe_classes(scene, trigger),
        *_describe_sentence(scene, trigger),
        *_describe_links(links),
    ]


def _describe_words(scene: Scene, trigger: Trigger) -> Iterator[str]:
    tokens, sentence = scene.article.tokens, scene.sentence
    yield f"lemma={trigger.lemma}"
    yield f"stem={trigger.lemma[:_STEM]}"
    yield f"text={trigger.text}"
    for step in range(1, _WINDOW + 1):
        before, after = trigger.first - step, trigger.last + step - 1
        if before >= sentence.first:
            yield f"before={tokens[before].low}"
            if step == 1:
                yield f"before1={tokens[before].low}"
        if after < sentence.last:
            yield f"after={tokens[after].low}"
            if step == 1:
                yield f"after1={tokens[after].low}"


def _describe_tree(scene: Scene, trigger: Trigger) -> Iterator[str]:
    tree, node = scene.tree, scene.tree.nodes[trigger.node]
    yield f"tag={node.tag}"
    yield f"relation={plain_relation(node.relation)}"
    for name in _MORPHOLOGY:
        if value := node.features.get(name):
            yield f"{name}={value}"
    if trigger.verbal and is_passive(tree, trigger.node):
        yield "passive"
    if node.head >= 0:
        yield f"governor={_content(tree.nodes[node.head])}"
        yield f"governed={plain_relation(node.relation)}:{_content(tree.nodes[node.head])}"
    for child in tree.children(trigger.node):
        relation = plain_relation(tree.nodes[child].relation)
        yield f"has={relation}"
        if relation in _TELLING:
            yield f"child={relation}:{_content(tree.nodes[child])}"


def _describe_classes(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """The classes of the trigger's own word, of those that it governs, and of those around it."""
    tree, classes = scene.tree, scene.classes
    yield from (f"class={name}" for name in classes[trigger.node])
    head = tree.nodes[trigger.node].head
    if head >= 0:
        yield from (f"governor.class={name}" for name in classes[head])
    for child in tree.children(trigger.node):
        relation = plain_relation(tree.nodes[child].relation)
        yield from (f"child.class={relation}:{name}" for name in classes[child])
        yield from (f"below.class={name}" for name in classes[child])
        for grandchild in tree.children(child):
            yield from (f"deep.class={name}" for name in classes[grandchild])
    near = range(max(0, trigger.node - _NEAR), min(len(classes), trigger.node + _NEAR + 1))
    yield from sorted({f"near.class={name}" for at in near if at != trigger.node for name in classes[at]})
    yield from sorted({f"some.class={name}" for found in classes for name in found})


def _content(node: Node) -> str:
    """A word's lemma; a name's tag, since names do not generalize."""
    return "@name" if node.tag == "PROPN" else "@number" if node.tag == "NUM" else node.lemma


def _describe_sentence(scene: Scene, trigger: Trigger) -> Iterator[str]:
    sentence = scene.sentence
    if sentence.heading:
        yield "heading"
    if scene.opening:
        yield "opening"
    yield from scene.context
    for sort in {figure.sort for figure in scene.figures}:
        yield f"figures={sort}"
    if scene.dated:
        yield "dated"
    people = {filler.entity for filler in scene.fillers if filler.entity.sort is Sort.PERSON}
    named = {filler.entity for filler in scene.fillers if filler.entity.sort is Sort.ORGANIZATION}
    yield f"persons={min(len(people), _MANY)}"
    yield f"organizations={min(len(named), _MANY)}"
    ranks = {scene.prominence[entity][0] for entity in named if entity in scene.prominence}
    yield from (f"some.{rank}" for rank in sorted(ranks))
    for other in scene.triggers:
        if other is not trigger:
            side = "before" if other.head < trigger.head else "after"
            near = "near" if abs(other.head - trigger.head) <= _FAR else "far"
            for told in other.types:
                yield f"other={told}:{side}:{near}"
            if scene.tree.nodes[trigger.node].head == other.node:
                yield f"under={other.lemma}"


def _describe_links(links: Sequence[Link]) -> Iterator[str]:
    for link in links:
        sort = _sort(link.filler)
        if link.slot:
            yield f"slot={link.slot.name}:{link.slot.direct}:{sort}"
            if link.slot.preposition:
                yield f"slot={link.slot.preposition}:{sort}"
        elif link.path:
            yield f"path={link.path.text}:{sort}"


def _sort(filler: Filler) -> str:
    return filler.entity.kind.value if filler.entity.sort is Sort.ORGANIZATION else filler.entity.sort.value


def describe_senses(trigger: Trigger, type: EventType, links: Sequence[Link]) -> list[str]:
    """The features of a trigger as one that may tell an event of `type`."""
    readings = trigger.of_type(type)
    longest = readings[0]
    others = len(trigger.types) - 1
    features = [
        f"size={min(longest.size, _MANY)}",
        f"others={min(others, _MANY)}",
        f"fits={any(reading.sense.verb is trigger.verbal for reading in readings)}",
        f"longest={longest.size >= max(reading.size for reading in trigger.readings)}",
        f"needs={longest.sense.needs}",
        *(f"kind={reading.sense.kind}" for reading in readings),
        *(f"kind={reading.sense.kind}:{min(reading.size, _MANY)}" for reading in readings),
    ]
    filled = {role for link in links for role in frame_roles(trigger, type, link)}
    features += [f"filled={role}" for role in filled] or ["filled=none"]
    return [*features, *_describe_frame(trigger, type, links)]


def _describe_frame(trigger: Trigger, type: EventType, links: Sequence[Link]) -> list[str]:
    """Who stands in the slots of the frames of a trigger's main senses of `type`."""
    features: set[str] = set()
    roles: set[Role] = set()
    for link in links:
        for role in frame_roles(trigger, type, link, main=True):
            assert link.slot
            features.add(f"frame={role}:{_sort(link.filler)}")
            features.add(f"frame={role}:{link.filler.form}")
            features.add(f"frame={role}:{link.slot.direct}:{link.filler.rank}")
            if not link.filler.rank:
                roles.add(role)
    whole = "+".join(sorted(roles))
    kind = trigger.of_type(type)[0].sense.kind
    return [*sorted(features), f"frames={whole}", f"frames={kind}:{whole}"]


def frame_roles(trigger: Trigger, type: EventType, link: Link, *, main: bool = False) -> set[Role]:
    """The roles that the frames of a trigger's senses of `type`, or of its `main` ones, give to a filler's slot."""
    if not link.slot:
        return set()
    frames = trigger.main_frames if main else trigger.frames
    found = {_read_frame(frame, link) for frame in frames.get(type, ())}
    return {role for role in found if role}


def _read_frame(frame: Frame, link: Link) -> Role | None:
    assert link.slot
    match link.slot.name:
        case "subject":
            return frame.subject
        case "object":
            return frame.object
        case "possessor":
            return frame.possessor or frame.of or frame.subject
        case "modifier":
            return frame.modifier or frame.object
        case _:
            return frame.prepositions.get(link.slot.preposition)


def describe_filler(scene: Scene, trigger: Trigger, link: Link) -> list[str]:
    """The features of one who may take part in what `trigger` tells, whatever the role."""
    filler = link.filler
    if filler.form == ABSENT:
        return describe_absent(scene, filler)
    sort = _sort(filler)
    features = _describe_entity(scene, filler, sort)
    features += _describe_path(trigger, link, sort)
    features += _describe_place(scene, trigger, filler, sort)
    features += _describe_own_classes(scene, filler)
    slot = link.slot.name if link.slot else "none"
    features += [f"trigger.class={name}:{slot}" for name in scene.classes[trigger.node]]
    if filler.form != "name":
        features += [f"guess={min(filler.rank, _MANY)}", f"trust={int(filler.trust * 5)}:{filler.rank == 0}"]
    return features


def describe_absent(scene: Scene, filler: Filler) -> list[str]:
    """The features of one who may take part without being spoken of in the sentence, whatever trigger and role."""
    sort = _sort(filler)
    named = len({other.entity for other in scene.fillers if other.entity.sort is filler.entity.sort})
    features = [
        *_describe_entity(scene, filler, sort),
        f"rank={min(filler.rank, _FAR)}",
        f"rank={min(filler.rank, _FAR)}:{sort}",
        f"named={min(named, _MANY)}",
        f"named={min(named, _MANY)}:{min(filler.rank, 1)}",
        f"trust={int(filler.trust * 8)}",
    ]
    if scene.sentence.heading:
        features.append("absent:heading")
    return features


def _describe_entity(scene: Scene, filler: Filler, sort: str) -> list[str]:
    """What one who may take part is, how the sentence speaks of them, and how prominent they are in the document."""
    form, prominence = filler.form, scene.prominence.get(filler.entity, ())
    features = [f"form={form}", f"sort={sort}", *prominence]
    return [*features, *[f"{one}:{form}" for one in prominence], *[f"{one}:{sort}" for one in prominence]]


def _describe_path(trigger: Trigger, link: Link, sort: str) -> Iterator[str]:
    if not link.path:
        yield "path=none"
        return
    yield f"path={link.path.text}"
    yield f"path={link.path.text}:{sort}"
    yield f"steps={len(link.path.steps)}"
    yield f"lemma={trigger.lemma}:{link.path.text}"
    if link.path.listed:
        yield "listed"
    if link.slot:
        name = link.slot.preposition or link.slot.name
        yield f"slot={name}"
        yield f"slot={name}:{link.slot.direct}"
        yield f"slot={name}:{sort}"
        yield f"slot={name}:{trigger.lemma}"
        yield f"slot={link.slot.text}"
        if link.slot.inner:
            yield f"inner={link.slot.inner}"
            yield f"word={link.slot.word}"
            yield f"word={link.slot.word}:{name}"
    else:
        yield "slot=none"


def _describe_own_classes(scene: Scene, filler: Filler) -> Iterator[str]:
    """The classes of the words that a participant is or belongs to: `the carmaker X`, `a branch of X`."""
    node = top_node(scene.tree, filler.first, filler.last)
    yield from (f"own.class={name}" for name in scene.classes[node])
    head = scene.tree.nodes[node].head
    if head >= 0:
        relation = plain_relation(scene.tree.nodes[node].relation)
        yield from (f"of.class={relation}:{name}" for name in scene.classes[head])


def _describe_place(scene: Scene, trigger: Trigger, filler: Filler, sort: str) -> Iterator[str]:
    tokens = scene.article.tokens
    before = filler.last <= trigger.head
    side = "before" if before else "after"
    first, last = (filler.last, trigger.first) if before else (trigger.last, filler.first)
    gap = max(last - first, 0)
    bucket = min(gap.bit_length(), 5)
    yield f"side={side}"
    yield f"side={side}:{sort}"
    yield f"gap={side}:{bucket}"
    between = bisect_left(scene.names, last) - bisect_left(scene.names, first) if first < last else 0
    yield f"between={side}:{min(between, _MANY)}"
    yield f"between={side}:{min(between, _MANY)}:{sort}"
    crossed = bisect_left(scene.heads, last) - bisect_left(scene.heads, first) if first < last else 0
    yield f"crossed={side}:{min(crossed, _MANY)}"
    word = tokens[filler.first - 1].low if filler.first > scene.sentence.first else "^"
    after = tokens[filler.last].low if filler.last < scene.sentence.last else "$"
    yield f"prev={side}:{word}"
    yield f"next={side}:{after}"
    if scene.sentence.heading:
        yield f"heading:{side}"


class Verdict(NamedTuple):
    """What the frames say of a role for a filler: those of all senses (`yes`, `other`, `none`), of the main ones."""

    all: str
    main: str


@dataclass(frozen=True, slots=True)
class Framing:
    """The roles that the frames of a trigger give to a filler for its slot: by all its senses, and by the main ones."""

    all: Collection[Role]
    main: Collection[Role]

    def judge(self, role: Role) -> Verdict:
        """Whether the frames give the filler `role`; `only` is no other."""
        main = "only" if self.main == {role} else _judge(self.main, role)
        return Verdict(_judge(self.all, role), main)


def _judge(framed: Collection[Role], role: Role) -> str:
    return "yes" if role in framed else "other" if framed else "none"


def read_framing(trigger: Trigger, type: EventType, link: Link) -> Framing:
    """The roles that the frames of a trigger's senses of `type` give to a filler."""
    return Framing(frame_roles(trigger, type, link), frame_roles(trigger, type, link, main=True))


def describe_role(trigger: Trigger, type: EventType, role: Role, link: Link) -> list[str]:
    """The features that say whether a filler's slot gives it `role` in the frames of the trigger."""
    return describe_verdict(trigger, type, link, read_framing(trigger, type, link).judge(role))


def describe_verdict(trigger: Trigger, type: EventType, link: Link, judged: Verdict) -> list[str]:
    """The features of a role of which the frames say what was `judged`."""
    verdict, main = judged
    direct = link.slot.direct if link.slot else False
    kinds = [f"kind={reading.sense.kind}" for reading in trigger.of_type(type)[:2]]
    slot = (link.slot.preposition or link.slot.name) if link.slot else "none"
    how = "none" if not link.slot else f"{link.slot.inherited}:{link.slot.inner.count('>')}"
    return [
        f"frame={verdict}",
        f"main={main}",
        f"main={main}:{how}",
        f"main={main}:{slot}",
        f"main={main}:{link.filler.form}",
        f"main={main}:{link.filler.rank}:{link.filler.form}",
        f"main={main}:{link.slot.word if link.slot else ''}",
        f"frame={verdict}:{direct}",
        f"frame={verdict}:{slot}",
        f"frame={verdict}:{how}",
        f"frame={verdict}:{link.filler.entity.kind}",
        f"frame={verdict}:{link.filler.form}",
        *(f"frame={verdict}:{kind}" for kind in kinds),
    ]
