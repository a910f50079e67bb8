"""`corpdb curate`: a person's decisions, which win over what documents say."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpdb.cli.endings import tell
from corpdb.cli.options import Database, FormatOption, OutputOption, list_examples
from corpdb.cli.output import choose_format, open_output, print_result
from corpdb.cli.terms import choose_among
from corpdb.core.errors import CorpdbError, UsageError
from corpdb.core.wording import count_noun
from corpdb.models.vocabulary import DecisionAction, Role

if TYPE_CHECKING:
    from corpdb.storage.decisions.deciding import Setting
    from corpdb.storage.decisions.opening import Transaction
    from corpdb.storage.decisions.writing import Signature

curate = typer.Typer(
    no_args_is_help=True,
    help=(
        "Decide what organizations and events are: a decision is dated and signed, holds over every later load, and "
        "can be undone.\n\nWhat it is about is given by number, an organization also by one of its names."
    ),
    epilog=list_examples(
        'corpdb curate merge organization "EDF" "Électricité de France"',
        'corpdb curate reject event 12 --note "a quote of a novel"',
        "corpdb curate undo 3",
    ),
)


class Subject(StrEnum):
    """What can be decided of."""

    ORGANIZATION = "organization"
    EVENT = "event"


def parse_day(text: str) -> date:
    """Read a day as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write it like 2023-11-27") from None


def choose_author(name: str | None) -> str:
    """Who signs: the name that is given, else the login name."""
    import getpass

    try:
        chosen = name if name is not None else getpass.getuser()
    except (KeyError, OSError):
        chosen = ""
    if not chosen.strip():
        raise typer.BadParameter("nobody signs; say who decides with --by NAME")
    return chosen.strip()


SubjectArgument = Annotated[
    Subject, typer.Argument(parser=choose_among(Subject), metavar="SUBJECT", help="organization or event.")
]
Target = Annotated[str, typer.Argument(metavar="ID", help="Its number, or a name of an organization.")]
Targets = Annotated[list[str], typer.Argument(metavar="ID...", help="Their numbers, or names of organizations.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="CORPDB_USER",
        callback=choose_author,
        show_default="the login name",
        help="Who decides.",
    ),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why: kept beside the decision.")]
Number = Annotated[
    int, typer.Argument(metavar="DECISION", help="The decision's number, as corpdb curate list shows it.")
]


@curate.command(
    epilog=list_examples(
        'corpdb curate merge organization "Merck KGaA" 28 --note "same press contact"',
        "corpdb curate merge event 12 15 17",
    )
)
def merge(
    subject: SubjectArgument, targets: Targets, by: By = None, note: Note = None, database: Database = None
) -> None:
    """Decide that organizations, or events, are one; the smallest number is kept, the others lead to it."""
    from corpdb.storage.decisions import deciding

    def decide(connection: "Transaction", signature: "Signature") -> int:
        if subject is Subject.EVENT:
            return deciding.merge_events(connection, [_read_number(each) for each in targets], signature)
        return deciding.merge_organizations(connection, [_find(connection, each) for each in targets], signature)

    _decide(decide, by, note, database)


@curate.command(
    epilog=list_examples(
        'corpdb curate split organization "Alibaba" "Alibaba Cloud" "Aliyun"',
        "corpdb curate split organization 12 --document 7 --document 9",
        "corpdb curate split event 12 340 341",
    )
)
def split(
    subject: SubjectArgument,
    target: Target,
    parts: Annotated[
        list[str] | None,
        typer.Argument(metavar="PART...", help="The names that leave; of an event, mentions by their number."),
    ] = None,
    documents: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="DOCUMENT", help="A document, by number, whose names mean another one."),
    ] = None,
    by: By = None,
    note: Note = None,
    database: Database = None,
) -> None:
    """Decide that some names of an organization, or the documents of some mentions of an event, are another one.

    corpdb show organization lists the names, corpdb show event the mentions with their numbers. What a mention's
    document tells of the event leaves as a whole. Where one name means two organizations, --document says which
    documents mean the other one.
    """
    from corpdb.storage.decisions import deciding

    if subject is Subject.EVENT and (documents or not parts):
        raise UsageError("an event is split by mentions; give their numbers, as corpdb show event lists them")
    if not parts and not documents:
        raise UsageError("give the names that leave, or with --document the documents that mean another organization")

    def decide(connection: "Transaction", signature: "Signature") -> int:
        if subject is Subject.EVENT:
            mentions = [_read_number(each) for each in parts or ()]
            return deciding.split_event(connection, _read_number(target), mentions, signature)
        within = [_read_number(each) for each in documents or ()]
        return deciding.split_organization(connection, _find(connection, target), parts or (), signature, within)

    _decide(decide, by, note, database)


