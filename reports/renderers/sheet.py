"""Everything known of an event or an organization, laid out on one sheet for a person."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpdb.core.wording import count_noun
from corpdb.reports.deciding import Deciding
from corpdb.reports.details import FIGURES, EventDetails, LifeStep, Merge, Naming, OrganizationDetails, Told
from corpdb.reports.reasons import ChosenValue, EventReasons
from corpdb.reports.renderers.cells import clean_text, format_cell
from corpdb.reports.sources import Source

UNCUT = 100_000  # columns: lines that go to a file or a program are not wrapped
INDENT = 4
RULES = {
    "only": "nothing else is told",
    "newest": "of the newest news",
    "exact": "the newest figure, most exactly",
    "agreed": "most documents agree with it",
    "precise": "the most precise that most documents agree with",
    "specific": "the others say less",
    "decision": "a person has set it",
}
LABELS = {"headcount": "people", "share_percent": "share (%)"}


def write_sheet(details: EventDetails | OrganizationDetails, stream: TextIO) -> None:
    """Write the sheet: wrapped and in colours on a terminal, plain lines elsewhere."""
    parts = _lay_out_event(details) if isinstance(details, EventDetails) else _lay_out_organization(details)
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(Group(*parts))
        return
    plain = Console(highlight=False, markup=False, emoji=False, width=UNCUT, color_system=None)
    with plain.capture() as capture:
        plain.print(Group(*parts))
    stream.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _lay_out_event(event: EventDetails) -> Iterator[RenderableType]:
    yield _head(f"Event {event.event_id}: {event.kind}, {event.status}")
    yield _pairs(
        [
            ("type", event.type),
            ("date", event.date),
            *((each.role, _name(each.name, each.kind, each.organization_id)) for each in event.participants),
            *_list_figures(event),
            ("confidence", f"{event.confidence:.2f}"),
        ]
    )
    if event.reasons:
        yield from _lay_out_reasons(event.reasons)
    if len(event.states) > 1:
        yield _head(f"\nKnown in {count_noun(len(event.states), 'step')}")
        for state in event.states:
            since = [("from", str(state.known_from)), ("status", state.status), ("date", state.date)]
            joined = [(each.role, each.name) for each in state.joined]
            yield from _cite(state.quote, state.source, [*since, *_list_figures(state), *joined])
    yield _head(f"\nTold in {count_noun(len(event.mentions), 'place')}")
    for mention in event.mentions:
        told = [("mention", str(mention.mention_id)), ("status", mention.status), ("date", mention.date)]
        yield from _cite(mention.quote, mention.source, [*told, *_list_figures(mention)])


def _lay_out_reasons(reasons: EventReasons) -> Iterator[RenderableType]:
    yield _head("\nWhere its values are from")
    if not reasons.values:
        yield Text("The next load will tell: the database was upgraded after the last one.")
    yield _pairs([(each.value, _tell_choice(each)) for each in reasons.values])
    if reasons.former_ids:
        yield _pairs([("formerly", "; ".join(f"event {number}" for number in reasons.former_ids))])
    yield from _lay_out_decisions(reasons.decisions)
    if reasons.joinings:
        yield _head(f"\nOne event for {count_noun(len(reasons.joinings), 'reason')}")
    for each in reasons.joinings:
        yield Text(clean_text(f"{_describe(each.one)} = {_describe(each.other)}"))
        yield _note(f"{each.reason} (log-odds {each.score:.1f})")


def _tell_choice(chosen: ChosenValue) -> str:
    if chosen.decision:
        return _sign("set", chosen.decision)
    return f"{RULES[chosen.reason]}: {_describe(chosen.source)}" if chosen.source else RULES[chosen.reason]


def _lay_out_decisions(decisions: Sequence[Deciding]) -> Iterator[RenderableType]:
    if decisions:
        yield _head(f"\nDecided by people: {count_noun(len(decisions), 'decision')} in force")
        yield _pairs(
            [(f"{each.decision_id}", _sign(" ".join(filter(None, _tell_action(each))), each)) for each in decisions]
        )


def _tell_action(decision: Deciding) -> tuple[str | None, ...]:
    is_set = decision.attribute is not None
    return decision.action, decision.attribute, decision.value if decision.value or not is_set else "none"


def _sign(what: str, decision: Deciding) -> str:
    """What was decided, with who did, when and why."""
    note = f": {decision.note}" if decision.note else ""
    return f"{what}, by {decision.decided_by} on {decision.decided_on}{note}"


def _lay_out_organization(organization: OrganizationDetails) -> Iterator[RenderableType]:
    parent = organization.parent
    yield _head(f"{organization.name} (organization {organization.organization_id})")
    yield _pairs(
        [
            ("kind", organization.kind),
            ("also called", "; ".join(organization.aliases)),
            ("formerly", "; ".join(map(str, organization.former_ids))),
            ("part of", _name(parent.name, parent.kind, parent.organization_id) if parent else None),
            *(("has", _name(each.name, each.kind, each.organization_id)) for each in organization.children),
            *((each.scheme, f"{each.value} ({_describe(each.source)})") for each in organization.identifiers),
        ]
    )
    if organization.merges:
        yield _head(f"\nOne organization for {count_noun(len(organization.merges), 'reason')}")
        yield _pairs([(f"{each.name} = {each.other_name}", _explain(each)) for each in organization.merges])
    yield from _lay_out_life(organization)
    yield from _lay_out_decisions(organization.decisions)
    yield _head(f"\nTakes part in {count_noun(len(organization.events), 'event')}")
    for event in organization.events:
        yield from _lay_out_part(event)
    yield _head(f"\nNamed in {count_noun(len(organization.documents), 'document')}")
    for naming in organization.documents:
        yield _lay_out_naming(naming)


def _lay_out_life(organization: OrganizationDetails) -> Iterator[RenderableType]:
    """Its steps, and its names in time if it had several."""
    names = organization.names if len(organization.names) > 1 else ()
    if organization.life or names:
        yield _head("\nLife")
    for each in names:
        yield Text(clean_text(f"{each.used_from} to {each.used_until}  called {each.name}"))
    for step in organization.life:
        yield Text()
        yield Text(clean_text(_describe_step(step)), style="bold")
        if step.quote and step.source:
            yield _quote(step.quote)
            yield _note(_describe(step.source))


def _describe_step(step: LifeStep) -> str:
    other = f", {step.other}" if step.other else ""
    named = f" from {step.name_before} to {step.name_after}" if step.name_before else ""
    event = f", event {step.event_id}" if step.event_id else ""
    return f"{step.date or 'undated'}  {step.step}{other}{named} ({step.status}{event})"


def _explain(merge: Merge) -> str:
    """Why two names are one organization, how sure that is, and how many documents say and deny it."""
    said = f", {count_noun(merge.documents, 'document')} for it, {merge.against} against" if merge.documents else ""
    return f"{merge.reason}, {merge.score:.2f}{said}"


def _lay_out_part(event: dict[str, Any]) -> Iterator[RenderableType]:
    line = f"{event['date'] or 'undated'}  {event['kind']}, {event['status']} (event {event['event_id']})"
    yield Text()
    yield Text(clean_text(line), style="bold")
    yield Padding.indent(Text(clean_text(event["participants"])), INDENT)
    if event["quote"]:
        yield _quote(event["quote"])
        yield _note(", ".join(filter(None, (event["title"], event["published"], event["address"]))))


def _lay_out_naming(naming: Naming) -> RenderableType:
    taken_for = f"{naming.kind} of {naming.parent}" if naming.parent else naming.kind
    forms = ", ".join(f"“{clean_text(form)}”" for form in naming.forms)
    place = f"document {naming.source.document_id}: {_describe(naming.source)}"
    return Group(Text(f"{forms}: {taken_for}"), _note(place))


def _cite(quote: str, source: Source, told: Iterable[tuple[str, str | None]]) -> Iterator[RenderableType]:
    yield Text()
    yield _quote(quote)
    yield _note("; ".join(f"{name} {value}" for name, value in told if value))
    yield _note(_describe(source))


def _list_figures(told: Told) -> Iterator[tuple[str, str]]:
    """The figures that are given, an amount with its currency."""
    for figure in FIGURES:
        value = getattr(told, figure)
        if value is not None and figure != "currency":
            unit = f" {told.currency}" if figure == "amount" and told.currency else ""
            yield LABELS.get(figure, figure), f"{format_cell(value, grouped=True)}{unit}"


def _describe(source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.published, source.url, source.address)))


def _name(name: str, kind: str | None, number: int | None) -> str:
    return f"{name} ({kind}, {number})" if kind else name


def _head(text: str) -> Text:
    return Text(text, style="bold cyan")


def _quote(quote: str) -> RenderableType:
    return Padding.indent(Text(f"“{clean_text(quote)}”", style="italic"), INDENT)


def _note(text: str) -> RenderableType:
    return Padding.indent(Text(clean_text(text), style="dim"), INDENT)


def _pairs(pairs: Iterable[tuple[str, str | None]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in pairs:
        if value:
            grid.add_row(Text(name), Text(clean_text(value)))
    return grid
