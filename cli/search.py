"""`corpdb search`: the documents that hold some words, and the events that they tell."""

from typing import Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.known import open_known
from corpdb.cli.options import AsOf, Database, FormatOption, OutputOption, parse_date, parse_language
from corpdb.cli.output import choose_format, open_output, print_result
from corpdb.extraction.facts import PartialDate

EXAMPLES = (
    'corpdb search "calcul quantique"',
    """corpdb search '"joint venture" batteries -lithium' --since 2023 --language en""",
    "corpdb search laboratoire fermeture --limit 50 --format csv > found.csv",
)


Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS",
        show_default=False,
        help='What to search for: every word, a "phrase" in its order, and nothing with a minus before it.',
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="At most so many documents.")]
PublishedSince = Annotated[
    PartialDate | None,
    typer.Option(
        "--since",
        parser=parse_date,
        metavar="DATE",
        help="Only documents published on this day or later: 2023, 2023-11...",
    ),
]
PublishedUntil = Annotated[
    PartialDate | None,
    typer.Option(
        "--until",
        parser=parse_date,
        metavar="DATE",
        help="Only documents published on this day or earlier: 2023, 2023-11...",
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        parser=parse_language,
        metavar="CODE",
        help="Only documents in this language: fr, en... May be repeated.",
    ),
]


def search(
    words: Words,
    limit: Limit = 10,
    since: PublishedSince = None,
    until: PublishedUntil = None,
    languages: Languages = None,
    format: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Search the documents for words: those that answer best first, with the passage and the events they tell.

    A document is found if it has all the words, in whatever form (laboratoire finds laboratoires), with or without
    accents and capitals. Words in quotation marks must follow one another; a word or a phrase with a minus before it
    must not be there. Type a word with a minus after another one, or all of it after --.
    """
    from corpdb.extraction.text.query import Query
    from corpdb.reports.filters import Filters
    from corpdb.reports.renderers.hits import write_hits
    from corpdb.reports.search import list_hits, read_hits
    from corpdb.storage.search.finding import Scope, find_documents

    chosen = choose_format(format, output)
    Filters(since, until)  # which refuses a period that ends before it begins
    scope = Scope(since.first if since else None, until.last if until else None, tuple(languages or ()))
    query = Query.parse(" ".join(words))
    with open_known(database, as_of) as known, known.engine.connect() as connection:
        found = find_documents(connection, query, scope, limit)
        hits = read_hits(connection, query, [(match.document_id, match.score) for match in found.matches])
        if hits and format is None and output is None:
            with open_output(None) as stream:
                write_hits(hits, stream)
        else:
            print_result(list_hits(hits), chosen, output)
    if found.total > len(hits):
        tell(f"the best {len(hits)} of {found.total:,} documents; --limit shows more")
