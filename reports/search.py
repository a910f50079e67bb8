"""What a search found: each document with the passage that answers best, and the events that it tells."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from corpdb.extraction.text.query import Query
from corpdb.extraction.text.stems import find_words
from corpdb.reports.result import Result, Row
from corpdb.reports.sources import Source, make_source, source_columns
from corpdb.reports.views import DOCUMENTS, EVENTS, MENTIONS, TEXTS

PASSAGE_LENGTH = 240
CONTEXT_LENGTH = 80
MARK = "**"
CUT = "…"
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document's text: where it stands there, its words, and where in the text each hit in it stands."""

    start_char: int
    end_char: int
    text: str
    hits: tuple[_Span, ...]
    is_cut_before: bool
    is_cut_after: bool

    def split(self) -> Iterator[tuple[str, bool]]:
        """The passage piece by piece, and whether each is a hit."""
        at = self.start_char
        for start, end in self.hits:
            yield self._slice(at, start), False
            yield self._slice(start, end), True
            at = end
        yield self._slice(at, self.end_char), False

    def mark(self) -> str:
        """The passage with its hits marked, and dots where the text goes on."""
        marked = "".join(f"{MARK}{piece}{MARK}" if is_hit else piece for piece, is_hit in self.split())
        return f"{f'{CUT} ' * self.is_cut_before}{marked}{f' {CUT}' * self.is_cut_after}"

    def _slice(self, start: int, end: int) -> str:
        return self.text[start - self.start_char : end - self.start_char]


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event that a document tells, with the words that tell it best there; those of a hit if there are any."""

    event_id: int
    kind: str
    status: str
    date: str | None
    quote: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, how well it answers, its best passage (none if only its headline answers)."""

    source: Source
    score: float
    passage: Passage | None
    events: tuple[ToldEvent, ...]


def read_hits(connection: Connection, query: Query, scores: Sequence[tuple[int, float]]) -> list[Hit]:
    """What is shown of the documents that `query` has found, given by number and score, in their order."""
    numbers = [number for number, _ in scores]
    own = DOCUMENTS.c.document_id
    rows = connection.execute(select(*source_columns()).where(own.in_(numbers))).mappings()
    sources = {row["document_id"]: make_source(row) for row in rows}
    texts = dict(connection.execute(select(TEXTS.c.id, TEXTS.c.text).where(TEXTS.c.id.in_(numbers))).all())
    told = _read_told(connection, numbers)
    return [_make_hit(query, sources[one], score, texts[one], told[one]) for one, score in scores if one in sources]


def list_hits(hits: Sequence[Hit]) -> Result:
    """The hits as rows, one a document."""
    columns = (
        ("document_id", "Document"),
        ("score", "Score"),
        ("published", "Published"),
        ("language", "Language"),
        ("title", "Title"),
        ("passage", "Passage"),
        ("start_char", "Starts"),
        ("end_char", "Ends"),
        ("hits", "Hits"),
        ("events", "Events"),
        ("address", "Address"),
        ("url", "URL"),
    )
    names, headers = zip(*columns, strict=True)
    spare = frozenset({1, 3, 6, 7, 8, 10, 11})
    return Result("Documents found", names, headers, map(_make_row, hits), shortened=frozenset({4, 5}), spare=spare)


def _make_row(hit: Hit) -> Row:
    source, passage = hit.source, hit.passage
    events = "; ".join(
        f"{one.event_id}: {', '.join(filter(None, (one.kind, one.status, one.date)))}" for one in hit.events
    )
    return (
        source.document_id,
        round(hit.score, 3),
        source.published,
        source.language,
        source.title,
        " ".join(passage.mark().split()) if passage else None,
        passage.start_char if passage else None,
        passage.end_char if passage else None,
        "; ".join(f"{start}-{end}" for start, end in passage.hits) if passage else None,
        events or None,
        source.address,
        source.url,
    )


def _read_told(connection: Connection, documents: Sequence[int]) -> defaultdict[int, list[Any]]:
    """The places of the documents that tell events, those that tell them best first."""
    told, event = MENTIONS.c, EVENTS.c
    columns = (told.document_id, told.event_id, told.quote, told.start_char, told.end_char)
    query = select(*columns, event.kind, event.status, event.date_text.label("date"))
    query = query.join_from(MENTIONS, EVENTS, event.event_id == told.event_id)
    query = query.where(told.document_id.in_(documents)).order_by(told.document_id, told.rank, told.mention_id)
    places: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        places[row.document_id].append(row)
    return places


def _make_hit(query: Query, source: Source, score: float, text: str, told: Sequence[Any]) -> Hit:
    spans = query.stem(source.language).find_hits(list(find_words(text, source.language)))
    events = _list_events(told, [(start, end) for _, start, end in spans])
    return Hit(source, score, cut_passage(text, spans), events)


def _list_events(told: Sequence[Any], hits: Sequence[_Span]) -> tuple[ToldEvent, ...]:
    """The events, one of each, those first whose words hold a hit."""
    found: dict[int, ToldEvent] = {}
    for row in told:
        is_hit = any(row.start_char <= start and end <= row.end_char for start, end in hits)
        known = found.get(row.event_id)
        if known is None or (is_hit and not known.is_hit):
            found[row.event_id] = ToldEvent(row.event_id, row.kind, row.status, row.date, row.quote, is_hit)
    return tuple(sorted(found.values(), key=lambda event: (not event.is_hit, event.event_id)))


def cut_passage(text: str, spans: Sequence[tuple[int, int, int]]) -> Passage | None:
    """The first passage with the most of what is wanted, and the most often; `spans` are a query's hits in `text`."""
    best, last = (0, 0), 0
    chosen: _Span | None = None
    for first, (_, start, _) in enumerate(spans):
        last = max(first, last)
        while last + 1 < len(spans) and spans[last + 1][2] - start <= PASSAGE_LENGTH:
            last += 1
        held = (len({number for number, _, _ in spans[first : last + 1]}), last + 1 - first)
        if held > best:
            best, chosen = held, (start, max(end for _, _, end in spans[first : last + 1]))
    return widen_passage(text, chosen, [(start, end) for _, start, end in spans]) if chosen else None


def widen_passage(text: str, core: _Span, spans: Sequence[_Span], context: int = CONTEXT_LENGTH) -> Passage:
    """What stands around `core`, from one space to another, with those of the spans that lie in it as hits."""
    start, end = max(core[0] - context, 0), min(core[1] + context, len(text))
    while 0 < start < core[0] and not text[start - 1].isspace():
        start += 1
    while core[1] < end < len(text) and not text[end].isspace():
        end -= 1
    hits: list[_Span] = []
    for hit_start, hit_end in spans:
        if hit_start >= start and hit_end <= end and (not hits or hit_start >= hits[-1][1]):
            hits.append((hit_start, hit_end))
    return Passage(start, end, text[start:end], tuple(hits), start > 0, end < len(text))
