"""Made-up companies, towns and persons: the same seed and rank always give the same name."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

PHRASES = Path(__file__).parent / "phrases"

# A Lomax law: the first ranks come about once in a hundred draws, and n draws meet about n ** _TAIL different ranks.
_TAIL = 0.75
_SCALE = 60.0
_STEP = 7919  # shares no factor with the number of stems, so that neighbours in rank are far apart in sound


class Land(NamedTuple):
    """One of the lands of a world, by number: companies and towns of a land have names that no other land has."""

    seed: int
    number: int

    def __str__(self) -> str:
        """What chance in that land is drawn from."""
        return f"{self.seed} land {self.number}"


class Namesakes(NamedTuple):
    """A world of one land in which some groups have the short name of one in another country."""

    seed: int

    def __str__(self) -> str:
        """What chance is drawn from there: all else is as without them."""
        return str(self.seed)


Seed = int | Land | Namesakes
"""What a world is made from: a number for a single land."""


@dataclass(frozen=True, slots=True)
class Company:
    """A company: the full name without its legal form, the short form the press uses, the legal form."""

    name: str
    short: str
    legal: str


def draw_rank(rng: Random) -> int:
    """A rank with a heavy tail: 0 is the most frequent, and new ones keep coming."""
    return min(int(_SCALE * (rng.paretovariate(_TAIL) - 1)), count_stems() - 1)


@cache
def load_names() -> dict[str, Any]:
    """The syllables and lists of `phrases/names.toml`."""
    return tomllib.loads((PHRASES / "names.toml").read_text(encoding="utf-8"))


@cache
def count_stems() -> int:
    """How many different stems the syllables make."""
    names = load_names()
    return len(names["first"]) * len(names["middle"]) * len(names["last"])


@cache
def _offset(seed: Seed, family: str) -> int:
    return Random(f"{seed} {family}").randrange(count_stems())


def _stem(seed: Seed, family: str, rank: int) -> tuple[str, str, str]:
    names = load_names()
    number = (rank * _STEP + _offset(seed, family)) % count_stems()
    number, first = divmod(number, len(names["first"]))
    last, middle = divmod(number, len(names["middle"]))
    return names["first"][first], names["middle"][middle], names["last"][last]


def _sound(seed: Seed) -> str:
    """The syllables that the names of a land have in common."""
    if not isinstance(seed, Land):
        return ""
    middle = load_names()["middle"]
    more, number = divmod(seed.number, len(middle))
    return middle[number] + (middle[more - 1] if more else "")


@lru_cache(maxsize=50_000)
def make_company(seed: Seed, rank: int) -> Company:
    """The company of that rank."""
    rng = Random(f"{seed} company {rank}")
    words = load_names()["companies"]
    first, middle, last = _stem(seed, "company", rank)
    short = first + middle + _sound(seed) + last
    return Company(f"{short} {rng.choice(words['words'])}".strip(), short, rng.choice(words["legal"]))


@lru_cache(maxsize=50_000)
def make_town(seed: Seed, rank: int) -> str:
    """The town of that rank, for universities and public bodies."""
    first, middle, _ = _stem(seed, "town", rank)
    return first + middle + _sound(seed) + Random(f"{seed} town {rank}").choice(load_names()["towns"]["ends"])


@lru_cache(maxsize=50_000)
def make_person(seed: Seed, rank: int) -> str:
    """The person of that rank: first name and surname."""
    rng = Random(f"{seed} person {rank}")
    first, middle, _ = _stem(seed, "person", rank)
    return (
        f"{rng.choice(load_names()['persons']['first'])} {first}{middle}{rng.choice(load_names()['persons']['ends'])}"
    )
