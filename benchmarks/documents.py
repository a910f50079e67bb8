"""Documents of the made-up world: texts with their facts as a careful reader notes them, and who is who in truth.

Document `i` depends on the seed and on `i` alone. An era of documents is a year of press about the groups of the
world, and its documents come in the order of their days, as an archive does. Each document leads with one event, at one
stage of its life, and recalls others of the same group, of the year before the first era too.

The world grows with its documents as a press archive does. How often a group is told of follows a Lomax law, so that n
documents lead with about n ** 0.75 groups (`names.draw_rank`): Zipf's law with the growth of Heaps' law, which go
together (van Leijenhorst and van der Weide, "A formal derivation of Heaps' Law", Information Sciences 170, 2005). Each
year brings events of its own, more to the famous, and the first event of a group is told the most: how many documents
tell an event has a heavy tail, but does not grow with the years.

Worlds of several lands grow otherwise: each land has its own groups, bodies and events, which no other land speaks of,
and a thousand documents. So how many documents tell of an organization or of an event is the same however many there
are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from lives import Event, Stage, list_events
from names import Land, Seed, draw_rank, load_names
from telling import Draft, Sentence, Teller, make_event
from wording import LANGUAGES, load_phrases

from corpdb.extraction.facts import EventFact, Facts, PartialDate, Span

DOCUMENTS_AN_ERA = 4000
DOCUMENTS_A_LAND = 1000
LANDS_AN_ERA = 10
_DELAYS = ((0, 55), (1, 25), (2, 8), (4, 8), (12, 4))  # days after the event, and how often
_HEADLINE_SHARE = 0.3
_RECALL_LIMIT = 900


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its facts; `organizations` and `events` say which of the world's each of the facts is about."""

    name: str
    text: str
    facts: Facts
    organizations: tuple[str, ...]
    events: tuple[str, ...]


def generate_documents(count: int, seed: Seed) -> Iterator[Document]:
    """The first `count` documents of `seed`, one at a time."""
    return (make_document(seed, index) for index in range(count))


def make_land(land: Land) -> list[Document]:
    """The documents of a land, all of one year; so many lands share a year."""
    era = land.number // LANDS_AN_ERA
    documents = (make_document(land, era * DOCUMENTS_AN_ERA + place) for place in range(DOCUMENTS_A_LAND))
    return [name_apart(land, document) for document in documents]


def name_apart(land: Land, document: Document) -> Document:
    """The document under a name that none of another land has."""
    return replace(document, name=f"{land.number}-{document.name}")


def make_document(seed: Seed, index: int) -> Document:
    """Document `index` of `seed`."""
    era, place = divmod(index, DOCUMENTS_AN_ERA)
    number = _order_era(seed, era)[place]
    rng = Random(f"{seed} document {number}")
    rank = draw_rank(rng)
    lead, stage, published = _choose_lead(rng, list_events(seed, rank, era))
    phrases = load_phrases(rng.choice(LANGUAGES))
    layout = rng.choice(phrases.data["layouts"])
    homes, seats = Random(f"{seed} homes {number}"), Random(f"{seed} seats {number}")
    teller = Teller(rng, phrases, published, phrases.stated_date(layout, published), homes, seats)
    title = teller.tell_title(lead)
    drafts = [teller.tell_event(lead, stage, is_news=True)]
    drafts += [teller.tell_event(event, past, is_news=False) for event, past in _recall(seed, rank, era, teller, lead)]
    return _assemble(f"{teller.language}-{index:07d}", layout, teller, title, drafts)


@lru_cache(maxsize=16)
def _order_era(seed: Seed, era: int) -> tuple[int, ...]:
    """The numbers from which the documents of an era are drawn, in the order of their days."""
    days: list[tuple[date, int]] = []
    for number in range(era * DOCUMENTS_AN_ERA, (era + 1) * DOCUMENTS_AN_ERA):
        rng = Random(f"{seed} document {number}")
        days.append((_choose_lead(rng, list_events(seed, draw_rank(rng), era))[2], number))
    return tuple(number for _, number in sorted(days))


