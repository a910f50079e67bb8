"""The page in a real browser: it loads nothing, draws its charts, filters, opens quotes, and fits a phone."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize

from tests.reports.dashboard.pages import HOSTILE, add_hostile, add_network, make_page
from tests.support.browser import open_browser

pytestmark = pytest.mark.xdist_group("browser")  # one worker, one browser

CHARTS = 7
DESKTOP, PHONE = ViewportSize(width=1200, height=900), ViewportSize(width=360, height=740)


# The labels of axes that stand out of their chart, where they are cut.
CUT_LABELS = """charts => charts.flatMap(chart => [...chart.querySelectorAll('.role-axis-label text')]
    .filter(label => label.getAttribute('opacity') !== '0')
    .filter(label => label.getBoundingClientRect().right > chart.getBoundingClientRect().right + 1)
    .map(label => label.textContent))"""


# How many links of the network do not end at a node.
LOOSE_LINKS = r"""chart => {
    const read = (part, name) => part.getAttribute(name).match(/-?[\d.]+/g).map(Number);
    const nodes = [...chart.querySelectorAll('.nodeMarks path')].map(node => read(node, 'transform'));
    const isNode = (x, y) => nodes.some(node => Math.hypot(node[0] - x, node[1] - y) < 1);
    const links = [...chart.querySelectorAll('.mark-path path')].map(link => read(link, 'd'));
    return links.filter(ends => !isNode(ends[0], ends[1]) || !isNode(ends[2], ends[3])).length;
}"""


@pytest.fixture(scope="module")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    with open_browser(pytestconfig.rootpath / ".pytest_cache" / "chromium") as browser:
        yield browser


@pytest.fixture
def page_file(sqlite_sample: str, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(make_page(sqlite_sample), "utf-8")
    return path


@contextmanager
def visit(browser: Browser, path: Path, charts: int = CHARTS, **options: Any) -> Generator[Page]:
    """The page once its charts are drawn; at the end, nothing was asked of the network and nothing went wrong."""
    wrong: list[str] = []

    def note_request(request: Request) -> None:
        if request.url != path.as_uri():
            wrong.append(request.url)

    settings: dict[str, Any] = {"viewport": DESKTOP, **options}
    with browser.new_context(**settings) as context:
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", note_request)
        page.goto(path.as_uri())
        if options.get("java_script_enabled", True):
            page.wait_for_function(f"document.querySelectorAll('.chart svg').length === {charts}")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert wrong == []


def list_shown(page: Page) -> list[str | None]:
    return [item.get_attribute("id") for item in page.locator(".events > li:visible").all()]


def list_boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where what can be seen of these parts of a chart stands."""
    script = "parts => parts.filter(each => each.textContent.trim() || each.tagName === 'path')"
    script += ".filter(each => each.getAttribute('opacity') !== '0').map(each => each.getBoundingClientRect().toJSON())"
    boxes: list[dict[str, float]] = page.locator(selector).evaluate_all(script)
    return boxes