@curate.command(epilog=list_examples('corpdb curate rename "International Business Machines" "IBM"'))
def rename(
    target: Target,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    by: By = None,
    note: Note = None,
    database: Database = None,
) -> None:
    """Decide what an organization is called; documents' own names stay, as other names of it."""
    from corpdb.storage.decisions.deciding import rename_organization

    _decide(
        lambda connection, signature: rename_organization(connection, _find(connection, target), name, signature),
        by,
        note,
        database,
    )


@curate.command(epilog=list_examples("corpdb curate reject event 12", 'corpdb curate reject organization "Said"'))
def reject(
    subject: SubjectArgument, target: Target, by: By = None, note: Note = None, database: Database = None
) -> None:
    """Decide that an event did not happen so, or that something is no organization: reports and views leave it out.

    A rejected organization takes part in no event any more.
    """
    _judge(subject, target, DecisionAction.REJECT, by, note, database)


@curate.command(epilog=list_examples("corpdb curate confirm event 12", 'corpdb curate confirm organization "Alibaba"'))
def confirm(
    subject: SubjectArgument, target: Target, by: By = None, note: Note = None, database: Database = None
) -> None:
    """Decide that an event or an organization is right as it is: corpdb review does not ask for it any more."""
    _judge(subject, target, DecisionAction.CONFIRM, by, note, database)


@curate.command(
    "set",
    epilog=list_examples(
        "corpdb curate set event 12 date 2023-11-27",
        'corpdb curate set event 12 amount "1200000000 EUR" --note "press release of the company"',
        'corpdb curate set event 12 buyer "Nordwind Energy" --add',
        "corpdb curate set event 12 headcount --none",
        'corpdb curate set organization "Alibaba Cloud" parent "Alibaba"',
    ),
)
def set_value(
    subject: SubjectArgument,
    target: Target,
    attribute: Annotated[str, typer.Argument(metavar="VALUE_NAME", help="Which value: date, amount, kind, buyer...")],
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="The value itself.")] = None,
    none: Annotated[bool, typer.Option("--none", help="There is no such value.")] = False,
    add: Annotated[bool, typer.Option("--add", help="Of a role: take part as well.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Of a role: do not take part.")] = False,
    known_from: Annotated[
        date | None, typer.Option(parser=parse_day, metavar="DAY", help="Since when it is known; by default ever.")
    ] = None,
    by: By = None,
    note: Note = None,
    database: Database = None,
) -> None:
    """Decide a value: of an organization its kind or parent; of an event any figure, its kind, status, date and roles.

    Of an event: kind, status, date, amount, currency, headcount, location, parts, share_percent, series, position, and
    who takes part, by role. A role without --add or --remove is set to that one alone.
    """
    from corpdb.storage.decisions import deciding

    if (value is None) is not none:
        raise UsageError(f"give {attribute} a value, or say --none where there is none")
    if add and remove:
        raise UsageError("a role is either added to or taken from; leave --add or --remove out")
    sign = "+" if add else "-" if remove else ""

    def decide(connection: "Transaction", signature: "Signature") -> int:
        meant = (
            str(_find(connection, value)) if value is not None and _names_organization(subject, attribute) else value
        )
        setting: Setting = deciding.Setting(attribute, meant, sign, known_from)
        if subject is Subject.EVENT:
            return deciding.set_event(connection, _read_number(target), setting, signature)
        return deciding.set_organization(connection, _find(connection, target), setting, signature)

    _decide(decide, by, note, database)


@curate.command(epilog=list_examples('corpdb curate undo 3 --note "it was another Orange"'))
def undo(number: Number, by: By = None, note: Note = None, database: Database = None) -> None:
    """Undo a decision: what came of it goes, numbers are what they were; the decision stays in the list as undone."""
    from corpdb.storage.decisions.deciding import undo_decision
    from corpdb.storage.decisions.writing import Signature

    with _connecting(database) as connection:
        undo_decision(connection, number, Signature(by or "", note))
    typer.echo(f"decision {number} is undone")


