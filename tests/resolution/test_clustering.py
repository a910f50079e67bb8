"""Groups are the same whatever the order of nodes, links and foes, and no foes are together."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from corpdb.resolution.clustering import Link, partition

NODES = st.sampled_from("abcdefg")
PAIRS = st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1])


def make_link(pair: tuple[str, str], score: float) -> Link[str]:
    return Link(*pair, score)


LINKS = st.lists(st.builds(make_link, PAIRS, st.sampled_from([0.8, 0.9])), max_size=10)


def group(*links: Link[str], apart: tuple[str, ...] = ()) -> list[str]:
    nodes = sorted({node for link in links for node in link[:2]})
    return ["".join(part) for part in partition(nodes, links, [(pair[0], pair[1]) for pair in apart]).groups]


def test_links_join() -> None:
    assert group(Link("a", "b", 0.9), Link("b", "c", 0.8)) == ["abc"]


def test_the_better_link_wins_between_foes() -> None:
    assert group(Link("a", "b", 0.8), Link("b", "c", 0.9), apart=("ac",)) == ["a", "bc"]


def test_a_node_torn_between_foes_joins_neither() -> None:
    assert group(Link("a", "b", 0.9), Link("b", "c", 0.9), Link("b", "d", 0.9), apart=("ac",)) == ["a", "bd", "c"]


@given(links=LINKS, apart=st.lists(PAIRS, max_size=4), seed=st.integers(0, 99))
def test_no_order_changes_the_groups(links: list[Link[str]], apart: list[tuple[str, str]], seed: int) -> None:
    random, nodes = Random(seed), "abcdefg"
    found = partition(nodes, links, apart)
    mixed = [Link(link.other, link.one, link.score) for link in random.sample(links, len(links))]
    assert partition(random.sample(nodes, 7), mixed, random.sample(apart, len(apart))).groups == found.groups
    assert not any(one in part and other in part for part in found.groups for one, other in apart)
