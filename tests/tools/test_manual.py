import pytest

from tools.manual import FOLDER, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_program_says(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == PAGES[name](), "write it anew: python -m uv run python -m tools.manual"