def is_overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share more than their margins: letters do not fill the height of a line."""
    shared = [
        min(one[last], other[last]) - max(one[first], other[first])
        for first, last in (("left", "right"), ("top", "bottom"))
    ]
    return shared[0] > 2 and shared[1] > 4


def test_events_are_searched_filtered_and_opened_by_keyboard(browser: Browser, page_file: Path) -> None:
    with visit(browser, page_file) as page:
        page.get_by_label("Search").fill("CHERCHEURS  employait")
        assert list_shown(page) == ["event-1"]
        assert page.get_by_role("status").inner_text() == "1 event"
        page.get_by_role("button", name="Show all").click()
        page.locator("[name=status]").select_option("completed")
        page.locator("[name=since]").fill("2024-02")
        assert list_shown(page) == ["event-2"]
        page.get_by_role("button", name="Show all").click()
        page.locator("[name=organization]").fill("universite de brest")
        page.wait_for_function("document.querySelectorAll('.events > li:not([hidden])').length === 2")
        page.locator("#event-2 summary").focus()
        page.keyboard.press("Enter")
        assert page.locator("#event-2 mark").inner_text() == "Nordwind Energy buys Orcaline for 1,250,000,000.50 euros."


def test_a_click_on_a_chart_filters_or_opens_events(browser: Browser, page_file: Path) -> None:
    with visit(browser, page_file) as page:
        page.locator("#chart-types .mark-rect path").first.click()
        assert len(list_shown(page)) == 1
        assert page.locator("[name=type]").input_value()
        page.locator("#chart-months .mark-rect path").last.click()
        assert page.locator("[name=since]").input_value() == page.locator("[name=until]").input_value() == "2024-02"
        page.locator("#chart-network .nodeMarks path").first.click()
        assert list_shown(page) == ["event-3"]
        page.locator("#chart-labs .mark-symbol path").first.click()
        assert len(list_shown(page)) == 4
        assert page.locator("#event-1 details").get_attribute("open") is not None


def test_a_date_that_is_none_or_too_early_is_marked_and_narrows_nothing(browser: Browser, page_file: Path) -> None:
    with visit(browser, page_file) as page:
        for since, wrong, value in (("", "since", "2024-13"), ("", "until", "2024-02-32"), ("2024", "until", "2023")):
            page.locator("[name=since]").fill(since)
            kept = list_shown(page)
            page.locator(f"[name={wrong}]").fill(value)
            assert page.locator("input:invalid").get_attribute("name") == wrong
            assert list_shown(page) == kept
            page.get_by_role("button", name="Show all").click()
            page.locator("input:invalid").wait_for(state="detached")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_name_is_cut_or_covers_another_or_a_node(
    browser: Browser, migrated_sqlite_url: str, tmp_path: Path, viewport: ViewportSize
) -> None:
    add_network(migrated_sqlite_url)
    path = tmp_path / "report.html"
    path.write_text(make_page(migrated_sqlite_url), "utf-8")
    with visit(browser, path, charts=6, viewport=viewport) as page:
        assert page.locator(".chart svg").evaluate_all(CUT_LABELS) == []
        names, nodes = (list_boxes(page, f"#chart-network .{marks}") for marks in ("labelMarks text", "nodeMarks path"))
        assert len(nodes) == 24
        assert len(names) >= 4
        assert not [pair for pair in combinations(names, 2) if is_overlap(*pair)]
        assert not [pair for pair in product(names, nodes) if is_overlap(*pair)]


def test_a_network_is_drawn_anew_for_another_width(browser: Browser, migrated_sqlite_url: str, tmp_path: Path) -> None:
    add_network(migrated_sqlite_url)
    path = tmp_path / "report.html"
    path.write_text(make_page(migrated_sqlite_url), "utf-8")
    with visit(browser, path, charts=6) as page:
        chart = page.locator("#chart-network svg")
        for viewport in (PHONE, DESKTOP):
            chart.evaluate("chart => chart.id = 'former'")
            page.set_viewport_size(viewport)
            page.locator("#former").wait_for(state="detached")
            assert chart.evaluate(LOOSE_LINKS) == 0


def test_the_theme_follows_the_system_until_it_is_chosen(browser: Browser, page_file: Path) -> None:
    read_paper = "getComputedStyle(document.documentElement).backgroundColor"
    with visit(browser, page_file, color_scheme="dark") as page:
        dark, button = page.evaluate(read_paper), page.get_by_role("button", name="Dark theme")
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert page.evaluate(read_paper) == "rgb(255, 255, 255)" != dark
        text = page.locator("#chart-types text").first
        assert text.evaluate("element => getComputedStyle(element).fill") == "rgb(28, 35, 48)"


def test_the_page_fits_a_phone_and_needs_no_script_for_its_list(browser: Browser, page_file: Path) -> None:
    with visit(browser, page_file, viewport=PHONE) as page:
        assert page.locator(".chart svg").first.bounding_box() is not None
    with visit(browser, page_file, viewport=PHONE, java_script_enabled=False) as page:
        page.locator("#event-2 summary").click()
        assert page.locator("#event-2 mark").is_visible()
        assert page.locator("#filters").is_hidden()


def test_a_hostile_document_does_nothing(browser: Browser, migrated_sqlite_url: str, tmp_path: Path) -> None:
    add_hostile(migrated_sqlite_url)
    path = tmp_path / "report.html"
    path.write_text(make_page(migrated_sqlite_url), "utf-8")
    with visit(browser, path, charts=5, viewport=PHONE) as page:
        bar = page.locator("#chart-organizations .mark-rect path").first
        bar.hover()
        page.wait_for_selector("#vg-tooltip-element.visible")
        assert HOSTILE in page.locator("#vg-tooltip-element").inner_text()
        bar.click()
        assert list_shown(page) == ["event-1"]
        page.locator("summary .who").click()
        assert page.evaluate("window.broken") is None
