"""`corpdb extract`: the facts of documents as JSON lines, without a database."""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import Jobs, LexiconOption, MaxSize, Paths, count_bytes

if TYPE_CHECKING:
    from corpdb.pipeline.outcomes import Outcome

EXAMPLES = (
    "corpdb extract article.txt",
    "corpdb extract articles/ > facts.jsonl",
    "cat article.html | corpdb extract -",
)


def extract(paths: Paths, jobs: Jobs = None, max_size: MaxSize = 10, lexicon: LexiconOption = None) -> None:
    """Print the facts of each document as one line of JSON; no database is touched.

    A document that cannot be read is told on stderr, the others go on, and the exit code is 1 at the end.
    """
    from corpdb.extraction.reader import Reader
    from corpdb.loaders.paths import find_files
    from corpdb.pipeline.lexicon import open_project
    from corpdb.pipeline.reading import read_all

    reader = Reader(open_project(lexicon))
    size = count_bytes(max_size)
    found = find_files(paths, max_size=size)
    with closing(read_all(found, extract=reader, unchanged=_know_nothing, jobs=jobs, max_size=size)) as outcomes:
        failures = sum(not _print_outcome(outcome) for outcome in outcomes)
    if failures:
        raise typer.Exit(1)


def _print_outcome(outcome: "Outcome") -> bool:
    """Print what was read, or tell why it was not; return whether that is as it should be."""
    import msgspec

    from corpdb.extraction.gold import to_gold
    from corpdb.pipeline.outcomes import Failure, Reading, Unchanged

    if isinstance(outcome, Reading):
        facts = to_gold(outcome.document.text, outcome.facts)
        typer.echo(msgspec.json.encode({"document": outcome.name, **facts}).decode())
    elif not isinstance(outcome, Unchanged):
        tell(outcome.message)
    return not isinstance(outcome, Failure)


def _know_nothing(_documents: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Without a database every document is read."""
    return frozenset()
