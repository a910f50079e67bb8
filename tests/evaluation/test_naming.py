import pytest

from corpdb.evaluation.naming import Naming, split_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("le groupe Alibaba", ("alibaba",)),
        ("Société Générale SA", ("societe", "generale")),
        ("The Company", ("the", "company")),
        ("—", ()),
    ],
)
def test_a_name_is_its_significant_words(name: str, words: tuple[str, ...]) -> None:
    assert split_name(name) == words


@pytest.mark.parametrize(
    ("one", "other", "exactly", "loosely"),
    [
        ("OVHcloud", "OVH Cloud", "same", "same"),
        ("laboratoire de calcul quantique", "laboratoire quantique", "other", "same"),
        ("laboratoire de calcul quantique", "laboratoire", "other", "other"),
        ("—", "—", "other", "other"),
    ],
)
def test_names_are_the_same_by_their_words(one: str, other: str, exactly: str, loosely: str) -> None:
    naming, second = Naming.of(one, ()), Naming.of(other, None)
    assert naming.is_same(second, loose=False) is (exactly == "same")
    assert naming.is_same(second, loose=True) is (loosely == "same")
