"""The organizations of a made-up world: groups with units, labs and subsidiaries, public bodies, and their namesakes.

An organization depends on the seed and on its rank alone. Each has the names under which either language knows it:
short forms, acronyms, accents written in several ways, names that changed, and names much like those of others.
"""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random
from typing import Any

from names import PHRASES, Namesakes, Seed, load_names, make_company, make_town
from wording import LANGUAGES, find_slots, load_phrases

from corpdb.models.vocabulary import OrganizationKind

EPOCH = date(2004, 1, 1)
BODIES = {"academic": 4, "regulator": 4, "court": 2, "state": 3}  # the families of bodies, and how many forms each has
_POSSESSIONS = {"lab": 4, "unit": 5}
_STYLES = {"plain": 48, "acronym": 14, "founders": 8, "turned": 6, "accented": 12, "cyrillic": 4, "renamed": 8}
_FAMOUS = 250  # groups of a lower rank are known by their short names alone
_RENAMING_DAYS = 6000
_HOMONYM_SHARE, _COUNTY_SHARE, _FOREIGN_SHARE = 0.03, 0.12, 0.5
_WELL_KNOWN = 30  # those of a lower rank would be on the list of well-known names, which nobody else bears
_NAMESAKE_SHARE, _NAMESAKE = 0.03, "namesake"


@dataclass(frozen=True, slots=True)
class Naming:
    """How a language names an organization.

    `full` is the name, `written` the same in a sentence, `beside` what stands for it beside its owner ("its lab"),
    `shorts` are the shorter forms, `spellings` other ways of writing the full name.
    """

    full: str
    written: str
    shorts: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization of the world; `former` are its names before the day `renamed`.

    The `famous` are known by a short name alone. `country` is where the head of a group is at home: its place among
    those of the phrases.
    """

    id: str
    kind: OrganizationKind
    namings: dict[str, Naming] = field(compare=False)
    parent: "Organization | None" = field(default=None, compare=False)
    famous: bool = field(default=False, compare=False)
    legal: str = field(default="", compare=False)
    renamed: date | None = field(default=None, compare=False)
    former: Naming | None = field(default=None, compare=False)
    country: int | None = field(default=None, compare=False)

    def naming(self, language: str, day: date) -> Naming:
        """Its names in that language on that day."""
        return self.former if self.former and self.renamed and day < self.renamed else self.namings[language]


@dataclass(frozen=True, slots=True)
class Group:
    """A company with what belongs to it, and what shares its name by chance: another company, a county."""

    head: Organization
    subsidiaries: tuple[Organization, ...]
    units: tuple[Organization, ...]
    labs: tuple[Organization, ...]
    homonym: Organization | None
    county: Organization | None

    @property
    def companies(self) -> tuple[Organization, ...]:
        """The head and the subsidiaries."""
        return (self.head, *self.subsidiaries)

    @property
    def firms(self) -> tuple[Organization, ...]:
        """The head and the company that has its name by chance."""
        return (self.head, self.homonym) if self.homonym else (self.head,)


@cache
def load_world() -> dict[str, Any]:
    """The words of `phrases/world.toml`."""
    return tomllib.loads((PHRASES / "world.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=20_000)
def make_group(seed: Seed, rank: int) -> Group:
    """The group of that rank, 0 the most famous."""
    rng = Random(f"{seed} group {rank}")
    stem = make_company(seed, rank).short
    head = _make_head(seed, rng, rank)
    names = [form.format(stem=stem) for form in rng.sample(load_world()["subsidiaries"], rng.randrange(3))]
    own = [name for name in names if name != head.namings["en"].full]
    subsidiaries = tuple(_make_company(f"{head.id}/{name}", name, parent=head) for name in own)
    first = rng.randrange(1000)  # no two units of a group do the same
    labs, units = (
        tuple(_make_possession(head, stem, family, form, first + form) for form in range(number))
        for family, number in _POSSESSIONS.items()
    )
    return Group(head, subsidiaries, units, labs, _make_homonym(rng, head, stem), _make_county(rng, head.id, stem))


@lru_cache(maxsize=20_000)
def make_body(seed: Seed, family: str, form: int, rank: int) -> Organization:
    """A university or public body; one of two keeps the name of its own language in the other."""
    rng = Random(f"{seed} {family} {form} {rank}")
    home, town = rng.choice(LANGUAGES), make_town(seed, rank)
    namings: dict[str, Naming] = {}
    foreign = rng.random() < _FOREIGN_SHARE
    for language in LANGUAGES:
        phrases = load_phrases(home if foreign else language)
        written = phrases.tidy(phrases.data["bodies"][family][form].format(town=town))
        namings[language] = Naming(phrases.bare(written), written)
    kind = OrganizationKind.ACADEMIC if family == "academic" else OrganizationKind.PUBLIC
    return Organization(f"{family} {form} {rank}", kind, namings)


def is_namesake(number: str) -> bool:
    """Whether the organization of that id has the short name of one in another country."""
    return number.startswith(f"{_NAMESAKE} ") and "/" not in number


def strip_accents(name: str) -> str:
    """The name without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


