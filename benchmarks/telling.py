"""One document of the made-up world in the making: its sentences with exact spans, and what they say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from lives import Event, Stage
from names import load_names
from naming import Appearance, is_parent_told, name_organization
from stories import Figures, draw_figures
from wording import Phrases, capitalize, choose, find_slots
from world import Organization, load_world

from corpdb.extraction.facts import (
    Attributes,
    EventFact,
    EventMention,
    OrganizationFact,
    PartialDate,
    Participant,
    Span,
)
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, Role
from corpdb.resolution.names import make_name_key

_MISSING_SHARE = {True: 0.04, False: 0.2}  # of participants that a reading misses, by whether their role is a key one
_KEY_ROLES = {"subject", "buyer", "target", "partner", "partner_2", "party", "party_2", "person"}
_UNDATED_SHARE, _QUARTER_SHARE, _LATER_SHARE, _SURNAME_SHARE = 0.08, 0.06, 0.12, 0.04
_ROUNDED_SHARE, _REVISED_SHARE, _VAGUE_SHARE = 0.2, 0.06, 0.05
_HOME_SHARE, _MOST_COUNTRIES = {True: 0.9, False: 0.6}, 3  # by whether the lead is about the company
_STATED_SHARE, _MISREAD_SHARE = {True: 0.25, False: 0.12}, 0.01  # of those: said beside the name; read as elsewhere
_ISO = {"day": "{day:%Y-%m-%d}", "month": "{day:%Y-%m}", "quarter": "{day.year}-Q{quarter}", "year": "{day:%Y}"}


@dataclass(slots=True)
class Sentence:
    """A sentence, and where it names whom: offsets into itself."""

    text: str
    names: list[tuple[Appearance, Span]] = field(default_factory=list[tuple[Appearance, Span]])


@dataclass(slots=True)
class Draft:
    """What a sentence says of an event, until the sentence has its place."""

    sentence: Sentence
    event: Event
    status: EventStatus
    kind: EventKind = field(init=False)
    date: PartialDate | None = None
    participants: dict[Participant, None] = field(default_factory=dict[Participant, None])
    attributes: Attributes = field(default_factory=Attributes)

    def __post_init__(self) -> None:
        """Take the event's own kind, until the reading says otherwise."""
        self.kind = self.event.kind


