"""What a sentence's tree says of a trigger: its verb and mood, what governs it, and which words share its clause."""

from collections.abc import Iterator, Sequence

from corpdb.extraction.events.paths import find_path, is_passive, is_verbal, plain_relation, top_node
from corpdb.extraction.lexicon.classes import WordClasses
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.syntax.trees import ROOT, Tree

_HELPERS = frozenset({"aux", "aux:pass", "aux:tense", "cop", "advmod", "mark"})
_STEPS = 3
_NEAR = 6
_HOLDERS = 2
_FORMS = ("VerbForm", "Mood", "Tense")

Signs = Sequence[Match[str]]


def describe_governors(tree: Tree, first: int, last: int, signs: Signs) -> Iterator[str]:
    """The features of the tokens `first` to `last`: the verb that they are or belong to, and those above it."""
    node = top_node(tree, first, last)
    yield f"tag:{tree.nodes[node].tag}"
    yield f"relation:{plain_relation(tree.nodes[node].relation)}"
    yield from _describe_verb(tree, node, "own", signs)
    at, route = node, ""
    for step in range(_STEPS):
        relation, head = tree.nodes[at].relation, tree.nodes[at].head
        if head == ROOT:
            yield f"root after:{step}"
            return
        route += "^" + plain_relation(relation)
        at = head
        yield f"up{step}:{tree.nodes[at].lemma}"
        yield f"up:{tree.nodes[at].lemma}"
        if step == 0:
            yield f"route:{route}:{tree.nodes[at].lemma}"
        yield from _describe_verb(tree, at, f"up{min(step, 1)}", signs)
        if plain_relation(relation) in {"ccomp", "acl:relcl", "parataxis", "conj"}:
            return


def describe_classes(tree: Tree, first: int, last: int, classes: WordClasses) -> Iterator[str]:
    """The classes of the tokens `first` to `last`, of what they govern, what governs them, and their neighbours."""
    node = top_node(tree, first, last)
    yield from (f"own class:{name}" for name in classes.of(tree.nodes[node].lemma))
    yield from _describe_children(tree, node, "below", classes, skip=node)
    at, route = node, ""
    for step in range(_STEPS):
        relation, head = tree.nodes[at].relation, tree.nodes[at].head
        if head == ROOT:
            break
        route += "^" + plain_relation(relation)
        for name in classes.of(tree.nodes[head].lemma):
            yield f"over class:{name}"
            yield f"over class:{name}:{step}"
            yield f"over class:{name}:{route}"
        yield from _describe_children(tree, head, f"side{min(step, 1)}", classes, skip=at)
        at = head
    near = {"before": tree.nodes[max(node - _NEAR, 0) : node], "after": tree.nodes[node + 1 : node + _NEAR]}
    for side, nodes in near.items():
        yield from (f"near class:{side}:{name}" for found in nodes for name in classes.of(found.lemma))
    yield from (f"some class:{name}" for found in tree.nodes for name in classes.of(found.lemma))


def _describe_children(tree: Tree, node: int, where: str, classes: WordClasses, *, skip: int) -> Iterator[str]:
    for child in tree.children(node):
        if child != skip:
            relation = plain_relation(tree.nodes[child].relation)
            for name in classes.of(tree.nodes[child].lemma):
                yield f"{where} class:{name}"
                yield f"{where} class:{name}:{relation}"


def _describe_verb(tree: Tree, node: int, name: str, signs: Signs) -> Iterator[str]:
    """The form of a verb with its helpers, as one group: `will be Part`, and the sort of sign that it is."""
    found = tree.nodes[node]
    form = "+".join(found.features.get(key, "") for key in _FORMS) if is_verbal(tree, node) else found.tag
    helpers = [tree.nodes[child].lemma for child in tree.children(node) if tree.nodes[child].relation in _HELPERS]
    forms = [
        "+".join(tree.nodes[child].features.get(key, "") for key in _FORMS)
        for child in tree.children(node)
        if tree.nodes[child].relation.startswith(("aux", "cop"))
    ]
    yield f"{name} form:{form}"
    yield f"{name} helpers:{' '.join(helpers)}"
    yield f"{name} group:{form}:{' '.join(forms)}"
    yield f"{name} passive:{is_passive(tree, node)}"
    yield from (f"{name} helper:{helper}" for helper in helpers)
    yield from (f"{name} sign:{one.value}" for one in signs if one.first <= found.first < one.last)


def describe_bond(tree: Tree, trigger: tuple[int, int], other: tuple[int, int], classes: WordClasses) -> Iterator[str]:
    """How other tokens hang together with a trigger: the way between, a shared verb, the governors' classes."""
    one, two = top_node(tree, *trigger), top_node(tree, *other)
    path = find_path(tree, one, two)
    if path is None:
        yield "path:far"
    else:
        ups = sum(step.startswith("^") for step in path.steps)
        yield f"path:{ups}:{len(path.steps) - ups}"
        yield f"path:{len(path.steps)}"
        yield "path to:" + (path.steps[-1] if path.steps else ".")
        yield f"path:{path.text}"
    yield f"same clause:{find_clause(tree, one) == find_clause(tree, two)}"
    at = two
    for step in range(_HOLDERS):
        if tree.nodes[at].head in (ROOT, one):
            break
        at = tree.nodes[at].head
        yield from (f"held class:{step}:{name}" for name in classes.of(tree.nodes[at].lemma))


def find_clause(tree: Tree, node: int) -> int:
    """The verb of the clause that a node is in, the node itself if it is one."""
    for _ in range(len(tree.nodes)):
        if is_verbal(tree, node) and tree.nodes[node].relation not in _HELPERS:
            return node
        if tree.nodes[node].head == ROOT:
            return node
        node = tree.nodes[node].head
    return node
