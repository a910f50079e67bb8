import pytest

from corpdb.extraction.events.paths import Slot, find_path, find_slot, is_passive
from corpdb.extraction.syntax.trees import Tree
from tests.support.trees import grow

# X a racheté Y
BOUGHT = grow("x PROPN nsubj 3", "avoir AUX aux 3", "racheter VERB root 0 VerbForm=Part Tense=Past", "y PROPN obj 3")
# X a été racheté par Y
PASSIVE = grow(
    "x PROPN nsubj:pass 4",
    "avoir AUX aux 4",
    "être AUX aux:pass 4",
    "racheter VERB root 0 VerbForm=Part Tense=Past",
    "par ADP case 6",
    "y PROPN obl:agent 4",
)
# X, qui a racheté Y, grandit
RELATIVE = grow(
    "x PROPN nsubj 6",
    "qui PRON nsubj 4",
    "avoir AUX aux 4",
    "racheter VERB acl:relcl 1 VerbForm=Part Tense=Past",
    "y PROPN obj 4",
    "grandir VERB root 0 VerbForm=Fin",
)
# X, que Y a racheté, grandit
OBJECT_RELATIVE = grow(
    "x PROPN nsubj 6",
    "que PRON obj 5",
    "y PROPN nsubj 5",
    "avoir AUX aux 5",
    "racheter VERB acl:relcl 1 VerbForm=Part Tense=Past",
    "grandir VERB root 0 VerbForm=Fin",
)
# X, racheté par Y, grandit
PARTICIPLE = grow(
    "x PROPN nsubj 5",
    "racheter VERB acl 1 VerbForm=Part Tense=Past",
    "par ADP case 4",
    "y PROPN obl:agent 2",
    "grandir VERB root 0 VerbForm=Fin",
)
# X veut racheter Y
CONTROL = grow(
    "x PROPN nsubj 2", "vouloir VERB root 0 VerbForm=Fin", "racheter VERB xcomp 2 VerbForm=Inf", "y PROPN obj 3"
)
# X va ouvrir A et fermer Y
JOINED = grow(
    "x PROPN nsubj 3",
    "aller AUX aux 3",
    "ouvrir VERB root 0 VerbForm=Inf",
    "a NOUN obj 3",
    "et CCONJ cc 6",
    "fermer VERB conj 3 VerbForm=Inf",
    "y PROPN obj 6",
)
# le rachat de Y par X
NOUN = grow("le DET det 2", "rachat NOUN root 0", "de ADP case 4", "y PROPN nmod 2", "par ADP case 6", "x PROPN nmod 2")
# X's purchase of Y
OWNED = grow("x PROPN nmod:poss 3", "'s PART case 1", "purchase NOUN root 0", "of ADP case 5", "y PROPN nmod 3")
# X a annoncé le rachat de Y
SUPPORTED = grow(
    "x PROPN nsubj 3",
    "avoir AUX aux 3",
    "annoncer VERB root 0 VerbForm=Part Tense=Past",
    "le DET det 5",
    "rachat NOUN obj 3",
    "de ADP case 7",
    "y PROPN nmod 5",
)


def read_slot(tree: Tree, trigger: int, word: int) -> Slot | None:
    path = find_path(tree, trigger, word)
    return find_slot(tree, trigger, path, word) if path else None


def name_slot(tree: Tree, trigger: int, word: int) -> str | None:
    slot = read_slot(tree, trigger, word)
    return slot.text if slot else None


@pytest.mark.parametrize(
    ("tree", "trigger", "buyer", "bought"),
    [
        pytest.param(BOUGHT, 2, (0, "subject"), (3, "object"), id="active"),
        pytest.param(PASSIVE, 3, (5, "subject"), (0, "object"), id="passive"),
        pytest.param(RELATIVE, 3, (0, "subject~"), (4, "object"), id="relative clause on its subject"),
        pytest.param(OBJECT_RELATIVE, 4, (2, "subject"), (0, "object~"), id="relative clause on its object"),
        pytest.param(PARTICIPLE, 1, (3, "subject"), (0, "object~"), id="participle"),
        pytest.param(CONTROL, 2, (0, "subject~"), (3, "object"), id="subject of the verb above"),
        pytest.param(JOINED, 5, (0, "subject~"), (6, "object"), id="subject of the verb before"),
        pytest.param(NOUN, 1, (5, "par"), (3, "de"), id="noun with prepositions"),
        pytest.param(OWNED, 2, (0, "possessor"), (4, "of"), id="noun with its owner"),
        pytest.param(SUPPORTED, 4, (0, "subject~"), (6, "de"), id="noun of a verb with a subject"),
    ],
)
def test_who_acts_and_who_is_acted_on_keep_their_slots(
    tree: Tree, trigger: int, buyer: tuple[int, str], bought: tuple[int, str]
) -> None:
    assert name_slot(tree, trigger, buyer[0]) == buyer[1]
    assert name_slot(tree, trigger, bought[0]) == bought[1]


def test_all_of_a_list_stand_in_one_slot() -> None:
    tree = grow("x PROPN nsubj 5", "z PROPN conj 1", "et CCONJ cc 4", "w PROPN conj 1", "grandir VERB root 0")
    assert [name_slot(tree, 4, at) for at in (0, 1, 3)] == ["subject"] * 3
    listed = find_path(tree, 4, 3)
    assert listed
    assert listed.listed


def test_a_name_beside_its_noun_stands_in_the_slot_of_the_noun() -> None:
    tree = grow("le DET det 2", "groupe NOUN nsubj 4", "x PROPN appos 2", "grandir VERB root 0")
    assert name_slot(tree, 3, 2) == "subject"


def test_a_slot_tells_the_way_on_from_the_word_in_it() -> None:
    # X a racheté les actifs de Y
    tree = grow(
        "x PROPN nsubj 3",
        "avoir AUX aux 3",
        "racheter VERB root 0 VerbForm=Part Tense=Past",
        "le DET det 5",
        "actif NOUN obj 3",
        "de ADP case 7",
        "y PROPN nmod 5",
    )
    assert read_slot(tree, 2, 6) == Slot("object", inherited=False, inner=">nmod[de]", word="actif")
    assert read_slot(tree, 2, 4) == Slot("object", inherited=False)


def test_a_word_of_another_clause_has_no_slot() -> None:
    # X grandit, dit Y: who is told of and who tells it are not mixed up.
    tree = grow("x PROPN nsubj 2", "grandir VERB root 0 VerbForm=Fin", "dire VERB parataxis 2", "y PROPN nsubj 3")
    assert name_slot(tree, 1, 3) is None


def test_a_way_of_many_steps_means_nothing() -> None:
    chain = grow("grandir VERB root 0", *(f"w{at} NOUN nmod {at} " for at in range(1, 12)))
    assert find_path(chain, 0, 1)
    assert find_path(chain, 0, 11) is None


@pytest.mark.parametrize(("tree", "verb", "passive"), [(BOUGHT, 2, False), (PASSIVE, 3, True), (PARTICIPLE, 1, True)])
def test_a_passive_is_told_from_a_perfect(tree: Tree, verb: int, passive: bool) -> None:  # noqa: FBT001
    assert is_passive(tree, verb) is passive
