"""How well one and the same is known across documents: a made-up world loaded, and its rows beside the truth."""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context

from databases import Fresh, open_backend
from errors import describe_mistakes
from joining import SAMPLE_DOCUMENTS, Joining, Plan, measure_joining
from names import Namesakes

from corpdb.evaluation.partition import PartitionFigures
from corpdb.pipeline.writing import BATCH_DOCUMENTS

SEED = 11


def main() -> None:
    """Load worlds of the sizes asked for into each database, and print the figures."""
    options = _parse_options()
    report: dict[str, dict[str, Joining]] = {}
    for backend in options.database:
        with open_backend(backend, options.postgresql) as fresh:
            seed = Namesakes(options.seed) if options.namesakes else options.seed
            plans = [
                Plan(count, seed, options.shuffled, options.batch, options.sample, explained=bool(options.errors))
                for count in options.count
            ]
            report[backend] = {f"{plan.count:,}": _measure(fresh, plan) for plan in plans}
    print(json.dumps(report, indent=1, default=asdict) if options.json else _describe(report, options.errors))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how well organizations and events are known again.")
    parser.add_argument("--count", type=int, nargs="+", default=[1000], help="how many documents (default: 1000)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"another seed makes another world (default: {SEED})")
    parser.add_argument("--namesakes", action="store_true", help="with namesakes in two countries")
    parser.add_argument("--shuffled", action="store_true", help="load the documents in another order")
    parser.add_argument("--batch", type=int, default=BATCH_DOCUMENTS, help="documents in a transaction")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE_DOCUMENTS, help=f"documents of the sample (default: {SAMPLE_DOCUMENTS})"
    )
    parser.add_argument(
        "--database", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql"), help="on what"
    )
    parser.add_argument("--postgresql", metavar="URL", help="a server to use; without it, one is started")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N worst mistakes of each sort")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _measure(fresh: Fresh, plan: Plan) -> Joining:
    """The figures, from a process of its own, so that its memory is that load's alone."""
    with fresh() as url, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure_joining, url, plan).result()


def _describe(report: dict[str, dict[str, Joining]], most: int) -> str:
    lines: list[str] = []
    for backend, sizes in report.items():
        for size, joining in sizes.items():
            lines += [f"{backend}, {size} documents"]
            lines += _describe_partition("organizations", joining.organizations)
            if joining.namesakes.size:
                lines += _describe_partition("namesakes in two countries", joining.namesakes)
            lines += _describe_partition("events", joining.events)
            for name, mistakes in joining.mistakes.items():
                lines += describe_mistakes(name, mistakes, most)
            lines += [f"  {joining.seconds:.1f} s, {joining.memory:.0f} MB"]
            for name, cost in (
                ("the first quarter", joining.first),
                ("the last quarter", joining.last),
                ("the sample", joining.sample),
            ):
                lines += [f"  {cost.wall:.2f} ms a document in {name}, {cost.cpu:.2f} of the processor"]
    return "\n".join(lines)


def _describe_partition(name: str, figures: PartitionFigures) -> list[str]:
    counts = f"{figures.size:,} tellings of {figures.true_clusters:,} found as {figures.found_clusters:,}"
    rows = (("pairs", figures.pairs), ("items", figures.items))
    return [f"  {name}: {counts}"] + [
        f"    {row}  precision {one.precision:.4f}  recall {one.recall:.4f}  F1 {one.f1:.4f}" for row, one in rows
    ]


if __name__ == "__main__":
    main()
