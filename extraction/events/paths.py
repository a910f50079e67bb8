"""The way through a sentence's tree from a trigger to a word, and the slot around the trigger that it leads to.

Relations are those of Universal Dependencies (https://universaldependencies.org/u/dep/), so that nothing here knows
the language.
"""

from dataclasses import dataclass, replace

from corpdb.extraction.syntax.trees import Tree

_LONGEST = 6
_KEPT_SUBTYPES = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass"})
# Steps that lead from a word to another one in the same place: lists, names beside a noun.
_SAME_PLACE = frozenset({"conj", "appos", "flat", "list"})
_PREPOSITIONAL = frozenset({"obl", "obl:agent", "nmod", "advcl", "acl", "xcomp"})
_VERBAL = frozenset({"VERB", "AUX"})
_INHERITING = frozenset({"^xcomp", "^conj", "^advcl", "^ccomp", "^parataxis", "^acl"})


@dataclass(frozen=True, slots=True)
class Path:
    """The steps from a trigger to a word: `^nsubj` up to a governor, `>obl[par]` down with its preposition.

    Steps within a list or an apposition are left out; `listed` says that there were some.
    """

    steps: tuple[str, ...]
    listed: bool

    @property
    def text(self) -> str:
        """The steps as one word."""
        return "".join(self.steps) or "."


@dataclass(frozen=True, slots=True)
class Slot:
    """A place around a trigger in its frame's terms.

    `name` is `subject`, `object`, `possessor`, `modifier`, or `preposition` with the `preposition`'s lemma. `inherited`
    is whether another word governs it; `inner` are the steps on from the word in the slot: `>nmod[of]` for X in `bought
    the assets of X`; `word` is the lemma of the word in the slot then.
    """

    name: str
    inherited: bool
    preposition: str = ""
    inner: str = ""
    word: str = ""

    @property
    def direct(self) -> bool:
        """Whether the trigger itself governs it."""
        return not (self.inherited or self.inner)

    @property
    def text(self) -> str:
        """The slot as one word."""
        return f"{self.preposition or self.name}{'~' if self.inherited else ''}{self.inner}"


def top_node(tree: Tree, first: int, last: int) -> int:
    """The node of the tokens `first` to `last` (not included) that the others depend on; the first of several."""
    start, end = tree.at(first), tree.at(last - 1)
    return next((at for at in range(start, end + 1) if not start <= tree.nodes[at].head <= end), start)


def plain_relation(relation: str) -> str:
    """A relation without the subtypes that tell nothing here."""
    return relation if relation in _KEPT_SUBTYPES else relation.partition(":")[0]


def find_path(tree: Tree, source: int, target: int) -> Path | None:
    """The way from one node to another; None if it is too long to mean anything."""
    above = {source: 0}
    chain = [source]
    at = source
    while tree.nodes[at].head >= 0 and len(chain) <= _LONGEST:
        at = tree.nodes[at].head
        above[at] = len(chain)
        chain.append(at)
    down: list[int] = []
    at = target
    while at not in above:
        if len(down) > _LONGEST or tree.nodes[at].head < 0:
            return None
        down.append(at)
        at = tree.nodes[at].head
    steps = [f"^{plain_relation(tree.nodes[node].relation)}" for node in chain[: above[at]]]
    listed = False
    for node in reversed(down):
        relation = plain_relation(tree.nodes[node].relation)
        step = f">{relation}{_read_case(tree, node, relation)}"
        if relation in _SAME_PLACE or (step == ">nmod" and tree.nodes[node].head != source):
            listed = listed or relation == "conj"
        else:
            steps.append(step)
    return Path(tuple(steps), listed) if len(steps) <= _LONGEST else None


def _read_case(tree: Tree, node: int, relation: str) -> str:
    """The preposition of a node, in brackets, where its relation has one."""
    if relation not in _PREPOSITIONAL:
        return ""
    case = find_case(tree, node)
    return f"[{case}]" if case else ""


def find_case(tree: Tree, node: int) -> str:
    """The lemma of the preposition that marks a node, or nothing."""
    return next(
        (tree.nodes[child].lemma for child in tree.children(node) if tree.nodes[child].relation in {"case", "mark"}), ""
    )


