"""What a language calls organizations that it does not name: nouns by sector, pronouns, possessives, nationalities."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from corpdb.extraction.lexicon.phrases import Phrases
from corpdb.extraction.lexicon.tables import LexiconError, Table, read_table
from corpdb.extraction.tokens import fold
from corpdb.models.vocabulary import OrganizationKind

_PREFIX = 3


class Gender(Enum):
    """The grammatical gender of a noun, pronoun or name."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Number(Enum):
    """Whether a word speaks of one or of many."""

    ONE = "one"
    MANY = "many"


class Role(Enum):
    """What a pronoun is in its clause; `EITHER` is told by the words around, `DEMONSTRATIVE` is the last one named."""

    SUBJECT = "subject"
    OBJECT = "object"
    EITHER = "either"
    DEMONSTRATIVE = "demonstrative"


class Relation(Enum):
    """What a noun says an organization is to another: its part, its whole, a partner, or a side of a deal."""

    PART = "part"
    WHOLE = "whole"
    PARTNER = "partner"
    BUYER = "buyer"
    SELLER = "seller"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of business: the kinds of organization that it fits, and the wider sectors that it belongs to."""

    kinds: frozenset[OrganizationKind]
    wider: frozenset[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that may stand for an organization; `lemma` is its singular."""

    lemma: str
    sectors: frozenset[str]
    gender: Gender | None
    number: Number
    relations: frozenset[Relation]


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun; `length` is how many of the tokens of its phrase it is, all of them if 0."""

    gender: Gender | None
    number: Number
    role: Role
    length: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The words and endings that show the gender and number of a name."""

    masculine_articles: frozenset[str]
    feminine_articles: frozenset[str]
    plural_articles: frozenset[str]
    masculine_endings: tuple[str, ...]
    feminine_endings: tuple[str, ...]
    copulas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Anaphora:
    """All that one language has to speak of organizations without their names."""

    sectors: dict[str, Sector]
    definites_one: frozenset[str]
    definites_many: frozenset[str]
    modifiers: frozenset[str]
    free_modifiers: bool
    compound_stops: frozenset[str]
    counts: dict[str, int]
    many: Phrases[int]
    pronouns: Phrases[Pronoun]
    impersonal: Phrases[bool]
    possessives: dict[str, Number]
    nouns: Phrases[Noun]
    hints: "Hints"
    deals: "Hints"
    known: dict[str, tuple[str, frozenset[str]]]
    countries: dict[str, str]
    towns: dict[str, str]
    legal_forms: dict[str, frozenset[str]]
    agreement: Agreement


class Hints:
    """Words, and beginnings of words, that speak of sectors."""

    def __init__(self, entries: dict[str, set[str]]) -> None:
        self._words = {word: frozenset(sectors) for word, sectors in entries.items() if not word.endswith("*")}
        self._prefixes: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for word, sectors in entries.items():
            if word.endswith("*"):
                self._prefixes[word[:_PREFIX]].append((word[:-1], frozenset(sectors)))

    def find(self, low: str) -> Iterator[str]:
        """The sectors that the lower-case word `low` speaks of."""
        yield from self._words.get(low, ())
        for prefix, sectors in self._prefixes.get(low[:_PREFIX], ()):
            if low.startswith(prefix):
                yield from sectors


@cache
def load_anaphora(code: str) -> Anaphora:
    """The anaphora data of the language `code`, read at the first call; a `LexiconError` if they are not right."""
    shared, table = read_table("shared", "anaphora"), read_table(code, "anaphora")
    sectors = _read_sectors(shared.take_table("sectors"))
    plurals = _Plurals(table.take_pairs("plurals"), table.take_set("plural_links"))
    nouns, hints = _read_nouns(table, sectors, plurals)
    anaphora = Anaphora(
        sectors=sectors,
        definites_one=table.take_set("definites_one"),
        definites_many=table.take_set("definites_many"),
        modifiers=table.take_set("modifiers"),
        free_modifiers=table.take_flag("free_modifiers"),
        compound_stops=table.take_set("compound_stops"),
        counts=table.take_table("counts").take_numbers(),
        many=_read_many(table.take_table("many")),
        pronouns=_read_pronouns(table.take_tables("pronoun")),
        impersonal=Phrases((phrase, True) for phrase in table.take_words("impersonal")),
        possessives=_read_possessives(table.take_table("possessives")),
        nouns=nouns,
        hints=hints,
        deals=_read_deals(table.take_table("deals")),
        known=_read_known(shared.take_table("known"), sectors),
        countries=_read_nationalities(table),
        towns={fold(town): code for code, towns in shared.take_table("towns").take_lists().items() for town in towns},
        legal_forms=_read_legal_forms(shared.take_table("legal_forms")),
        agreement=_read_agreement(table.take_table("agreement")),
    )
    shared.finish()
    table.finish()
    return anaphora


class _Plurals:
    """Makes plurals: of the words of a phrase before a link word, or of the last word in a language without links."""

    def __init__(self, endings: tuple[tuple[str, str], ...], links: frozenset[str]) -> None:
        self._endings = endings
        self._links = links

    def make(self, noun: str) -> str:
        """The plural of `noun`."""
        words = noun.split()
        end = next((at for at, word in enumerate(words) if word in self._links), len(words))
        first = 0 if self._links else end - 1
        return " ".join([*words[:first], *map(self._inflect, words[first:end]), *words[end:]])

    def _inflect(self, word: str) -> str:
        for singular, plural in self._endings:
            if word.endswith(singular):
                return word[: len(word) - len(singular)] + plural
        return word


