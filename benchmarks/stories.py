"""What happens in generated articles, in no language yet: kinds of events, who takes part, and the figures."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from names import PHRASES, draw_rank

# Of each language-neutral list, both languages have as many entries.
_TOPICS, _POSITIONS, _COUNTRIES = 16, 7, 10
_FORMS = {"lab": 4, "unit": 5, "academic": 4, "regulator": 4, "court": 2, "state": 3, "company": 1, "person": 1}
_MILLION, _BILLION = 1_000_000, 1_000_000_000
_CURRENCIES = (("EUR", _MILLION), ("EUR", _MILLION), ("USD", _MILLION), ("GBP", _MILLION), ("USD", _BILLION))
_EPOCH = date(2015, 1, 1)
_DAYS = 4000
_CAST_SHARE = 0.6
_SMALL_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part: the rank among its family, which form its name has, and for a possession its owner."""

    family: str
    rank: int
    form: int
    owner: "Actor | None" = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers and indexes that a sentence may give; `amount` is in units of `unit` `currency`."""

    amount: float
    currency: str
    unit: int
    headcount: int
    parts: int
    share: float
    rate: float
    city: int
    topic: int
    position: int
    country: int


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told by any number of articles: its kind, day, figures and participants by role."""

    kind: str
    type: str
    day: date
    figures: Figures
    actors: dict[str, Actor] = field(default_factory=dict[str, Actor])


@cache
def load_kinds() -> dict[str, dict[str, Any]]:
    """The kinds of `phrases/events.toml`."""
    return tomllib.loads((PHRASES / "events.toml").read_text(encoding="utf-8"))


def draw_figures(rng: Random) -> Figures:
    """Numbers as the press gives them: round where they are large."""
    currency, unit = rng.choice(_CURRENCIES)
    large = rng.choice((2, 3, 5, 8, 10, 12, 15, 25)) * rng.choice((10, 10, 25)) + rng.choice((0, 0, 0, 5, 7))
    small = rng.randrange(20, 200) / 10
    heads = int(10 ** rng.uniform(1.3, 3.9))
    return Figures(
        amount=small if unit > _MILLION or rng.random() < _SMALL_SHARE else float(large),
        currency=currency,
        unit=unit,
        headcount=heads if heads < 100 else heads // 10 * 10,  # noqa: PLR2004 - past a hundred, the press rounds
        parts=rng.randrange(2, 7),
        share=rng.choice((rng.randrange(3, 100), rng.randrange(20, 900) / 10)),
        rate=rng.randrange(3, 150) / 10,
        city=rng.randrange(1_000_000),
        topic=rng.randrange(_TOPICS),
        position=rng.randrange(_POSITIONS),
        country=rng.randrange(_COUNTRIES),
    )


def draw_story(rng: Random, day: date, cast: tuple[Actor, ...] = ()) -> Story:
    """An event of that day; its companies are often those of `cast`."""
    kinds = load_kinds()
    kind = rng.choices(list(kinds), [row["weight"] for row in kinds.values()])[0]
    actors: dict[str, Actor] = {}
    for role, spec in kinds[kind]["roles"].items():
        family, _, owner = spec.partition(" of:")
        actors[role] = replace(_draw_actor(rng, family, cast, actors), owner=actors.get(owner))
    return Story(kind, kinds[kind]["type"], day, draw_figures(rng), actors)


def lead_story(seed: int, number: int) -> Story:
    """The event that leads the articles of that number."""
    rng = Random(f"{seed} story {number}")
    return draw_story(rng, _EPOCH + timedelta(days=rng.randrange(_DAYS)))


def _draw_actor(rng: Random, family: str, cast: tuple[Actor, ...], taken: dict[str, Actor]) -> Actor:
    known = [actor for actor in cast if actor.family == family and actor not in taken.values()]
    if known and rng.random() < _CAST_SHARE:
        return rng.choice(known)
    actor = Actor(family, draw_rank(rng), rng.randrange(_FORMS[family]))
    return actor if actor not in taken.values() else _draw_actor(rng, family, (), taken)