def _make_head(seed: Seed, rng: Random, rank: int) -> Organization:
    if _has_namesake(seed, rank):
        return _make_namesake(seed, rank)
    company = make_company(seed, rank)
    stem, full = company.short, company.name
    spellings: tuple[str, ...] = ()
    shorts = (stem, *(form.format(stem=stem) for form in load_world()["regroupings"][:2])) if full != stem else ()
    former = None
    match rng.choices(list(_STYLES), list(_STYLES.values()))[0]:
        case "acronym":
            full, short = _lengthen(rng, stem)
            shorts = (short,)
        case "founders":
            other = make_company(seed, rng.randrange(5000)).short
            full, spellings = _shuffle(rng, [form.format(stem=stem, other=other) for form in load_world()["founders"]])
            shorts = ()
        case "turned":
            full, spellings = _shuffle(rng, [form.format(stem=stem) for form in load_world()["turned"]])
            shorts = ()
        case "accented":
            full, spellings = _accent(stem)
            shorts = ()
        case "cyrillic":
            shorts = ("".join(load_world()["cyrillic"].get(sign, sign) for sign in stem.casefold()).capitalize(),)
        case "renamed":
            old = make_company(seed, rng.randrange(20_000, 60_000)).name
            former = Naming(old, old)
        case _:
            spellings = tuple(form.format(stem=stem) for form in load_world()["regroupings"]) if full == stem else ()
    return _make_company(
        f"group {rank}",
        full,
        shorts,
        spellings,
        shorts[0] if shorts and shorts[0].isascii() else full,
        famous=rank < _FAMOUS,
        legal=company.legal,
        renamed=EPOCH + timedelta(days=rng.randrange(_RENAMING_DAYS)) if former else None,
        former=former,
        country=_find_country(seed, rank),
    )


def _has_namesake(seed: Seed, rank: int) -> bool:
    if not isinstance(seed, Namesakes) or rank < _WELL_KNOWN:
        return False
    return Random(f"{seed} namesakes {rank // 2}").random() < _NAMESAKE_SHARE


def _make_namesake(seed: Seed, rank: int) -> Organization:
    """One of two groups of neighbouring ranks that have one short name and are at home in two countries."""
    name = f"{make_company(seed, rank - rank % 2).short[:4]}o"
    return _make_company(
        f"{_NAMESAKE} {rank}",
        name,
        famous=rank < _FAMOUS,
        legal=make_company(seed, rank).legal,
        country=_find_country(seed, rank),
    )


def _find_country(seed: Seed, rank: int) -> int:
    """Where the group of that rank is at home; its neighbour is elsewhere."""
    rng = Random(f"{seed} countries {rank // 2}")
    return rng.sample(range(len(load_world()["countries"])), 2)[rank % 2]


def _make_company(
    name: str, full: str, shorts: tuple[str, ...] = (), spellings: tuple[str, ...] = (), brand: str = "", **options: Any
) -> Organization:
    """A company of one name in both languages; each has its own word for the group of that brand."""
    namings: dict[str, Naming] = {}
    for language in LANGUAGES:
        wrapped = (_bare(language, "wrapped", brand),) if brand else ()
        namings[language] = Naming(full, full, (*shorts, *wrapped), spellings)
    return Organization(name, OrganizationKind.COMPANY, namings, **options)


def _bare(language: str, key: str, stem: str) -> str:
    return load_phrases(language).bare(load_world()[language][key].format(stem=stem))


def _lengthen(rng: Random, stem: str) -> tuple[str, str]:
    """A long name around the stem, and its initials."""
    words = [rng.choice(load_world()["adjectives"]), stem, *rng.sample(load_world()["nouns"], 2)]
    return " ".join(words), "".join(word[0] for word in words)


def _shuffle(rng: Random, forms: list[str]) -> tuple[str, tuple[str, ...]]:
    """One of the forms as the name, and the others as ways to write it."""
    rng.shuffle(forms)
    return forms[0], tuple(forms[1:])


def _accent(stem: str) -> tuple[str, tuple[str, ...]]:
    """The stem with a vowel accented, and two ways to write that without accents."""
    rows: list[list[str]] = load_world()["accents"]
    at, (_, accented, spelled) = min((stem.find(row[0], 1), row) for row in rows if stem.find(row[0], 1) > 0)
    return stem[:at] + accented + stem[at + 1 :], (stem, stem[:at] + spelled + stem[at + 1 :])


def _make_possession(owner: Organization, stem: str, family: str, form: int, rank: int) -> Organization:
    namings: dict[str, Naming] = {}
    cities = load_names()["places"]["cities"]
    for language in LANGUAGES:
        phrases = load_phrases(language)
        row = phrases.data["possessions"][family][form]
        topics = phrases.data["topics"]
        words = {
            "owner": owner.namings[language].full,
            "brand": stem,
            "topic": topics[rank % len(topics)],
            "city": cities[rank % len(cities)],
        }
        written = phrases.tidy(row["full"].format_map(words))
        beside = row["said"].format_map(words) if "owner" in find_slots(row["full"]) else None
        namings[language] = Naming(phrases.bare(written), written, beside=beside)
    kind = OrganizationKind.LAB if family == "lab" else OrganizationKind.UNIT
    return Organization(f"{owner.id}/{family} {form}", kind, namings, owner)


def _make_homonym(rng: Random, owner: Organization, stem: str) -> Organization | None:
    full = rng.choice(load_world()["homonyms"]).format(stem=stem)
    is_there = rng.random() < _HOMONYM_SHARE and full != owner.namings["en"].full
    return _make_company(f"{owner.id}~{full}", full, (stem,)) if is_there else None


def _make_county(rng: Random, owner: str, stem: str) -> Organization | None:
    if rng.random() > _COUNTY_SHARE:
        return None
    namings: dict[str, Naming] = {}
    for language in LANGUAGES:
        written = load_phrases(language).tidy(load_world()[language]["county"].format(stem=stem))
        namings[language] = Naming(load_phrases(language).bare(written), written, (stem,))
    return Organization(f"{owner}~county", OrganizationKind.PUBLIC, namings, famous=True)
