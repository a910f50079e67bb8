"""The events that are listed: each with who takes part in it and the sentences that tell it, in their context."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import Connection, Integer, case, cast, func, select

from corpdb.core.batches import cut
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, Role
from corpdb.reports.conditions import match_filters
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.wording import Wording
from corpdb.reports.exports.reading import EVENTS_AT_ONCE, Fields, WholeEvent, read_page
from corpdb.reports.search import Passage, widen_passage
from corpdb.reports.views import EVENTS, MENTIONS, TEXTS

MOST_QUOTES = 5
CONTEXT = 220  # characters on either side of a sentence
_MARGIN = 40  # so many more are read, to end at a space
_FIGURES = ("headcount", "location", "parts", "series", "position")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in its context, and the document that it stands in."""

    passage: Passage
    title: str
    published: str
    language: str
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event as the page lists it. `parts` are the participants by role; `more` places tell it besides the quotes."""

    event_id: int
    when: str
    first: date | None
    last: date | None
    type: EventType
    kind: EventKind
    status: EventStatus
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    figures: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    more: int

    @property
    def names(self) -> tuple[str, ...]:
        """Those who take part, each once."""
        return tuple(dict.fromkeys(name for _, names in self.parts for name in names))


def list_events(scope: Scope, *, quoted: bool = True) -> list[ListedEvent]:
    """The newest events that are asked for, those without a date last; with their sentences unless not `quoted`."""
    own = EVENTS.c
    query = select(own.event_id).where(*match_filters(EVENTS, scope.filters))
    query = query.order_by(own.first_day.is_(None), own.first_day.desc(), own.last_day.desc(), own.event_id)
    with scope.engine.connect() as connection:
        numbers = list(connection.scalars(query.limit(scope.limit)))
        return [
            event
            for some in cut(numbers, EVENTS_AT_ONCE)
            for event in _read(connection, some, scope.wording, quoted=quoted)
        ]


def _read(connection: Connection, numbers: Sequence[int], wording: Wording, *, quoted: bool) -> Iterator[ListedEvent]:
    events = {event.fields["event_id"]: event for event in read_page(connection, numbers)}
    chosen = {number: _choose_mentions(events[number].mentions) if quoted else [] for number in numbers}
    pieces = _read_pieces(connection, [each["mention_id"] for mentions in chosen.values() for each in mentions])
    for number in numbers:
        quotes = [_make_quote(each, pieces[each["mention_id"]], wording) for each in chosen[number]]
        yield _make_event(events[number], tuple(quotes), wording)


def _choose_mentions(mentions: Sequence[Fields]) -> list[Fields]:
    """The places of the newest documents, in the order of the text, those without a date last."""
    dated = sorted(mentions, key=lambda each: each["published"] or "", reverse=True)
    return dated[:MOST_QUOTES]


def _read_pieces(connection: Connection, mentions: Sequence[int]) -> dict[int, tuple[int, str]]:
    """The text around each mention: where it starts in the document, and its words."""
    own, reach = MENTIONS.c, CONTEXT + _MARGIN
    start = case((own.start_char > reach, own.start_char - reach), else_=0)
    piece = func.substr(TEXTS.c.text, cast(start + 1, Integer), cast(own.end_char + reach - start, Integer))
    query = select(own.mention_id, start, piece).join_from(MENTIONS, TEXTS, TEXTS.c.id == own.document_id)
    return {
        number: (first, text)
        for some in cut(mentions, EVENTS_AT_ONCE)
        for number, first, text in connection.execute(query.where(own.mention_id.in_(some)))
    }


def _make_quote(mention: Fields, piece: tuple[int, str], wording: Wording) -> Quote:
    first, text = piece
    span = (mention["start_char"] - first, mention["end_char"] - first)
    url = str(mention["url"] or "")
    is_link = url.startswith(("http://", "https://"))
    return Quote(
        widen_passage(text, span, [span], CONTEXT),
        mention["title"] or wording["untitled"],
        wording.write_date(mention["published"]),
        mention["language"],
        urlsplit(url).hostname if is_link else None,
        url if is_link else None,
    )


def _make_event(event: WholeEvent, quotes: tuple[Quote, ...], wording: Wording) -> ListedEvent:
    fields = event.fields
    return ListedEvent(
        fields["event_id"],
        wording.write_date(fields["date_text"], short=True),
        fields["first_day"],
        fields["last_day"],
        EventType(fields["type"]),
        EventKind(fields["kind"]),
        EventStatus(fields["status"]),
        _list_parts(event.participants, wording),
        tuple(_list_figures(fields, wording)),
        quotes,
        len(event.mentions) - len(quotes),
    )


def _list_parts(participants: Sequence[Fields], wording: Wording) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names: defaultdict[Role, list[str]] = defaultdict(list)
    for part in participants:
        names[Role(part["role"])].append(part["organization"] or part["person"])
    return tuple((wording.name(role), tuple(names[role])) for role in Role if role in names)


def _list_figures(fields: Fields, wording: Wording) -> Iterator[tuple[str, str]]:
    """What is known of the event besides, as people write it."""
    if fields["amount"] is not None:
        amount = wording.write_number(fields["amount"])
        yield wording["amount"], f"{amount} {fields['currency'] or ''}".rstrip()
    if fields["share_percent"] is not None:
        yield wording["share_percent"], wording["share"].format(number=wording.write_number(fields["share_percent"]))
    for name in _FIGURES:
        if fields[name] is not None:
            yield wording[name], wording.write_number(fields[name]) if name == "headcount" else str(fields[name])
    yield wording["confidence"], wording.write_number(round(fields["confidence"], 2))
