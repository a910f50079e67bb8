"""What a document costs as the database grows: the writing of its facts, resolution included.

A large load goes on in parts. Before each and after the last, a small load of other documents fills a database of its
own, so that whatever else the machine does meets both, and each part is compared with the small loads beside it.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from growing import Growth, Pair, World, measure_growth

SEED = 11


def main() -> None:
    """Load a small and a large world into each database, and print what a document costs."""
    options = _parse_options()
    world = World(options.seed, tuple(sorted(options.count)), options.mingled, options.kept)
    report: dict[str, Growth] = {}
    for backend in options.database:  # each in a process of its own, whose memory is its alone
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            report[backend] = pool.submit(measure_growth, backend, options.postgresql, world).result()
        if not options.json:
            print(_describe(backend, report[backend], world.counts))
    if options.json:
        print(json.dumps(report, default=asdict))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what a document costs as the database grows.")
    counts = "documents, thousands each: the small load's, those at which to sum up, the large load's"
    parser.add_argument("--count", type=int, nargs="+", default=[1000, 20_000], help=counts)
    parser.add_argument("--seed", type=int, default=SEED, help=f"another seed makes another world (default: {SEED})")
    parser.add_argument("--mingled", action="store_true", help="ten lands are in the press at once")
    parser.add_argument("--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"], help="on what")
    parser.add_argument("--postgresql", metavar="URL", help="a server to use; without it, one is started")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="keep the documents there for the next time")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _describe(backend: str, growth: Growth, counts: tuple[int, ...]) -> str:
    """A line for each part, for each size, and for the sample."""
    lines = [f"{backend}: ms of the processor a document", "  documents  small  large  times  memory"]
    lines += [part.describe() for part in growth.parts]
    lines += [f"  whole of {count:,}: {_compare(growth.sum_up(count))}" for count in counts[1:]]
    lines.append(f"  sample: {_compare(growth.sample)}")
    if growth.inserts and growth.size:
        lines.append(f"  plain inserts of the sample: {_compare(growth.inserts)}, {growth.size:,.0f} MB on disk")
    lines.append(f"  calls of functions: {_compare(growth.work.calls)}")
    if growth.work.steps:
        lines.append(f"  steps of SQLite: {_compare(growth.work.steps)}")
    lines.append(f"  MB of memory: {_compare(growth.memory)}")
    return "\n".join(lines)


def _compare(pair: Pair) -> str:
    return f"{pair.small:,.2f} and {pair.large:,.2f} ({pair.times:.2f})"


if __name__ == "__main__":
    main()