def _read_sectors(table: Table) -> dict[str, Sector]:
    sectors: dict[str, Sector] = {}
    for name in table.names():
        row = table.take_table(name)
        kinds = frozenset(map(OrganizationKind, row.take_words("kinds")))
        sectors[name] = Sector(kinds, row.take_set("wider"))
        row.finish()
    unknown = {wider for sector in sectors.values() for wider in sector.wider} - set(sectors)
    if unknown:
        raise LexiconError(f"shared/anaphora.toml: unknown sector {', '.join(sorted(unknown))}; mend `wider`.")
    return sectors


def _read_nouns(table: Table, sectors: dict[str, Sector], plurals: _Plurals) -> tuple[Phrases[Noun], Hints]:
    """The nouns of every sector in both numbers, and the hints."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    genders: dict[str, Gender | None] = {}
    hints: defaultdict[str, set[str]] = defaultdict(set)
    for row in table.take_tables("nouns"):
        sector = row.take_text("sector")
        if sector not in sectors:
            raise LexiconError(f"anaphora.toml: unknown sector {sector!r}; add it to shared/anaphora.toml.")
        for key, gender in (("masculine", Gender.MASCULINE), ("feminine", Gender.FEMININE), ("nouns", None)):
            for noun in row.take_words(key):
                found[noun].add(sector)
                genders.setdefault(noun, gender)
        for hint in row.take_words("hints"):
            hints[hint].add(sector)
        row.finish()
    relations = _read_relations(table.take_table("relations"))
    entries: list[tuple[str, Noun]] = []
    for noun in sorted(found.keys() | relations.keys()):
        related = frozenset(relations.get(noun, ()))
        for number in Number:
            form = noun if number is Number.ONE else plurals.make(noun)
            meaning = Noun(noun, frozenset(found.get(noun, ())), genders.get(noun), number, related)
            if number is Number.ONE or form != noun:
                entries.append((form, meaning))
    return Phrases(entries), Hints(hints)


def _read_relations(table: Table) -> dict[str, set[Relation]]:
    relations: defaultdict[str, set[Relation]] = defaultdict(set)
    for relation, nouns in table.take_lists().items():
        for noun in nouns:
            relations[noun].add(Relation(relation))
    return relations


def _read_deals(table: Table) -> Hints:
    """The words whose subject is a side of a deal, by the name of that relation."""
    entries: defaultdict[str, set[str]] = defaultdict(set)
    for side, words in table.take_lists().items():
        for word in words:
            entries[word].add(Relation(side).value)
    return Hints(entries)


def _read_many(table: Table) -> Phrases[int]:
    return Phrases((phrase, int(count)) for count, phrases in table.take_lists().items() for phrase in phrases)


def _read_pronouns(rows: list[Table]) -> Phrases[Pronoun]:
    entries: list[tuple[str, Pronoun]] = []
    for row in rows:
        gender = row.take_text("gender")
        pronoun = Pronoun(
            Gender(gender) if gender else None,
            Number(row.take_text("number")),
            Role(row.take_text("role")),
            row.take_number("length", 0),
        )
        entries += [(phrase, pronoun) for phrase in row.take_words("words")]
        row.finish()
    return Phrases(entries)


def _read_possessives(table: Table) -> dict[str, Number]:
    return {word: Number(number) for number, words in table.take_lists().items() for word in words}


def _read_known(table: Table, sectors: dict[str, Sector]) -> dict[str, tuple[str, frozenset[str]]]:
    """From the folded name of a well-known organization to its country and sectors."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for country in table.names():
        for sector, names in table.take_table(country).take_lists().items():
            if sector not in sectors:
                raise LexiconError(f"shared/anaphora.toml, known {country}: unknown sector {sector!r}; mend it.")
            for name in map(fold, names):
                before = found.get(name, (country, frozenset[str]()))[1]
                found[name] = (country, before | {sector})
    return found


def _read_nationalities(table: Table) -> dict[str, str]:
    """From each form of each adjective of nationality to the country; the first ending that fits makes the forms."""
    endings = table.take_table("nationality_endings").take_lists()
    countries: dict[str, str] = {}
    for country, adjectives in table.take_table("nationalities").take_lists().items():
        for adjective in adjectives:
            ending = next((ending for ending in endings if adjective.endswith(ending)), None)
            stem = adjective[: -len(ending)] if ending else adjective
            forms = [adjective, *(stem + other for other in (endings[ending] if ending else ()))]
            countries |= {fold(form): country for form in forms}
    return countries


def _read_legal_forms(table: Table) -> dict[str, frozenset[str]]:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for country, words in table.take_lists().items():
        for word in words:
            forms[fold(word)].add(country)
    return {form: frozenset(countries) for form, countries in forms.items()}


def _read_agreement(table: Table) -> Agreement:
    agreement = Agreement(
        table.take_set("masculine_articles"),
        table.take_set("feminine_articles"),
        table.take_set("plural_articles"),
        table.take_words("masculine_endings"),
        table.take_words("feminine_endings"),
        table.take_set("copulas"),
    )
    table.finish()
    return agreement
