import io

from corpdb.reports.renderers.markdown import write_markdown
from tests.reports.renderers.sample import make_result


def test_markdown_is_a_pipe_table_with_escaped_cells() -> None:
    stream = io.StringIO()
    assert write_markdown(make_result("id quote", (1, "a|b\n[c] *d*"), (2, None)), stream) == 2
    assert stream.getvalue().splitlines() == [
        "| id | quote |",
        "| ---: | --- |",
        r"| 1 | a\|b \[c\] \*d\* |",
        "| 2 |  |",
    ]


def test_markdown_of_nothing_is_its_header() -> None:
    stream = io.StringIO()
    assert write_markdown(make_result("id name"), stream) == 0
    assert stream.getvalue() == "| id | name |\n| --- | --- |\n"


def test_markdown_groups_the_digits_of_quantities() -> None:
    stream = io.StringIO()
    write_markdown(make_result("id people", (1000, 1000), grouped=[1]), stream)
    assert stream.getvalue().splitlines()[-1] == "| 1000 | 1,000 |"