def is_verbal(tree: Tree, node: int) -> bool:
    """Whether the node is a verb or a participle used as one."""
    found = tree.nodes[node]
    return found.tag in _VERBAL or "VerbForm" in found.features


def is_passive(tree: Tree, node: int) -> bool:
    """Whether what the node's verb is done to stands as its subject, or as the noun that it belongs to."""
    relations = {plain_relation(tree.nodes[child].relation) for child in tree.children(node)}
    if relations & {"nsubj:pass", "aux:pass"}:
        return True
    found = tree.nodes[node]
    past = found.features.get("VerbForm") == "Part" and found.features.get("Tense") != "Pres"
    return past and not relations & {"aux", "obj", "nsubj"}


def find_slot(tree: Tree, trigger: int, path: Path, target: int) -> Slot | None:
    """The slot that `path` leads to from the node `trigger` to the node `target`, if it is one that frames speak of."""
    ups = [step for step in path.steps if step[0] == "^"]
    downs = path.steps[len(ups) :]
    inner = "".join(downs[1:])
    slot = _read_verb_slot(tree, trigger, ups, downs) if is_verbal(tree, trigger) else _read_noun_slot(ups, downs)
    return replace(slot, inner=inner, word=_find_outer(tree, target, len(downs) - 1)) if slot and inner else slot


def _find_outer(tree: Tree, node: int, steps: int) -> str:
    """The lemma of the word that many steps above a node, lists and appositions not counted."""
    while steps and tree.nodes[node].head >= 0:
        relation = plain_relation(tree.nodes[node].relation)
        case = _read_case(tree, node, relation)
        steps -= relation not in _SAME_PLACE and not (relation == "nmod" and not case)
        node = tree.nodes[node].head
    return tree.nodes[node].lemma


def _read_verb_slot(  # noqa: PLR0911 (one for each relation)
    tree: Tree, trigger: int, ups: list[str], downs: tuple[str, ...]
) -> Slot | None:
    passive = is_passive(tree, trigger)
    if not downs:
        return _read_antecedent(tree, trigger, passive=passive) if len(ups) == 1 else None
    relation, case = _split(downs[0])
    if ups and (relation not in {"nsubj", "nsubj:pass"} or not _INHERITING.issuperset(ups)):
        return None
    match relation:
        case "nsubj" | "nsubj:pass":
            done_to = passive if ups else relation == "nsubj:pass" or passive
            return Slot("object" if done_to else "subject", inherited=bool(ups))
        case "obj" | "iobj" | "xcomp":
            return Slot("object", inherited=False)
        case "obl:agent":
            return Slot("subject", inherited=False)
        case "obl" | "nmod" if case:
            return Slot("preposition", inherited=False, preposition=case)
        case _:
            return None


def _read_antecedent(tree: Tree, trigger: int, *, passive: bool) -> Slot | None:
    """The noun that a relative clause or a participle belongs to."""
    relation = plain_relation(tree.nodes[trigger].relation)
    if relation == "acl":
        return Slot("object" if passive else "subject", inherited=True)
    if relation != "acl:relcl":
        return None
    pronouns = [tree.nodes[child] for child in tree.children(trigger) if tree.nodes[child].tag == "PRON"]
    roles = {plain_relation(pronoun.relation) for pronoun in pronouns}
    if "nsubj:pass" in roles or passive or ("obj" in roles and "nsubj" not in roles):
        return Slot("object", inherited=True)
    return Slot("subject", inherited=True)


def _read_noun_slot(ups: list[str], downs: tuple[str, ...]) -> Slot | None:  # noqa: PLR0911 (one for each relation)
    if not downs:
        return None
    relation, case = _split(downs[0])
    match relation:
        case "nsubj" | "nsubj:pass":
            return Slot("subject", inherited=True)
        case "nmod:poss":
            return Slot("possessor", inherited=bool(ups))
        case "obl:agent":
            return Slot("subject", inherited=bool(ups))
        case "nmod" | "obl" if case:
            return Slot("preposition", inherited=bool(ups), preposition=case)
        case "compound" | "nmod" | "amod":
            return Slot("modifier", inherited=bool(ups))
        case _:
            return None


def _split(step: str) -> tuple[str, str]:
    relation, _, case = step[1:].partition("[")
    return relation, case.rstrip("]")
