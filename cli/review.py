"""`corpdb review`: what is doubtful, most valuable first, settled with one key."""

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.curate import By, Note
from corpdb.cli.endings import tell
from corpdb.cli.options import Database, FormatOption, OutputOption
from corpdb.cli.output import choose_format, print_result
from corpdb.cli.terms import choose_among
from corpdb.core.errors import CorpdbError, NotFoundError, UsageError
from corpdb.core.wording import count_noun
from corpdb.storage.review.doubts import Doubt, DoubtKind

if TYPE_CHECKING:
    from corpdb.storage.decisions.opening import Database as Opened
    from corpdb.storage.decisions.writing import Signature

EXAMPLES = (
    "corpdb review",
    "corpdb review --kind merges --limit 20 --by ana",
    "corpdb review --list --format json > queue.json",
)
KEYS = "y yes, n no, s skip, u undo, q quit, ? help"
HELP = """
y  yes, it is so: the decision is made and kept (corpdb curate list shows it)
n  no, it is not so: a merge is parted, an event rejected, the other value set
s  skip: it is asked again next time
u  undo the last decision of this session
q  quit
"""
COLUMNS = ("value", "kind", "question", "now", "chance", "weight", "reason", "quotes")


def review(
    kinds: Annotated[
        list[DoubtKind] | None,
        typer.Option(
            "--kind",
            parser=choose_among(DoubtKind),
            metavar="KIND",
            help=f"Only these doubts: {', '.join(DoubtKind)}. May be repeated.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many at most.")] = 100,
    listed: Annotated[bool, typer.Option("--list", help="Print the queue and ask nothing.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    by: By = None,
    note: Note = None,
    database: Database = None,
) -> None:
    """Settle what is doubtful: merges, events of low confidence, values that documents contradict each other in.

    The most valuable come first: 4 x chance x (1 - chance), which is 1 where it is even, times the documents and
    participations that hang on it. One key decides; each answer is a decision as of corpdb curate. Where nobody sits at
    the keyboard, the queue is printed.
    """
    from corpdb.storage.decisions.opening import begin_decision, open_decided
    from corpdb.storage.decisions.writing import Signature

    wanted = tuple(kinds or DoubtKind)
    with open_decided(database) as opened:
        if listed or format or output or not sys.stdin.isatty():
            from corpdb.reports.result import Result
            from corpdb.storage.review.queue import list_doubts

            with begin_decision(opened, writing=False) as connection:
                rows = map(_make_row, list_doubts(connection, wanted, limit))
                long = frozenset({COLUMNS.index("question"), COLUMNS.index("quotes"), COLUMNS.index("reason")})
                result = Result("Doubts", COLUMNS, COLUMNS, rows, shortened=long)
                print_result(result, choose_format(format, output), output)
            return
        _Session(opened, wanted, Signature(by or "", note)).run(limit)


@dataclass(slots=True)
class _Session:
    """A person at the keyboard: what was decided, and what was skipped."""

    database: "Opened"
    kinds: Collection[DoubtKind]
    signature: "Signature"
    made: list[int] = field(default_factory=list[int])
    skipped: set[str] = field(default_factory=set[str])

    def run(self, limit: int) -> None:
        """Ask until all is settled, so many were asked, or there is enough of it."""
        for number in range(1, limit + 1):
            doubt = self._find_next()
            if doubt is None:
                typer.echo("nothing more is doubtful")
                break
            typer.echo("\n".join(_describe(number, doubt)))
            if not self._ask(doubt):
                break
        typer.echo(f"{count_noun(len(self.made), 'decision')} made")

    def _ask(self, doubt: Doubt) -> bool:
        """Take keys until one settles the doubt or leaves it; whether to go on."""
        while True:
            typer.echo(f"{KEYS} > ", nl=False)
            key = _read_key()
            typer.echo(key if key.isprintable() else "")
            match key:
                case "y" | "n":
                    return self._answer(doubt, is_yes=key == "y")
                case "s":
                    self.skipped.add(doubt.question)
                    return True
                case "u":
                    if self._undo():
                        return True
                case "q":
                    return False
                case _:
                    typer.echo(HELP)

    def _answer(self, doubt: Doubt, *, is_yes: bool) -> bool:
        from corpdb.storage.decisions.opening import begin_decision
        from corpdb.storage.review.answering import answer_doubt

        try:
            with begin_decision(self.database) as connection:
                number = answer_doubt(connection, doubt, self.signature, is_yes=is_yes)
        except (UsageError, NotFoundError) as error:  # someone else was faster
            tell(str(error))
            self.skipped.add(doubt.question)
            return True
        self.made.append(number)
        typer.echo(f"decision {number}")
        return True

    def _undo(self) -> bool:
        """Undo the last decision of the session, so that it is asked again; whether there was one."""
        from corpdb.storage.decisions.deciding import undo_decision
        from corpdb.storage.decisions.opening import begin_decision

        if not self.made:
            typer.echo("nothing was decided in this session; corpdb curate undo undoes any decision")
            return False
        number = self.made.pop()
        with begin_decision(self.database) as connection:
            undo_decision(connection, number, self.signature)
        typer.echo(f"decision {number} is undone")
        return True

    def _find_next(self) -> Doubt | None:
        from corpdb.storage.decisions.opening import begin_decision
        from corpdb.storage.review.queue import list_doubts

        with begin_decision(self.database, writing=False) as connection:
            found = list_doubts(connection, self.kinds, len(self.skipped) + 1)
        return next((doubt for doubt in found if doubt.question not in self.skipped), None)


def _read_key() -> str:
    try:
        return typer.getchar().casefold()
    except EOFError:
        return "q"
    except OSError as error:
        raise CorpdbError(f"the keyboard cannot be read: {error.strerror}; print the queue with --list") from None


def _describe(number: int, doubt: Doubt) -> Iterator[str]:
    from corpdb.reports.renderers.cells import clean_text

    yield ""
    yield clean_text(f"{number}. {doubt.question}")
    yield f"   {clean_text(f'now {_name_state(doubt)}; {doubt.reason}; worth {doubt.value:.1f}')}"
    for each in doubt.evidence:
        yield f"   “{clean_text(each.quote)}”"
        yield f"      {clean_text(', '.join(filter(None, (each.title, each.published, each.address))))}"


def _name_state(doubt: Doubt) -> str:
    return "yes" if doubt.is_so else "no"


def _make_row(doubt: Doubt) -> tuple[object, ...]:
    quotes = "; ".join(f"{each.quote} ({each.address})" for each in doubt.evidence)
    state = _name_state(doubt)
    return doubt.value, doubt.kind.value, doubt.question, state, doubt.chance, doubt.weight, doubt.reason, quotes