def _choose_lead(rng: Random, events: tuple[Event, ...]) -> tuple[Event, Stage, date]:
    """An event, the better known first, one of its stages, and when the document tells of it."""
    lead = rng.choices(events, [1 / number for number in range(1, len(events) + 1)])[0]
    stage = rng.choice(lead.stages)
    delay = rng.choices([days for days, _ in _DELAYS], [weight for _, weight in _DELAYS])[0]
    return lead, stage, stage.day + timedelta(days=delay)


def _recall(seed: Seed, rank: int, era: int, teller: Teller, lead: Event) -> Iterator[tuple[Event, Stage]]:
    """Earlier events of the group, each at a stage that has been reached, mostly the newest."""
    rng = teller.rng
    past = [
        (event, [stage for stage in event.stages if stage.day < teller.published])
        for each in (era - 1, era)
        for event in list_events(seed, rank, each)
        if event.id != lead.id and 0 < (teller.published - event.stages[0].day).days < _RECALL_LIMIT
    ]
    for event, reached in rng.sample(past, min(len(past), rng.randrange(5))):
        yield event, rng.choice([*reached, *reached[-1:] * 2])


def _assemble(name: str, layout: str, teller: Teller, title: Sentence, drafts: list[Draft]) -> Document:
    rng, phrases = teller.rng, teller.phrases
    fillers = rng.sample(phrases.data["quiet"]["sentences"], 3)
    sentences = [draft.sentence for draft in drafts]
    sentences += [teller.tell_quiet(filler, drafts[0].event) for filler in fillers]
    sentences[1:] = rng.sample(sentences[1:], len(sentences) - 1)
    sentences[1:1] = [*teller.tell_aliases(), *teller.tell_homes(drafts[0].event)]
    body = " ".join(sentence.text for sentence in sentences)
    city = rng.choice(load_names()["places"]["cities"])
    slots = {"title": title.text, "body": body, "city": city, "CITY": city.upper()}
    text = layout.format_map(slots | phrases.calendar(teller.published)) + "\n"
    places = _place(sentences, text.rindex(body))
    headline = _settle(title, text.index(title.text))
    facts = [
        make_event(draft, places[id(draft.sentence)], _repeat(rng, headline, number), round(rng.uniform(0.5, 1), 3))
        for number, draft in enumerate(drafts)
    ]
    return _finish(name, text, teller, title, list(zip(facts, drafts, strict=True)))


def _repeat(rng: Random, headline: Span, number: int) -> Span | None:
    """The headline, where it tells the lead as the reader sees it."""
    return headline if number == 0 and rng.random() < _HEADLINE_SHARE else None


def _place(sentences: list[Sentence], start: int) -> dict[int, Span]:
    """Where each sentence stands, by its identity."""
    places: dict[int, Span] = {}
    for sentence in sentences:
        places[id(sentence)] = _settle(sentence, start)
        start += len(sentence.text) + 1
    return places


def _settle(sentence: Sentence, start: int) -> Span:
    """The sentence's span; its names get theirs."""
    for one, span in sentence.names:
        one.spans.add(Span(start + span.start, start + span.end))
    return Span(start, start + len(sentence.text))


def _finish(name: str, text: str, teller: Teller, title: Sentence, told: list[tuple[EventFact, Draft]]) -> Document:
    organizations = list(teller.list_organizations())
    facts = Facts(
        teller.language,
        PartialDate.parse(teller.stated) if teller.stated else None,
        title.text,
        tuple(fact for fact, _ in organizations),
        tuple(fact for fact, _ in told),
        teller.list_countries(),
    )
    return Document(
        name, text, facts, tuple(number for _, number in organizations), tuple(draft.event.id for _, draft in told)
    )