@dataclass(slots=True)
class Teller:
    """Tells events in one language as they stand on the day `published`; `stated` is that day as the text gives it.

    `rng` draws what is told, `homes` of whom the country is, `seats` of whom words beside the name say so.
    """

    rng: Random
    phrases: Phrases
    published: date
    stated: str | None
    homes: Random
    seats: Random
    cast: dict[str, Appearance] = field(default_factory=dict[str, Appearance])
    countries: Counter[int] = field(default_factory=Counter[int])

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.phrases.data["language"]

    def tell_title(self, event: Event) -> Sentence:
        """A headline about the event."""
        template = choose(self.rng, self.rng.choice(self.phrases.data["events"][event.kind.value]["titles"]))
        return self._fill(template, event, Draft(Sentence(""), event, EventStatus.ANNOUNCED), event.stages[0].day)

    def tell_quiet(self, template: str, lead: Event) -> Sentence:
        """A sentence in which nothing happens to anyone."""
        quiet = replace(lead, figures=draw_figures(self.rng), organizations={})
        return self._fill(
            choose(self.rng, template), quiet, Draft(Sentence(""), quiet, EventStatus.ANNOUNCED), self.published
        )

    def tell_event(self, event: Event, stage: Stage, *, is_news: bool) -> Draft:
        """A sentence that tells the event at that stage, as news or looking back."""
        told: list[str] = self.phrases.data["events"][event.kind.value][stage.status]
        if event.kind is EventKind.CREATION:  # what is founded has to be told
            told = [template for template in told if "{target" in template]
        template = choose(self.rng, self.rng.choice(told))
        draft = Draft(Sentence(""), event, EventStatus(stage.status))
        prefix = self._date_whole(event, stage, draft, is_news=is_news) if "{when}" not in template else ""
        draft.sentence = self._fill(prefix + template, event, draft, stage.day)
        draft.participants = dict.fromkeys(self._read_participants(draft))
        draft.kind = self._read_kind(draft)
        if self.rng.random() < _UNDATED_SHARE:
            draft.date = None
        return draft

    def tell_aliases(self) -> Iterator[Sentence]:
        """The sentences that join the other forms to the names."""
        words = load_world()[self.language]
        for one in list(self.cast.values()):
            for key, alias in (*(("also", alias) for alias in one.aliases), ("formerly", one.former)):
                if alias:
                    city = self.rng.choice(load_names()["places"]["cities"])
                    text = choose(self.rng, words[key]).format(name=one.name, alias=alias, former=alias, city=city)
                    yield _mark(Sentence(capitalize(self.phrases.tidy(text))), [(one, one.name), (one, alias)])

    def tell_homes(self, lead: Event) -> Iterator[Sentence]:
        """The sentences that name the countries of companies, those of the lead more often than others.

        Few say that it is at home there.
        """
        words, leading = load_world()[self.language], {one.id for one in lead.organizations.values()}
        for one in list(self.cast.values()):
            country = one.organization.country
            if country is not None and self.homes.random() < _HOME_SHARE[one.organization.id in leading]:
                self.countries[country] += 1
                place = self.phrases.data["countries"][country]
                is_stated = self.seats.random() < _STATED_SHARE[one.organization.id in leading]
                one.countries = (self._read_home(country),) if is_stated else ()
                text = choose(self.homes, words["home" if is_stated else "around"]).format(name=one.name, country=place)
                yield _mark(Sentence(capitalize(self.phrases.tidy(text))), [(one, one.name)])

    def _read_home(self, country: int) -> str:
        """The code of a home country as it is read."""
        codes: list[str] = load_world()["countries"]
        return self.seats.choice(codes) if self.seats.random() < _MISREAD_SHARE else codes[country]

    def list_countries(self) -> tuple[str, ...]:
        """The codes of the countries of which the document speaks most."""
        codes: list[str] = load_world()["countries"]
        return tuple(sorted(codes[country] for country, _ in self.countries.most_common(_MOST_COUNTRIES)))

    def list_organizations(self) -> Iterator[tuple[OrganizationFact, str]]:
        """What the document says of each organization, beside whose it is."""
        for one in self.cast.values():
            parent = self.cast.get(one.organization.parent.id) if one.organization.parent else None
            yield one.to_fact(parent.name if parent and is_parent_told(self.rng) else None), one.organization.id

    def _fill(self, template: str, event: Event, draft: Draft, day: date) -> Sentence:
        names: list[tuple[Appearance, str]] = []
        values = {slot: self._value(slot, event, draft, names, day) for slot in find_slots(template)}
        return _mark(Sentence(capitalize(self.phrases.tidy(template.format_map(values)))), names)

    def _value(self, slot: str, event: Event, draft: Draft, names: list[tuple[Appearance, str]], day: date) -> str:
        role = slot.removesuffix("_full")
        if role == "person":
            draft.participants[Participant(Role.PERSON, self._name_person(event))] = None
            return event.person or ""
        if role in event.organizations:
            one = self._introduce(event.organizations[role])
            draft.participants[Participant(Role(role.removesuffix("_2")), one.name)] = None
            if one.beside and slot == role:
                names.append((one, self.phrases.bare(one.beside)))
                return one.beside
            names.append((one, one.name))
            return one.written
        return self._when(slot, draft, day) if slot in {"when", "year"} else self._figure(slot, event, draft)

    def _introduce(self, organization: Organization) -> Appearance:
        if organization.id not in self.cast:
            taken = {make_name_key(form) for one in self.cast.values() for form in (one.name, *one.aliases)}
            one = name_organization(self.rng, organization, self.language, self.published, taken)
            self.cast[organization.id] = one
        return self.cast[organization.id]

    def _name_person(self, event: Event) -> str:
        assert event.person
        return event.person.split()[-1] if self.rng.random() < _SURNAME_SHARE else event.person

    def _read_participants(self, draft: Draft) -> list[Participant]:
        """Those whom a reading finds: some are missed, never all."""
        roles = {one.role for one in draft.participants}
        kept = [one for one in draft.participants if self.rng.random() > _MISSING_SHARE[one.role.value in _KEY_ROLES]]
        found = [one for one in kept if one.role is not Role.PERSON]
        return kept if found or roles == {Role.PERSON} else list(draft.participants)

    def _read_kind(self, draft: Draft) -> EventKind:
        """The kind as it reads: a sale whose buyer is not told, a partnership in general terms."""
        kind, roles = draft.event.kind, {one.role for one in draft.participants}
        if kind is EventKind.ACQUISITION and Role.BUYER not in roles and Role.SELLER in roles:
            return EventKind.DIVESTITURE
        vague = kind.type is EventType.PARTNERSHIP and self.rng.random() < _VAGUE_SHARE
        return EventKind.ALLIANCE if vague else kind

    def _date_whole(self, event: Event, stage: Stage, draft: Draft, *, is_news: bool) -> str:
        """Date a sentence that has no place for a date: news by the document's, else by words before it."""
        effective = next((one for one in event.stages if one.status == "completed" and one.day > stage.day), None)
        words = load_world()[self.language]
        if stage.status == "announced" and effective and self.rng.random() < _LATER_SHARE:
            return self._precede(self.rng.choice(words["by"]), draft, effective.day)
        if is_news:
            draft.date = PartialDate.parse(self.stated) if self.stated and stage.status != "completed" else None
            return ""
        return self._precede(self.rng.choice(words["before"]), draft, stage.day)

    def _precede(self, words: str, draft: Draft, day: date) -> str:
        slots = set(find_slots(words))
        names = ("day", "month", "quarter", "year")
        precision = next((name for name in names if name in slots), None)
        draft.date = _make_date(precision, day) if precision else None
        return words.format_map(self._calendar(day))

    def _when(self, slot: str, draft: Draft, day: date) -> str:
        words = load_world()[self.language]["quarter"]
        if slot == "year" or self.rng.random() > _QUARTER_SHARE:
            form = (
                self.rng.choice(self.phrases.data["when"])
                if slot == "when"
                else {"text": "{year}", "precision": "year"}
            )
            words, precision = form["text"], form["precision"]
        else:
            precision = "quarter"
        draft.date = _make_date(precision, day)
        return words.format_map(self._calendar(day))

    def _calendar(self, day: date) -> dict[str, str]:
        quarters: list[str] = load_world()[self.language]["quarters"]
        return {**self.phrases.calendar(day), "quarter": quarters[(day.month - 1) // 3]}

    def _figure(self, slot: str, event: Event, draft: Draft) -> str:
        figures, data, rng = event.figures, self.phrases.data, self.rng
        match slot:
            case "amount":
                told = replace(figures, amount=_blur(rng, figures.amount))
                amount = Decimal(round(told.amount * told.unit))
                draft.attributes = replace(draft.attributes, amount=amount, currency=told.currency)
                return self.phrases.amount(rng, told)
            case "headcount":
                heads = round(_blur(rng, figures.headcount))
                draft.attributes = replace(draft.attributes, headcount=heads)
                return self.phrases.number(heads)
            case "parts":
                draft.attributes = replace(draft.attributes, parts=figures.parts)
                return data["numbers"][figures.parts]
            case "share" | "rate":
                number = figures.share if slot == "share" else figures.rate
                if slot == "share":
                    draft.attributes = replace(draft.attributes, share_percent=Decimal(str(number)))
                return data["percent"].format(number=self.phrases.number(number))
            case _:
                return self._word(slot, figures, draft)

    def _word(self, slot: str, figures: Figures, draft: Draft) -> str:
        data = self.phrases.data
        match slot:
            case "position":
                draft.attributes = replace(draft.attributes, position=data["positions"][figures.position])
                return data["positions"][figures.position]
            case "country":
                country = data["countries"][figures.country]
                self.countries[figures.country] += 1
                draft.attributes = replace(draft.attributes, location=self.phrases.bare(country))
                return country
            case "city":
                cities = load_names()["places"]["cities"]
                city = cities[figures.city % len(cities)]
                draft.attributes = replace(draft.attributes, location=city)
                return city
            case "topic":
                return data["topics"][figures.topic]
            case _:
                assert slot == "topic_field", slot
                return data["fields"][figures.topic]


def make_event(draft: Draft, span: Span, title: Span | None, confidence: float) -> EventFact:
    """The event of a sentence that stands at `span`; a headline may tell it too."""
    kind = draft.kind
    mentions = [EventMention(span, draft.status, draft.date, draft.attributes, confidence)]
    if title:
        mentions.append(EventMention(title, draft.status, None, Attributes(), confidence))
    participants = tuple(draft.participants)
    return EventFact(
        kind.type, kind, draft.status, draft.date, participants, draft.attributes, tuple(mentions), confidence
    )


def _mark(sentence: Sentence, names: list[tuple[Appearance, str]]) -> Sentence:
    """The sentence with the places of its names, each the first that is free."""
    taken: set[Span] = set()
    for one, form in names:
        start = sentence.text.casefold().find(form.casefold())
        assert start >= 0, (form, sentence.text)
        span = Span(start, start + len(form))
        if span not in taken:
            sentence.names.append((one, span))
            taken.add(span)
    return sentence


def _make_date(precision: str, day: date) -> PartialDate:
    return PartialDate.parse(_ISO[precision].format(day=day, quarter=(day.month + 2) // 3))


def _blur(rng: Random, number: float) -> float:
    """The number as one source gives it: as it is, rounded, or revised."""
    chance = rng.random()
    if chance < _REVISED_SHARE:
        number *= rng.uniform(0.85, 1.2)
        return float(round(number)) if number >= 10 else round(number, 1)  # noqa: PLR2004
    digits = len(str(int(number)))
    return float(round(number, 1 - digits)) if chance < _REVISED_SHARE + _ROUNDED_SHARE and digits > 1 else number
