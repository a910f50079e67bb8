"""The views of events: one of all types together, and one of each type with the participants that it has.

The rules are those of `views`. PostgreSQL plans the first eight tables of a view as one, so the participants come
first, and the document that tells the event best: a view that is asked for one organization or one document then begins
with that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpdb.models.columns import PUBLISHED, View, ViewColumn, find_by, label_code, label_term, pick_columns
from corpdb.models.countries import UNKNOWN_COUNTRY
from corpdb.models.vocabulary import EventType, Role

DATE = pick_columns(
    "event",
    first_day="First day on which the event happened or may have; empty if no document gives a date.",
    last_day="Last day on which the event happened or may have.",
    date_precision="How exactly the date is known: day, month, quarter or year. Filter by it before counting by day.",
    date_text="The date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
)
TYPE = label_term("type", "event_type", "The family the event belongs to", "event.type")
KIND = label_term("kind", "event_kind", "What exactly happens", "event.kind")
STATUS = label_term("status", "event_status", "How far it has gone, as the newest document tells it", "event.status")
CONFIDENCE = ViewColumn("confidence", "event.confidence", "How sure it is that a document states the event: 0 to 1.")
PRECISION = label_code("date_precision", "date_precision", "How exactly the date is known")
DAY = ViewColumn("day", "event.first_day", "The first day, for joining bi_calendar; the same key in every view.")
TERMS = (
    "\nLEFT JOIN event_type ON event_type.code = event.type"
    "\nLEFT JOIN event_kind ON event_kind.code = event.kind"
    "\nLEFT JOIN event_status ON event_status.code = event.status"
    "\nLEFT JOIN date_precision ON date_precision.code = event.date_precision"
)

_VERDICT = label_term(
    "verdict", "verdict", "What people have said of it; what they reject is left out", "event.verdict"
)
_FIGURES = pick_columns(
    "event",
    amount="The money the event is about, in units of the currency.",
    currency="The currency of the amount (ISO 4217).",
    headcount="People affected, if a document gives a number.",
    location="Where it happens.",
)


def _detail(type: EventType, name: str, comment: str) -> ViewColumn:
    """A column of the table that only events of the type have."""
    return ViewColumn(name, f"{type}_event.{name}", comment, found_by=f"{type}_event.event_id = event.id")


_SHARE = _detail(EventType.TRANSACTION, "share_percent", "The part of the shares that changes hands, in percent.")
_SERIES = _detail(EventType.FINANCING, "series", "The financing round's name: seed, A, B.")
_POSITION = _detail(EventType.LEADERSHIP, "position", "The post that a person takes or leaves, as written.")
COUNTRY = label_term("country", "country", "The country where it happens (ISO 3166-1)")
_SOURCE = (
    ViewColumn(
        "mention_id",
        "best_mention.mention_id",
        "The place in a document that tells the event best; its key in bi_mentions.",
    ),
    ViewColumn("document_id", "best_mention.document_id", "Its document; the same key in every view."),
    *find_by(
        "document.id = best_mention.document_id",
        *PUBLISHED,
        *pick_columns(
            "document",
            title="The document's headline.",
            language="The language of the text (ISO 639-1).",
            url="The address that the document gives as its own.",
        ),
    ),
    *find_by(
        "mention.id = best_mention.mention_id", *pick_columns("mention", quote="The very words that tell the event.")
    ),
)
_FIND_SOURCE = "\nLEFT JOIN best_mention ON best_mention.event_id = event.id"
# What SQLite looks up instead.
_JOIN_SOURCE = (
    "\nLEFT JOIN mention ON mention.id = best_mention.mention_id"
    "\nLEFT JOIN document ON document.id = best_mention.document_id"
)


def find_country(location: str) -> str:
    """How a place finds the country in which it lies, if its name tells."""
    return (
        f"\nLEFT JOIN place ON place.name = {location}"
        f"\nLEFT JOIN country ON country.code = place.country AND country.code <> '{UNKNOWN_COUNTRY}'"
    )


@dataclass(frozen=True, slots=True)
class _Participant:
    """A participant with columns of its own: the one of that rank among those of its role."""

    name: str
    role: Role
    rank: int = 1

    @property
    def table(self) -> str:
        """Where its name stands."""
        return "person" if self.role == Role.PERSON else "organization"

    @property
    def columns(self) -> tuple[ViewColumn, ...]:
        """Its number and its name."""
        which = str(self.role) if self.rank == 1 else f"{self.role} number {self.rank}"
        return (
            ViewColumn(f"{self.name}_id", f"{self.name}_part.{self.table}_id", f"The {which}: its {self.table}_id."),
            ViewColumn(self.name, f"{self.name}.name", f"The {which}: its name."),
        )

    @property
    def part_join(self) -> str:
        """How an event finds its part."""
        part = f"{self.name}_part"
        return (
            f"\nLEFT JOIN participation AS {part}"
            f" ON {part}.event_id = event.id AND {part}.role = '{self.role}' AND {part}.rank = {self.rank}"
        )

    @property
    def join(self) -> str:
        """How its part finds it."""
        return f"\nLEFT JOIN {self.table} AS {self.name} ON {self.name}.id = {self.name}_part.{self.table}_id"


def _join_participants(participants: Sequence[_Participant], between: str = "") -> str:
    """How an event finds its participants, those first by which it is asked for most; `between` follows their parts."""
    first = [one for one in participants if one.rank == 1]
    further = [one for one in participants if one.rank > 1]
    return "".join(
        (
            *(one.part_join for one in first),
            between,
            *(one.join for one in first),
            *(one.part_join + one.join for one in further),
        )
    )


def _make_view(
    name: str,
    comment: str,
    columns: Sequence[ViewColumn],
    participants: Sequence[_Participant] = (),
    type: EventType | None = None,
) -> View:
    """A view of one row an event, of one type or of all: the common columns around those of its own."""
    details = "".join(f"\nLEFT JOIN {one.table} ON {one.found_by}" for one in columns if one.found_by)
    terms = f"{TERMS}\nLEFT JOIN verdict ON verdict.code = event.verdict"
    rest = (
        find_country("event.location")
        + "\nWHERE event.verdict <> 'rejected'"
        + (f" AND event.type = '{type}'" if type else "")
    )
    # In SQLite the best mention comes after the terms: before them, reports of events were planned without an index.
    return View(
        name,
        comment,
        (
            ViewColumn("event_id", "event.id", "The event's number; the same in every view."),
            *DATE,
            *KIND,
            *STATUS,
            *columns,
            *_FIGURES,
            CONFIDENCE,
            *_VERDICT,
            *(TYPE if type else ()),
            *PRECISION,
            DAY,
            *_SOURCE,
            *COUNTRY,
        ),
        f"event{_join_participants(participants, _FIND_SOURCE)}{details}{_JOIN_SOURCE}{terms}{rest}",
        in_sqlite=f"event{_join_participants(participants)}{terms}{_FIND_SOURCE}{rest}",
    )


def _make_family(
    type: EventType, comment: str, *participants: _Participant, own: ViewColumn | None = None, name: str | None = None
) -> View:
    """The view of one type of events."""
    columns = [column for one in participants for column in one.columns]
    return _make_view(name or f"bi_{type}s", comment, (*columns, *([own] if own else [])), participants, type)


BI_EVENTS = _make_view(
    "bi_events",
    "One row an event, of every type. Who takes part stands in bi_participants, the quotes in bi_mentions.",
    (
        *TYPE,
        _detail(EventType.RESTRUCTURING, "parts", "The number of units that come out of a restructuring."),
        _SHARE,
        _SERIES,
        _POSITION,
    ),
)
BI_PARTNERSHIPS = _make_family(
    EventType.PARTNERSHIP,
    "One row a partnership, with its first two partners; further ones stand in bi_participants.",
    _Participant("partner_1", Role.PARTNER),
    _Participant("partner_2", Role.PARTNER, 2),
)
BI_RESTRUCTURINGS = _make_family(
    EventType.RESTRUCTURING,
    "One row a restructuring: a split, a spin-off, a closure, layoffs, a refocus, a move, an insolvency.",
    _Participant("subject", Role.SUBJECT),
    _Participant("target", Role.TARGET),
    own=_detail(EventType.RESTRUCTURING, "parts", "The number of units that come out of it."),
)
BI_TRANSACTIONS = _make_family(
    EventType.TRANSACTION,
    "One row a transaction: an acquisition, a merger, a divestiture, a stake, a transfer of assets."
    " A merger has parties and no buyer; further participants stand in bi_participants.",
    _Participant("buyer", Role.BUYER),
    _Participant("target", Role.TARGET),
    _Participant("seller", Role.SELLER),
    _Participant("party_1", Role.PARTY),
    _Participant("party_2", Role.PARTY, 2),
    own=_SHARE,
)
BI_FINANCINGS = _make_family(
    EventType.FINANCING,
    "One row a financing: a funding round, a debt, a grant, a stock listing or its end; with its first two investors,"
    " further ones stand in bi_participants.",
    _Participant("subject", Role.SUBJECT),
    _Participant("investor_1", Role.INVESTOR),
    _Participant("investor_2", Role.INVESTOR, 2),
    own=_SERIES,
)
BI_EXPANSIONS = _make_family(
    EventType.EXPANSION,
    "One row an expansion: an opening, an investment, a hiring, a market entry, a creation.",
    _Participant("subject", Role.SUBJECT),
    _Participant("target", Role.TARGET),
)
BI_LEADERSHIP = _make_family(
    EventType.LEADERSHIP,
    "One row a change of leadership: a person takes or leaves a post.",
    _Participant("subject", Role.SUBJECT),
    _Participant("person", Role.PERSON),
    own=_POSITION,
    name="bi_leadership",
)
BI_REGULATIONS = _make_family(
    EventType.REGULATION,
    "One row an act of a public authority: an export control, a sanction, an antitrust case, an approval, a fine, a"
    " lawsuit, a rule. Further subjects and authorities stand in bi_participants.",
    _Participant("subject", Role.SUBJECT),
    _Participant("authority", Role.AUTHORITY),
)
