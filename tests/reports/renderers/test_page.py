import io

from lxml import html

from corpdb.reports.renderers.page import write_html
from tests.reports.renderers.sample import make_result


def test_a_page_is_one_table_with_everything_escaped() -> None:
    stream = io.StringIO()
    result = make_result("id <b>", (1, "<script>alert(1)</script> & “é”"), (2, None))
    assert write_html(result, stream) == 2
    page = html.fromstring(stream.getvalue())
    assert page.get("lang") == "en"
    assert [cell.text_content() for cell in page.iter("th", "td")] == [
        "id", "<b>", "1", "<script>alert(1)</script> & “é”", "2", "",
    ]  # fmt: skip
    assert not page.xpath("//script | //table//b")


def test_a_page_loads_nothing_from_elsewhere() -> None:
    stream = io.StringIO()
    write_html(make_result("a b", ("https://x.example/?a=1&b=2", 'javascript:alert("1")')), stream)
    page = html.fromstring(stream.getvalue())
    assert page.xpath("//@href") == ["https://x.example/?a=1&b=2"]
    assert not page.xpath("//@src | //link | //style[contains(., 'url(') or contains(., '@import')]")


def test_a_page_groups_the_digits_of_quantities() -> None:
    stream = io.StringIO()
    write_html(make_result("id people", (1000, 1000), grouped=[1]), stream)
    assert '<td class="number">1000</td><td class="number">1,000</td>' in stream.getvalue()
