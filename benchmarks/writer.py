"""One generated article in the making: sentences are told, and what they say is kept as known truth."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from names import load_names, make_company, make_person, make_town
from stories import Actor, Story, draw_figures
from wording import Phrases, capitalize, choose, find_slots

_PUBLIC = {"regulator", "court", "state"}
_STATUSES = {"announced": 23, "completed": 60, "cancelled": 10, "proposed": 5}  # as often as in the press
_ISO = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_SECOND = re.compile(r"_2$")


@dataclass(slots=True)
class Writer:
    """Tells stories in one language, as known on the day `published`, which the reader may not be told."""

    seed: int
    rng: Random
    phrases: Phrases
    published: date
    stated: str | None
    organizations: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    events: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def write_title(self, story: Story) -> str:
        """A headline for the story."""
        template = choose(self.rng, self.rng.choice(self.phrases.data["events"][story.kind]["titles"]))
        return self._fill(template, story, {})

    def write_quiet(self, template: str) -> str:
        """A headline or sentence in which nothing happens to anyone."""
        figures = draw_figures(self.rng)
        return self._fill(choose(self.rng, template), Story("", "", self.published, figures), {})

    def write_event(self, story: Story) -> str:
        """A sentence that tells the story, and its event among the known truth."""
        told = self.phrases.data["events"][story.kind]
        statuses = [status for status in _STATUSES if status in told]
        status = self.rng.choices(statuses, [_STATUSES[name] for name in statuses])[0]
        event: dict[str, Any] = {"type": story.type, "kind": story.kind, "status": status, "participants": []}
        event |= {"date": self.stated if status == "announced" else None, "attributes": {}}
        sentence = self._fill(choose(self.rng, self.rng.choice(told[status])), story, event)
        self.events.append(event | {"evidence": sentence})
        return sentence

    def write_truth(self, name: str) -> dict[str, Any]:
        """What the article says so far, in the form of the gold annotations."""
        for organization in self.organizations.values():
            if organization["parent"] not in self.organizations:
                organization["parent"] = None
        return {
            "source": name,
            "language": self.phrases.data["language"],
            "document_date": self.stated,
            "organizations": list(self.organizations.values()),
            "events": self.events,
        }

    def _fill(self, template: str, story: Story, event: dict[str, Any]) -> str:
        event.setdefault("participants", [])
        event.setdefault("attributes", {})
        values = {slot: self._value(slot, story, event) for slot in find_slots(template)}
        return capitalize(self.phrases.tidy(template.format_map(values)))

    def _value(self, slot: str, story: Story, event: dict[str, Any]) -> str:
        role = slot.removesuffix("_full")
        if role in story.actors:
            return self._participant(role, story.actors[role], event, full=slot != role)
        return self._when(slot, story.day, event) if slot in {"when", "year"} else self._figure(slot, story, event)

    def _participant(self, role: str, actor: Actor, event: dict[str, Any], *, full: bool) -> str:
        said, name = self._name(actor, full=full)
        event["participants"].append({"role": _SECOND.sub("", role), "name": name})
        return said

    def _name(self, actor: Actor, *, full: bool) -> tuple[str, str]:
        """What the text says now, and the name under which the organization or person is known."""
        match actor.family:
            case "person":
                person = make_person(self.seed, actor.rank)
                return person, person
            case "company":
                return self._company(actor)
            case "lab" | "unit":
                return self._possession(actor, full=full)
            case _:
                body = self.phrases.data["bodies"][actor.family][actor.form]
                said = body.format(town=make_town(self.seed, actor.rank))
                return said, self._note(actor, self.phrases.bare(said))

    def _company(self, actor: Actor) -> tuple[str, str]:
        company = make_company(self.seed, actor.rank)
        if company.name not in self.organizations:
            legal = f" {company.legal}" if self.rng.random() < 0.15 else ""  # noqa: PLR2004 - as in releases
            return company.name + legal, self._note(actor, company.name)
        if company.short != company.name and self.rng.random() < 0.7:  # noqa: PLR2004 - as in the press
            self._note(actor, company.name, company.short)
            return company.short, company.name
        return company.name, company.name

    def _possession(self, actor: Actor, *, full: bool) -> tuple[str, str]:
        assert actor.owner
        form = self.phrases.data["possessions"][actor.family][actor.form]
        owner = make_company(self.seed, actor.owner.rank)
        topics, cities = self.phrases.data["topics"], load_names()["places"]["cities"]
        words = {
            "owner": owner.name,
            "brand": owner.short,
            "topic": topics[actor.rank % len(topics)],
            "city": cities[actor.rank % len(cities)],
        }
        said = form["full" if full else "said"]
        if "owner" in find_slots(said):
            self._note(actor.owner, owner.name)
        name = self._note(actor, self.phrases.bare(form["full"].format_map(words)))
        self.organizations[name]["parent"] = owner.name
        return said.format_map(words), name

    def _note(self, actor: Actor, name: str, alias: str | None = None) -> str:
        new: dict[str, Any] = {
            "name": name,
            "kind": "public" if actor.family in _PUBLIC else actor.family,
            "aliases": [],
            "parent": None,
        }
        known = self.organizations.setdefault(name, new)
        if alias and alias not in known["aliases"]:
            known["aliases"].append(alias)
        return name

    def _when(self, slot: str, day: date, event: dict[str, Any]) -> str:
        forms = self.phrases.data["when"] if slot == "when" else [{"text": "{year}", "precision": "year"}]
        form = self.rng.choice(forms)
        event["date"] = f"{day:{_ISO[form['precision']]}}"
        return form["text"].format_map(self.phrases.calendar(day))

    def _figure(self, slot: str, story: Story, event: dict[str, Any]) -> str:
        figures, data, attributes = story.figures, self.phrases.data, event["attributes"]
        match slot:
            case "amount":
                attributes |= {"amount": round(figures.amount * figures.unit), "currency": figures.currency}
                return self.phrases.amount(self.rng, figures)
            case "headcount":
                attributes["headcount"] = figures.headcount
                return self.phrases.number(figures.headcount)
            case "parts":
                attributes["parts"] = figures.parts
                return data["numbers"][figures.parts]
            case "share":
                attributes["share_percent"] = figures.share
                return data["percent"].format(number=self.phrases.number(figures.share))
            case "rate":
                return data["percent"].format(number=self.phrases.number(figures.rate))
            case _:
                return self._word(slot, story, attributes)

    def _word(self, slot: str, story: Story, attributes: dict[str, Any]) -> str:
        figures, data = story.figures, self.phrases.data
        match slot:
            case "position":
                attributes["position"] = data["positions"][figures.position]
                return attributes["position"]
            case "country":
                attributes["location"] = self.phrases.bare(data["countries"][figures.country])
                return data["countries"][figures.country]
            case "city":
                cities = load_names()["places"]["cities"]
                attributes["location"] = cities[figures.city % len(cities)]
                return attributes["location"]
            case "topic":
                return data["topics"][figures.topic]
            case _:
                assert slot == "topic_field", slot
                return data["fields"][figures.topic]


def age_of_news(rng: Random) -> timedelta:
    """How long ago something in the background happened."""
    return timedelta(days=int(30 * rng.paretovariate(0.9)) % 2500)
