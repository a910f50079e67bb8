"""`corpdb extract`: the facts of documents as JSON lines or as text, without a database."""

from collections.abc import Callable, Sequence
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import Jobs, LexiconOption, MaxSize, Paths, count_bytes

if TYPE_CHECKING:
    from corpdb.pipeline.outcomes import Outcome, Reading

EXAMPLES = (
    "corpdb extract article.txt",
    "corpdb extract articles/ > facts.jsonl",
    "corpdb extract --explain article.txt",
    "cat article.html | corpdb extract -",
)


class FactsFormat(StrEnum):
    """How the facts are written."""

    JSON = "json"
    TEXT = "text"


Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Say why each event was read: sentences, triggers, who stands where, and what weighed most.",
    ),
]
FactsFormatOption = Annotated[
    FactsFormat | None,
    typer.Option(
        "--format",
        "-f",
        show_default=False,
        help="How to write it: one line of JSON a document, or with --explain an indented text.",
    ),
]


def extract(
    paths: Paths,
    explain: Explain = False,
    format: FactsFormatOption = None,
    jobs: Jobs = None,
    max_size: MaxSize = 10,
    lexicon: LexiconOption = None,
) -> None:
    """Print the facts of each document as one line of JSON; no database is touched.

    A document that cannot be read is told on stderr, the others go on, and the exit code is 1 at the end.
    """
    from corpdb.extraction.reader import Reader
    from corpdb.loaders.paths import find_files
    from corpdb.pipeline.lexicon import open_project
    from corpdb.pipeline.reading import read_all

    reader = Reader(open_project(lexicon), explain)
    chosen = format or (FactsFormat.TEXT if explain else FactsFormat.JSON)
    size = count_bytes(max_size)
    found = find_files(paths, max_size=size)
    with closing(read_all(found, extract=reader, unchanged=_know_nothing, jobs=jobs, max_size=size)) as outcomes:
        failures = sum(not _print_outcome(outcome, _WRITERS[chosen]) for outcome in outcomes)
    if failures:
        raise typer.Exit(1)


def _print_outcome(outcome: "Outcome", write: "Callable[[Reading], str]") -> bool:
    """Print what was read, or tell why it was not; return whether that is as it should be."""
    from corpdb.pipeline.outcomes import Failure, Reading, Unchanged

    if isinstance(outcome, Reading):
        typer.echo(write(outcome))
    elif not isinstance(outcome, Unchanged):
        tell(outcome.message)
    return not isinstance(outcome, Failure)


def _write_json(read: "Reading") -> str:
    import msgspec

    from corpdb.extraction.gold import to_gold

    return msgspec.json.encode({"document": read.name, **to_gold(read.document.text, read.facts)}).decode()


def _write_text(read: "Reading") -> str:
    from corpdb.extraction.explanation import render_facts

    return render_facts(read.name, read.document.text, read.facts)


_WRITERS = {FactsFormat.JSON: _write_json, FactsFormat.TEXT: _write_text}


def _know_nothing(_documents: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Without a database every document is read."""
    return frozenset()
