"""What the README and the cookbook show is what the program prints on the seeds."""

import re
import shlex
from pathlib import Path

import pytest

from corpdb.storage.copying.run import copy_database
from tests.cli.running import run
from tools.cookbook import PAGE, answer_page

pytestmark = [
    pytest.mark.xdist_group("seeds"),  # in one process: what reads them is dear
    pytest.mark.usefixtures("known_readings", "one_job"),
]
ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.+?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"^(seconds +)[\d.]+$", re.MULTILINE)
PLACE = re.compile(r"file:///\S*?/seeds/")


def read_examples() -> list[tuple[str, str]]:
    """Each command of the README's console blocks that shows what it prints, with that."""
    return [
        (block["command"].rpartition("python -m uv run ")[2], block["output"])
        for block in BLOCK.finditer((ROOT / "README.md").read_text("utf-8"))
        if not block["output"].startswith("$ ")
    ]


def test_the_readme_shows_a_load_reports_and_an_event() -> None:
    assert [command.split()[1] for command, _ in read_examples()] == ["load", "report", "report", "show"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with the seeds in it, as a clone has them, and what the README's commands print there, in order."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder, [_run(command) for command, _ in read_examples()]


def test_the_examples_print_what_the_readme_shows(printed: tuple[Path, list[str]]) -> None:
    for (command, shown), output in zip(read_examples(), printed[1], strict=True):
        assert _normalize(output) == _normalize(shown), command


def test_the_cookbook_shows_what_both_databases_answer(printed: tuple[Path, list[str]], postgresql_url: str) -> None:
    page, url = PAGE.read_text("utf-8"), f"sqlite:///{printed[0] / 'corpdb.db'}"
    assert page.count("\n```sql\n") == 25
    assert answer_page(page, url) == page, "answer anew: python -m uv run python -m tools.cookbook"
    copy_database(url, postgresql_url, lambda _: None)
    assert answer_page(page, postgresql_url) == page


def _run(command: str) -> str:
    program, *arguments = shlex.split(command)
    result = run(*arguments)
    assert (program, result.exit_code) == ("corpdb", 0), result.stderr
    return result.stdout


def _normalize(text: str) -> str:
    lines = PLACE.sub("file:///.../seeds/", SECONDS.sub(r"\1_", text)).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()
