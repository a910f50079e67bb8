from corpdb.reports.report import merge_rows
from corpdb.reports.result import Result


def test_columns_of_the_same_name_are_told_apart() -> None:
    assert Result.of_query(["a", "a", "a_2", "a"], iter(())).names == ("a", "a_2", "a_2_2", "a_3")


def test_neighbouring_rows_of_one_key_become_one() -> None:
    rows = iter([(1, "a", "x"), (1, "a", "y"), (1, "a", "x"), (2, "b", None)])
    assert list(merge_rows(rows, [2])) == [(1, "a", "x; y"), (2, "b", None)]


def test_columns_for_programs_are_not_shown_to_people() -> None:
    names = ("id", "day", "people")
    shown = Result(
        "Title", names, names, iter([(1, "x", 30)]), grouped=frozenset({2}), data=frozenset({1})
    ).show_people()
    assert (shown.names, list(shown.rows), shown.grouped) == (("id", "people"), [(1, 30)], {1})
