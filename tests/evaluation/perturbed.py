"""Annotations with mistakes made in them, the same in every run: what a reader that is not perfect might find."""

import random
from collections.abc import Sequence
from typing import Any

from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role

Plain = dict[str, Any]
_STRANGE_NAMES = ("Nordwind", "Orcaline", "the lab", "Groupe", "É", "—")


def perturb(gold: Plain, seed: int, share: float = 0.2) -> Plain:
    """`gold`, as plain JSON values, with about `share` of everything lost, changed or added."""
    chance = random.Random(seed)
    organizations = [_change_organization(one, chance, share) for one in gold["organizations"] if _keep(chance, share)]
    organizations += _invent(gold["organizations"], chance, share)
    events = [_change_event(one, chance, share) for one in gold["events"] if _keep(chance, share)]
    events += [_change_event(one, chance, 1) for one in gold["events"] if not _keep(chance, share)]
    chance.shuffle(organizations)
    chance.shuffle(events)
    return {**gold, "organizations": organizations, "events": events}


def _keep(chance: random.Random, share: float) -> bool:
    return chance.random() >= share


def _change_organization(one: Plain, chance: random.Random, share: float) -> Plain:
    kind = one["kind"] if _keep(chance, share) else chance.choice(list(OrganizationKind)).value
    aliases = [alias for alias in one["aliases"] if _keep(chance, share)]
    return {"name": _change_name(one["name"], chance, share), "kind": kind, "aliases": aliases, "parent": one["parent"]}


def _invent(organizations: Sequence[Plain], chance: random.Random, share: float) -> list[Plain]:
    names = [*_STRANGE_NAMES, *(one["name"] for one in organizations)]
    return [
        {"name": chance.choice(names), "kind": "company", "aliases": [], "parent": None}
        for _ in organizations
        if not _keep(chance, share)
    ]


def _change_name(name: str, chance: random.Random, share: float) -> str:
    if _keep(chance, share):
        return name
    words = name.split()
    ways = (
        name.upper(),
        f"{name} SA",
        f"the {name}",
        " ".join(words[:-1]),
        "-".join(words),
        chance.choice(_STRANGE_NAMES),
    )
    return chance.choice(ways) or name


def _change_event(one: Plain, chance: random.Random, share: float) -> Plain:
    kind = EventKind(one["kind"]) if _keep(chance, share) else chance.choice(list(EventKind))
    participants = [
        {
            "role": part["role"] if _keep(chance, share) else chance.choice(list(Role)).value,
            "name": _change_name(part["name"], chance, share),
        }
        for part in one["participants"]
        if _keep(chance, share)
    ]
    date = one["date"] if _keep(chance, share) else chance.choice(["2023", "2023-11", "2023-11-27", None])
    status = one["status"] if _keep(chance, share) else chance.choice(list(EventStatus)).value
    attributes: Plain = {key: one["attributes"][key] for key in one["attributes"] if _keep(chance, share)}
    return {
        "type": kind.type.value,
        "kind": kind.value,
        "status": status,
        "date": date,
        "participants": participants,
        "attributes": attributes,
        "evidence": one["evidence"],
        "confidence": round(chance.random(), 2),
    }
