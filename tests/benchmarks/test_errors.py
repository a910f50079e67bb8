"""The mistakes behind the figures of the benchmark of identity are those that there are."""

from errors import Label, Mistake, describe_mistakes, find_mistakes

LABELS = [
    Label("group 1", 1, "Acme"),
    Label("group 1", 1, "Acme"),
    Label("group 1", 2, "Acme Foods"),
    Label("group 2", 2, "Acme Mining"),
]


def test_pairs_missed_and_wrong_are_counted_and_quoted() -> None:
    mistakes = find_mistakes(LABELS)
    assert mistakes.missed == (Mistake(2, ("group 1", "group 1"), ("Acme (2)", "Acme Foods (1)")),)
    assert mistakes.wrong == (Mistake(1, ("group 1", "group 2"), ("Acme Foods (1)", "Acme Mining (1)")),)


def test_a_reader_sees_how_many_of_what_and_the_worst() -> None:
    lines = "\n".join(describe_mistakes("organizations", find_mistakes(LABELS), 5))
    assert "organizations: 2 pairs missed" in lines
    assert "Acme (2) <> Acme Foods (1)" in lines
    assert "group N" in lines
