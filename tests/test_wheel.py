"""The wheel as users get it: built from what git tracks, installed into an empty environment, run there."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.states import list_states, restore_state

pytestmark = pytest.mark.xdist_group("wheel")  # in one process: what they share is dear
ROOT = Path(__file__).parents[1]
ARTICLE = """Helvora ferme son laboratoire de photonique

Publié le 12 mars 2021

La société Helvora a annoncé vendredi la fermeture de son usine de Grenoble et la suppression de 120 postes.
"""


def is_corpus(name: str) -> bool:
    """Whether a file is one of the articles to train on, which no installation needs."""
    return name.startswith("extraction/training/articles/") and not name.endswith(".py")


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def uv() -> str:
    """The `uv` that runs the tests."""
    found = os.environ.get("UV") or shutil.which("uv")
    assert found, "These tests need uv: run them with `python -m uv run pytest`."
    return found


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """The files of a clean clone, together with new ones that git does not ignore."""
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
    return sorted(name for name in {*names} if name and (ROOT / name).is_file())


@pytest.fixture(scope="module")
def clone(tracked: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tracked files, with the versions that are resolved already."""
    copy = tmp_path_factory.mktemp("clone")
    for name in [*tracked, "uv.lock"]:
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(clone: Path, uv: str) -> Path:
    """The wheel, built from the copy."""
    run(uv, "build", "--quiet", "--wheel", "--out-dir", "dist", cwd=clone)
    return next(clone.glob("dist/*.whl"))


@pytest.fixture(scope="module")
def environment(clone: Path, wheel: Path, uv: str) -> Path:
    """The programs of an environment that holds the wheel and what it requires, nothing else."""
    run(uv, "sync", "--quiet", "--no-dev", "--no-install-project", cwd=clone)
    programs = clone / ".venv" / "bin"
    run(uv, "pip", "install", "--quiet", "--no-deps", "--python", programs / "python", wheel, cwd=clone)
    return programs


def test_the_wheel_holds_every_file_of_every_package(wheel: Path, tracked: list[str]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    folders = tuple(f"{folder}/" for folder in settings["package-dir"].values())
    expected = {f"corpdb/{name}" for name in tracked if name.startswith(folders) and not is_corpus(name)}
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == expected


def test_the_wheel_holds_the_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith("/LICENSE")]
        assert [archive.read(name) for name in names] == [(ROOT / "LICENSE").read_bytes()]


def test_the_wheel_states_all_that_it_requires(environment: Path, uv: str) -> None:
    run(uv, "pip", "check", "--python", environment / "python", cwd=environment)


def test_the_installed_command_tells_its_version(environment: Path, tmp_path: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in run(environment / "corpdb", "--version", cwd=tmp_path)


def test_the_installed_command_upgrades_an_old_file(environment: Path, tmp_path: Path) -> None:
    restore_state(list_states()[0], f"sqlite:///{tmp_path / 'corpdb.db'}")
    run(environment / "corpdb", "db", "upgrade", cwd=tmp_path)
    assert run(environment / "corpdb", "db", "check", cwd=tmp_path) == "no differences\n"
    assert "Alibaba" in run(environment / "corpdb", "report", "companies", "--format", "csv", cwd=tmp_path)


def test_the_installed_command_loads_and_reports(environment: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "helvora.txt").write_text(ARTICLE, encoding="utf-8")
    run(environment / "corpdb", "load", articles, cwd=tmp_path)
    report = run(environment / "corpdb", "report", "events", "--format", "csv", cwd=tmp_path)
    assert "Helvora" in report
    assert run(environment / "corpdb", "db", "check", cwd=tmp_path) == "no differences\n"
    assert run(environment / "corpdb", "db", "history", cwd=tmp_path).startswith("* ")
