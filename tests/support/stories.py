"""Documents with facts, made of a few words: each test states only what it is about."""

from dataclasses import dataclass, replace
from hashlib import sha256

from corpdb.extraction.facts import (
    Attributes,
    EventFact,
    EventMention,
    Facts,
    OrganizationFact,
    PartialDate,
    Participant,
    Renaming,
    Span,
)
from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role
from corpdb.storage.loading.incoming import Edition, Incoming

NO_ATTRIBUTES = Attributes()
BIG = "International Business Gears"


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a test tells it: its participants by role, and the sentence that states it."""

    kind: EventKind
    participants: dict[Role, tuple[str, ...]]
    sentence: str
    status: EventStatus = EventStatus.ANNOUNCED
    date: str | None = None
    attributes: Attributes = NO_ATTRIBUTES

    def make_fact(self, text: str) -> EventFact:
        """The event as extraction would find it in `text`."""
        date = PartialDate.parse(self.date) if self.date else None
        start = text.index(self.sentence)
        span = Span(start, start + len(self.sentence))
        return EventFact(
            self.kind.type,
            self.kind,
            self.status,
            date,
            tuple(Participant(role, name) for role, names in self.participants.items() for name in names),
            self.attributes,
            (EventMention(span, self.status, date, self.attributes, 0.9),),
            0.9,
        )


@dataclass(frozen=True, slots=True)
class Named:
    """An organization as a test names it; `before` is a name that it had, which is one of its aliases."""

    name: str
    kind: OrganizationKind = OrganizationKind.COMPANY
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    before: str | None = None
    renamed: str | None = None

    def make_fact(self, text: str) -> OrganizationFact:
        """The organization as extraction would find it in `text`."""
        spans = tuple(_find(text, form) for form in (self.name, *self.aliases))
        date = PartialDate.parse(self.renamed) if self.renamed else None
        told = Renaming(self.before, self.name, EventStatus.COMPLETED, date, spans[0]) if self.before else None
        return OrganizationFact(
            self.name, self.kind, spans, self.aliases, self.parent, renamings=(told,) if told else ()
        )


def make_document(
    *events: Told, address: str = "file:///a.txt", published: str | None = None, named: tuple[Named, ...] = ()
) -> Incoming:
    """A document of the events' sentences, whose organizations are their participants and those of `named`."""
    text = " ".join(
        [*(event.sentence for event in events), *(f"{form}." for one in named for form in (one.name, *one.aliases))]
    )
    known = {one.name: one for one in named}
    for event in events:
        for role, names in event.participants.items():
            if role != Role.PERSON:
                known |= {name: Named(name) for name in names if name not in known}
    organizations = tuple(one.make_fact(text) for one in known.values())
    facts = Facts(
        "en",
        PartialDate.parse(published) if published else None,
        text[:30],
        organizations,
        tuple(event.make_fact(text) for event in events),
    )
    return Incoming(
        address, address, sha256(text.encode()).hexdigest(), text, "text/plain", None, "test", Edition("1"), facts
    )


def _find(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name))


def close_lab(
    subject: str = "Acme", *, date: str | None = "2023-11", status: EventStatus = EventStatus.ANNOUNCED
) -> Told:
    """A closure by `subject`, in a sentence that names it."""
    sentence = f"{subject} closes its laboratory ({status} {date})."
    return Told(EventKind.CLOSURE, {Role.SUBJECT: (subject,)}, sentence, status, date)


def buy(buyer: str = "Acme", target: str = "Beta", *, date: str | None = "2023-05", people: int | None = None) -> Told:
    """An acquisition, in a sentence that names both."""
    sentence = f"{buyer} buys {target} ({date}, {people})."
    attributes = Attributes(headcount=people)
    roles = {Role.BUYER: (buyer,), Role.TARGET: (target,)}
    return Told(EventKind.ACQUISITION, roles, sentence, EventStatus.ANNOUNCED, date, attributes)


def tell(*events: Told, at: str = "a", published: str = "2023-05-20", named: tuple[Named, ...] = ()) -> Incoming:
    """A document at the address `at`, another one than those that say something else in the same words."""
    document = make_document(*events, address=f"file:///{at}.txt", published=published, named=named)
    return replace(document, metadata=(at, published, str(document.facts)))
