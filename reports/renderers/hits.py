"""What a search found, laid out for a person: headline, source, passage with the hits marked, events."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from corpdb.core.wording import count_noun
from corpdb.reports.renderers.cells import clean_text
from corpdb.reports.renderers.sheet import INDENT, UNCUT
from corpdb.reports.search import CUT, Hit, Passage, ToldEvent

MOST_EVENTS = 5


def write_hits(hits: Sequence[Hit], stream: TextIO) -> int:
    """Write the hits, in bold on a terminal and between marks elsewhere; return how many there were."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(Group(*_lay_out(hits, marked=False)))
        return len(hits)
    plain = Console(highlight=False, markup=False, emoji=False, width=UNCUT, color_system=None)
    with plain.capture() as capture:
        plain.print(Group(*_lay_out(hits, marked=True)))
    stream.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines())
    return len(hits)


def _lay_out(hits: Sequence[Hit], *, marked: bool) -> Iterator[RenderableType]:
    for number, hit in enumerate(hits, 1):
        source = hit.source
        yield Text(clean_text(f"{number}. {source.title or source.address or source.document_id}"), style="bold cyan")
        about = (f"document {source.document_id}", source.published, source.language, source.url or source.address)
        yield _indent(Text(clean_text(", ".join(filter(None, about))), style="dim"))
        if hit.passage:
            yield _indent(Text(clean_text(hit.passage.mark())) if marked else _embolden(hit.passage))
        for event in hit.events[:MOST_EVENTS]:
            yield _indent(Text(clean_text(_describe(event)), style="" if event.is_hit else "dim"))
        if (more := len(hit.events) - MOST_EVENTS) > 0:
            yield _indent(Text(f"and {count_noun(more, 'more event')}", style="dim"))


def _embolden(passage: Passage) -> Text:
    text = Text(f"{CUT} " * passage.is_cut_before)
    for piece, is_hit in passage.split():
        text.append(_flatten(piece), style="bold yellow" if is_hit else "")
    return text.append(f" {CUT}" * passage.is_cut_after)


def _flatten(piece: str) -> str:
    """The piece on one line, with the spaces that part it from its neighbours."""
    before, after = (" " if piece[place : place + 1 or None].isspace() else "" for place in (0, -1))
    body = clean_text(piece)
    return f"{before}{body}{after}" if body else before


def _describe(event: ToldEvent) -> str:
    told = ", ".join(filter(None, (event.kind, event.status, event.date)))
    return f"event {event.event_id} ({told}): “{event.quote}”"


def _indent(text: Text) -> RenderableType:
    return Padding.indent(text, INDENT)
