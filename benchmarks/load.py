"""How fast articles become rows: by stage, beside the database's own way, in memory, and once more unchanged."""

import argparse
import json
import platform
import sqlite3
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from articles import generate
from commands import Loading, measure_loading
from databases import Fresh, open_backend
from stages import Stages, measure_stages
from writing import Writing, measure_writing

SEED = 7
MEASURES = ("stages", "writing", "command")


def main() -> None:
    """Measure what is asked for on each database, and print it."""
    options = _parse_options()
    report: dict[str, Any] = {"versions": _list_versions()}
    with tempfile.TemporaryDirectory(prefix="corpdb-articles-") as place:
        folders = {count: _write_articles(Path(place), count) for count in options.count}
        for backend in options.database:
            with open_backend(backend, options.postgresql) as fresh:
                report[backend] = {str(count): _measure(fresh, folder, options) for count, folder in folders.items()}
    print(json.dumps(report, indent=1, default=asdict) if options.json else _describe(report))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the load.")
    parser.add_argument("--count", type=int, nargs="+", default=[1000], help="how many articles (default: 1000)")
    parser.add_argument("--measure", nargs="+", choices=MEASURES, default=MEASURES, help="what (default: all)")
    parser.add_argument(
        "--database", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql"), help="on what"
    )
    parser.add_argument("--postgresql", metavar="URL", help="a server to use; without it, one is started")
    parser.add_argument("--repeat", type=int, default=5, help="how often writing is repeated (default: 5)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the command (default: 2)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _write_articles(place: Path, count: int) -> Path:
    folder = place / str(count)
    folder.mkdir()
    for article in generate(count, SEED):
        (folder / f"{article.name}.txt").write_text(article.text, encoding="utf-8")
    return folder


def _measure(fresh: Fresh, folder: Path, options: argparse.Namespace) -> dict[str, Stages | Writing | Loading]:
    found: dict[str, Stages | Writing | Loading] = {}
    if "stages" in options.measure:
        with fresh() as url:
            found["stages"] = measure_stages(url, folder)
    if "writing" in options.measure:
        found["writing"] = measure_writing(fresh, folder, options.repeat)
    if "command" in options.measure:
        found["command"] = measure_loading(fresh, folder, options.jobs)
    return found


def _list_versions() -> dict[str, str]:
    return {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "machine": platform.machine()}


def _describe(report: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in report.pop("versions").items())
    lines = [versions]
    for backend, counts in report.items():
        for count, found in counts.items():
            lines += ["", f"{backend}, {int(count):,} articles"]
            for measure in found.values():
                lines += [f"  {name:<34}{value:>12}" for name, value in _list_figures(measure)]
    return "\n".join(lines)


def _list_figures(measure: Stages | Writing | Loading) -> list[tuple[str, str]]:
    match measure:
        case Stages():
            return _list_stages(measure)
        case Writing():
            return _list_writing(measure)
        case Loading():
            return _list_loading(measure)


def _list_stages(stages: Stages) -> list[tuple[str, str]]:
    parts = ("reading", "extraction", "resolution", "rows", "other")
    return [
        ("one process, seconds", f"{stages.seconds:.2f}"),
        *((f"  {part}", f"{getattr(stages, part):.2f}") for part in parts),
        ("  documents a second", f"{stages.documents / stages.seconds:,.0f}"),
        ("  words a second", f"{stages.words / stages.seconds:,.0f}"),
    ]


def _list_writing(writing: Writing) -> list[tuple[str, str]]:
    return [
        ("writing, seconds", f"{writing.seconds:.2f}"),
        ("  resolution alone", f"{writing.resolution:.2f}"),
        ("  rows", f"{writing.rows:,}"),
        ("  rows a second", f"{writing.rows / writing.seconds:,.0f}"),
        ("  the database's own way, seconds", f"{writing.peer:.2f}"),
        ("  as many times longer", f"{writing.ratio:.2f}"),
        ("  ms a document, first quarter", f"{writing.first:.2f}"),
        ("  ms a document, last quarter", f"{writing.last:.2f}"),
    ]


def _list_loading(loading: Loading) -> list[tuple[str, str]]:
    first, again = loading.first, loading.again
    return [
        ("the command, seconds", f"{first.seconds:.2f}"),
        ("  documents a second", f"{loading.documents / first.seconds:,.0f}"),
        ("  again, unchanged", f"{again.seconds:.2f}"),
        ("  as many times faster", f"{first.seconds / again.seconds:.1f}"),
        ("  the same without start-up", f"{first.inside / again.inside:.1f}"),
        ("  peak memory, MB", f"{first.main:.0f}"),
        ("  peak memory of a worker, MB", f"{first.worker:.0f}"),
    ]


if __name__ == "__main__":
    main()