@curate.command(
    "list",
    epilog=list_examples(
        "corpdb curate list", "corpdb curate list --action reject -f json", "corpdb curate list --undone"
    ),
)
def list_all(
    actions: Annotated[
        list[DecisionAction] | None,
        typer.Option(
            "--action",
            parser=choose_among(DecisionAction),
            metavar="ACTION",
            help=f"Only these: {', '.join(DecisionAction)}. May be repeated.",
        ),
    ] = None,
    subject: Annotated[
        Subject | None,
        typer.Option(parser=choose_among(Subject), metavar="SUBJECT", help="Only those on organizations, or events."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only those of this person.")] = None,
    undone: Annotated[bool, typer.Option("--undone", help="Also those that were undone.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    database: Database = None,
) -> None:
    """List decisions, oldest first: what each is about now, and which wait for documents that are not there."""
    from corpdb.reports.result import Result
    from corpdb.storage.decisions.listing import Choice, Listed, list_decisions

    chosen = choose_format(format, output)
    names = tuple(each.name for each in fields(Listed))
    headers = (
        "id",
        "decided",
        "by",
        "action",
        "subject",
        "numbers",
        "about",
        "what",
        "value",
        "known",
        "note",
        "state",
    )
    choice = Choice(tuple(actions or ()), subject and subject.value, by, undone)
    with _connecting(database, writing=False) as connection:
        rows = (astuple(each) for each in list_decisions(connection, choice))
        about, note = names.index("about"), names.index("note")
        print_result(Result("Decisions", names, headers, rows, shortened=frozenset({about, note})), chosen, output)


@curate.command("export", epilog=list_examples("corpdb curate export decisions.jsonl", "corpdb curate export -"))
def export_all(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write; - is the screen.")],
    database: Database = None,
) -> None:
    """Write all decisions to a file, one a line, always in the same order: made for version control."""
    from corpdb.storage.decisions.files import export_decisions

    number = 0
    with _connecting(database, writing=False) as connection, open_output(file) as stream:
        for line in export_decisions(connection):
            stream.write(line)
            number += 1
    tell(f"{count_noun(number, 'decision')} written")


@curate.command("import", epilog=list_examples("corpdb curate import decisions.jsonl"))
def import_all(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What corpdb curate export has written; - is stdin.")],
    database: Database = None,
) -> None:
    """Take in decisions of a file and apply them; those that are there already change nothing.

    What is decided of documents that are not there waits for them. What was undone, there or here, is undone.
    """
    from corpdb.storage.decisions.files import import_decisions

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise CorpdbError(f"{file} cannot be read: {error.strerror}") from None
    with _connecting(database) as connection:
        counts = import_decisions(connection, data.splitlines(), str(file))
    waiting = counts.waiting or {}
    for number, words in waiting.items():
        tell(f"decision {number} waits: {words} is not in the database")
    typer.echo(f"{counts.new} new, {counts.undone} undone, {counts.known} known; {len(waiting)} of them wait")


def _judge(
    subject: Subject, target: str, action: DecisionAction, by: str | None, note: str | None, database: str | None
) -> None:
    from corpdb.storage.decisions import deciding

    def decide(connection: "Transaction", signature: "Signature") -> int:
        if subject is Subject.EVENT:
            return deciding.judge_event(connection, _read_number(target), action, signature)
        return deciding.judge_organization(connection, _find(connection, target), action, signature)

    _decide(decide, by, note, database)


def _decide(
    step: "Callable[[Transaction, Signature], int]", by: str | None, note: str | None, database: str | None
) -> None:
    """Make a decision in one transaction, and say what became of what it is about."""
    from corpdb.storage.decisions.listing import Choice, list_decisions
    from corpdb.storage.decisions.writing import Signature

    with _connecting(database) as connection:
        number = step(connection, Signature(by or "", note))
        (made,) = list_decisions(connection, Choice(numbers=(number,)))
    what = f"{made.attribute} {made.value or 'none'}" if made.attribute else ""
    typer.echo(f"decision {number}: {made.action} {made.subject} {made.numbers}{what and f': {what}'}")


@contextmanager
def _connecting(database: str | None, *, writing: bool = True) -> "Generator[Transaction]":
    """A transaction in a database that is there and of this version."""
    from corpdb.storage.decisions.opening import begin_decision, open_decided

    with open_decided(database) as opened, begin_decision(opened, writing=writing) as connection:
        yield connection


def _find(connection: "Transaction", name: str) -> int:
    from corpdb.reports.names import find_organization

    return find_organization(connection, name)


def _read_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"{text} is no number; events, mentions and documents are given by their numbers")
    return int(text)


def _names_organization(subject: Subject, attribute: str) -> bool:
    """Whether the value is an organization."""
    if subject is Subject.ORGANIZATION:
        return attribute == "parent"
    return attribute in set(Role) - {Role.PERSON}
