import math

import pytest

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.syntax.parser import load_parser
from corpdb.extraction.syntax.trees import ROOT, Tree
from corpdb.extraction.text.sentences import split_sentences
from corpdb.extraction.tokens import Token, tokenize

LANGUAGES = ["fr", "en"]


def parse(code: str, text: str, *names: str) -> tuple[list[Token], list[Tree]]:
    grammar = load_lexicon(code).grammar
    tokens = tokenize(text, grammar.tokenizer)
    sentences = [(sentence.first, sentence.last) for sentence in split_sentences(text, tokens, grammar)]
    spans = [find_span(text, tokens, name) for name in names]
    return tokens, load_parser(code).parse(tokens, sentences, spans)


def find_span(text: str, tokens: list[Token], name: str) -> tuple[int, int]:
    start = text.index(name)
    inside = [at for at, token in enumerate(tokens) if start <= token.start < start + len(name)]
    return inside[0], inside[-1] + 1


def find_related(code: str, text: str, relation: str, *names: str) -> list[tuple[str, str]]:
    tokens, [tree] = parse(code, text, *names)
    return [
        (" ".join(token.text for token in tokens[node.first : node.last]), tree.nodes[node.head].lemma)
        for node in tree.nodes
        if node.relation == relation
    ]


@pytest.mark.parametrize(
    ("code", "text", "names", "subject", "thing"),
    [
        ("en", "Nordia bought Vexel Power in 2021.", ["Nordia", "Vexel Power"], ("Nordia", "buy"), "Vexel Power"),
        ("fr", "Nordia a fermé son usine de Reims.", ["Nordia", "Reims"], ("Nordia", "fermer"), "usine"),
    ],
)
def test_the_subject_and_the_object_of_a_verb_are_found(
    code: str, text: str, names: list[str], subject: tuple[str, str], thing: str
) -> None:
    assert find_related(code, text, "nsubj", *names) == [subject]
    assert find_related(code, text, "obj", *names) == [(thing, subject[1])]


@pytest.mark.parametrize(
    ("code", "text", "relation"),
    [
        ("en", "The plant was sold by Nordia.", "nsubj:pass"),
        ("fr", "L'usine a été vendue par Nordia.", "nsubj:pass"),
    ],
)
def test_a_passive_has_its_own_subject(code: str, text: str, relation: str) -> None:
    [(word, _)] = find_related(code, text, relation, "Nordia")
    assert word in {"plant", "usine"}


def test_a_name_is_one_node_whatever_its_words() -> None:
    tokens, [tree] = parse("en", "The Bank of New Sales sold shares.", "Bank of New Sales")
    node = tree.nodes[tree.at(3)]
    assert (node.first, node.last, node.tag, node.lemma) == (1, 5, "PROPN", "bank of new sales")
    assert tree.at(1) == tree.at(4) == 1
    assert sum(node.last - node.first for node in tree.nodes) == len(tokens)


def test_a_token_outside_the_sentence_is_an_error() -> None:
    _, [first, second] = parse("en", "Nordia grew. Vexel shrank.")
    assert second.at(3) == 0
    with pytest.raises(IndexError):
        first.at(3)
    with pytest.raises(IndexError):
        second.at(2)


def test_features_and_lemmas_are_told() -> None:
    _, [tree] = parse("fr", "Les salariés fermaient les usines.")
    verb = tree.nodes[tree.root]
    assert (verb.lemma, verb.tag, verb.features["Tense"], verb.features["Number"]) == ("fermer", "VERB", "Imp", "Plur")


def test_children_and_heads_agree() -> None:
    _, [tree] = parse("en", "The firm, which is based in Lyon, will not sell its two plants before May.")
    for index, node in enumerate(tree.nodes):
        assert all(tree.nodes[child].head == index for child in tree.children(index))
        assert node.head == ROOT or index in tree.children(node.head)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_has_the_same_tree_alone_and_in_a_batch(code: str) -> None:
    text = "\n\n".join(
        f"{'a ' * (n % 17)}Nordia sold {n} {'old ' * (n % 5)}plants to Vexel, which {n % 7}." for n in range(90)
    )
    grammar = load_lexicon(code).grammar
    tokens = tokenize(text, grammar.tokenizer)
    spans = [(sentence.first, sentence.last) for sentence in split_sentences(text, tokens, grammar)]
    parser = load_parser(code)
    assert parser.parse(tokens, spans, []) == [tree for span in spans for tree in parser.parse(tokens, [span], [])]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["!", "🙂🙂🙂 🙂", "_ _", "\u0301", "a" * 500, "( " * 200, "de " * 2000, "\u202eabc שלום", "x\u0000y"]
)
def test_hostile_text_gives_one_tree_a_sentence(code: str, text: str) -> None:
    tokens, trees = parse(code, text)
    assert [node.first for tree in trees for node in tree.nodes] == list(range(len(tokens)))
    for tree in trees:
        assert sum(node.head == ROOT for node in tree.nodes) == 1
        assert all(_reaches_root(tree, index) for index in range(len(tree.nodes)))


def _reaches_root(tree: Tree, index: int) -> bool:
    steps = 0
    while index != ROOT and steps <= len(tree.nodes):
        index = tree.nodes[index].head
        steps += 1
    return index == ROOT


def test_nothing_gives_nothing() -> None:
    parser = load_parser("en")
    assert parser.parse([], [], []) == []
    assert parser.parse([], [(0, 0)], []) == [Tree(())]
    assert Tree(()).root == ROOT


def test_a_language_without_weights_has_its_relations_guessed() -> None:
    words = ["Die", "Nordwind", "AG", "übernimmt", "die", "Zephyra", "von", "Orcaline", "."]
    tokens = [Token(at, at + 1, word, word.lower()) for at, word in enumerate(words)]
    (tree,) = load_parser("de").parse(tokens, [(0, len(tokens))], [(1, 3), (5, 6), (7, 8)])
    relations = {node.lemma: node.relation for node in tree.nodes}
    assert (relations["nordwind ag"], relations["zephyra"], relations["orcaline"]) == ("nsubj", "obj", "obl")
    assert tree.nodes[tree.root].lemma == "übernimmt"


def test_one_long_sentence_takes_no_more_than_its_share_of_memory() -> None:
    tokens = [Token(at, at + 1, "x", "x") for at in range(20_000)]
    spans = [(at, at + 160) for at in range(0, 20_000, 160)]
    assert len(load_parser("en").parse(tokens, spans, [])) == math.ceil(20_000 / 160)
