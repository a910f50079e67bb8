"""What the layers' contracts (import-linter, in pyproject.toml) cannot say about the tree."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {"benchmarks", "build", "dist", "docs", "seeds", "tests", "tools"}
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
PACKAGES = [ROOT.joinpath(*name.split(".")[1:]) for name in SETUPTOOLS["packages"]]
MODULES = sorted(module for package in PACKAGES for module in package.glob("*.py"))
REVISIONS = ROOT / "migrations" / "versions"  # each spells out its tables and views, and never changes again
NAMES = (ast.Name, ast.Attribute)
LANGUAGE = re.compile(r"[a-z]{2}([-_]\w+)?|english|french|anglais|français", re.IGNORECASE)
MOST_LINES_OF_FILE = 400
MOST_LINES_OF_FUNCTION = 60
IMPORT_ALL_READERS = """
import importlib, pkgutil, sys
import corpdb.core, corpdb.extraction, corpdb.loaders
for package in corpdb.core, corpdb.extraction, corpdb.loaders:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".training." not in module.name:
            importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"alembic", "psycopg", "sqlalchemy", "typer"}))
"""


def locate(node: ast.stmt | ast.expr, module: Path) -> str:
    return f"{module.relative_to(ROOT)}:{node.lineno}"


def walk(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[Path, ast.AST]]:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, kind):
                yield module, node


def find_language_tests(source: str) -> list[int]:
    """Return the lines that compare something called a language with a language's own code or name."""
    comparisons = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare | ast.Match))
    return [node.lineno for node in comparisons if _tests_language(node)]


def _tests_language(node: ast.Compare | ast.Match) -> bool:
    operands = [node.left, *node.comparators] if isinstance(node, ast.Compare) else [node.subject, *_patterns(node)]
    leaves = [leaf for operand in operands for leaf in ast.walk(operand)]
    names = [leaf.id if isinstance(leaf, ast.Name) else leaf.attr for leaf in leaves if isinstance(leaf, NAMES)]
    literals = [leaf.value for leaf in leaves if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)]
    return any("lang" in name for name in names) and any(LANGUAGE.fullmatch(literal) for literal in literals)


def _patterns(node: ast.Match) -> Iterator[ast.expr]:
    for pattern in (leaf for case in node.cases for leaf in ast.walk(case.pattern)):
        if isinstance(pattern, ast.MatchValue):
            yield pattern.value


def test_every_folder_of_code_is_a_listed_package() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    code = {name for name in folders - NOT_SHIPPED if any((ROOT / name).rglob("*.py"))}
    assert code == set(SETUPTOOLS["package-dir"].values())


def test_every_folder_below_is_listed_too() -> None:
    folders = {module.parent for top in SETUPTOOLS["package-dir"].values() for module in (ROOT / top).rglob("*.py")}
    assert folders == set(PACKAGES)


def test_every_package_stands_in_the_folder_of_its_name() -> None:
    assert SETUPTOOLS["package-dir"] == {f"corpdb.{path.name}": path.name for path in PACKAGES if path.parent == ROOT}


@pytest.mark.parametrize("package", [path for path in PACKAGES if path.parent == ROOT], ids=lambda path: path.name)
def test_every_package_tells_that_it_is_typed(package: Path) -> None:
    assert (package / "py.typed").is_file()


def test_no_code_asks_which_language_it_reads() -> None:
    found = [f"{module}:{line}" for module in MODULES for line in find_language_tests(module.read_text("utf-8"))]
    assert not found, "language knowledge belongs to the language's data"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('if language == "fr": pass', [1]),
        ('x = 1 if "en" != document.language else 2', [1]),
        ('if lang in ("fr", "en"): pass', [1]),
        ('match language:\n    case "fr": pass', [1]),
        ('if tag == "lang" and language: pass', []),
        ('if language in ("und", ""): pass', []),
        ("if language == other.language: pass", []),
        ("if language is None: pass", []),
        ('if status == "announced": pass', []),
    ],
)
def test_a_question_about_the_language_is_recognized(source: str, lines: list[int]) -> None:
    assert find_language_tests(source) == lines


def test_revisions_never_import_the_program() -> None:
    imports = [
        (locate(node, module), ast.unparse(node))
        for module, node in walk((ast.Import, ast.ImportFrom))
        if module.parent == REVISIONS and isinstance(node, ast.stmt)
    ]
    allowed = "from corpdb.migrations.steps import "  # what it does to a revision that uses it stays as it is
    found = [(place, statement) for place, statement in imports if not statement.startswith(allowed)]
    assert not [(place, statement) for place, statement in found if "corpdb" in statement or "from ." in statement]


def test_a_file_is_short_enough_to_read() -> None:
    modules = [module for module in MODULES if module.parent != REVISIONS]
    lengths = {str(module.relative_to(ROOT)): len(module.read_text("utf-8").splitlines()) for module in modules}
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES_OF_FILE}


def test_a_function_is_short_enough_to_read() -> None:
    lengths = {
        f"{locate(node, module)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module, node in walk((ast.FunctionDef, ast.AsyncFunctionDef))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and module.parent != REVISIONS
    }
    assert not {function: length for function, length in lengths.items() if length > MOST_LINES_OF_FUNCTION}


def test_reading_texts_loads_no_database_library() -> None:
    program = [sys.executable, "-c", IMPORT_ALL_READERS]
    assert subprocess.run(program, capture_output=True, text=True, check=True).stdout.split() == []


@pytest.mark.xdist_group("together")
def test_the_tests_of_a_group_stay_in_one_process() -> None:
    """By the ending of its name a test goes to the process of its group; versions of pytest may not know it."""
    name, _, _ = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")
    assert name.endswith("@together") is ("PYTEST_XDIST_WORKER" in os.environ)
