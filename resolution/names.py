"""A name as documents give it, and the keys under which it is found: pure functions of what is written."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpdb.extraction.facts import OrganizationFact
from corpdb.models.vocabulary import OrganizationKind
from corpdb.resolution.lists import (
    NameWords,
    read_known_forms,
    read_name_words,
    read_ordinary_words,
    read_place_names,
    split_words,
)

KEY_LENGTH = 200
CACHED_NAMES = 8192  # as many as a batch names, since each fact looks its names up again
DECIDING_SCHEMES = ("lei", "siren", "cik", "wikidata")
"""The registers that give an organization one number for ever: numbers that differ are two organizations."""
SHORT_NAME = 5  # letters: a word that is no longer may name several things
COUNTRIES = "in "
"""How a scope begins that has countries."""
_HOMES = " from "
_PARTED = "/"
_PARTING = re.compile(rf"(?:{_PARTED}[0-9a-f]{{64}})+\Z")
_SEPARATORS = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "AE", "Ö": "OE", "Ü": "UE", "Ø": "OE", "Å": "AA"}
)
_SPELLED_UMLAUTS = re.compile(r"([aou])e|(?<=a)a")


class Sense(StrEnum):
    """What sort of organization a name stands for: one name may stand for one of each."""

    BUSINESS = "business"
    RESEARCH = "research"
    PUBLIC = "public"
    OTHER = "other"


SENSES: dict[OrganizationKind, Sense] = {
    OrganizationKind.COMPANY: Sense.BUSINESS,
    OrganizationKind.UNIT: Sense.BUSINESS,
    OrganizationKind.LAB: Sense.BUSINESS,
    OrganizationKind.ACADEMIC: Sense.RESEARCH,
    OrganizationKind.PUBLIC: Sense.PUBLIC,
    OrganizationKind.OTHER: Sense.OTHER,
}


class Name(NamedTuple):
    """A name as written, in one sense.

    `scope` tells apart namesakes: a register's number, a unit's owner, or the countries of which documents speak that
    give a name many may bear, and where they say it is at home; and the decisions by which some mean another one by it.
    """

    form: str
    sense: str
    scope: str = ""


def part_scope(scope: str, decisions: Iterable[str]) -> str:
    """The scope of a name that `decisions`, by their keys, part from those who bear the same name; none parts none."""
    return "".join((strip_parting(scope), *(f"{_PARTED}{key}" for key in sorted(decisions))))


def strip_parting(scope: str) -> str:
    """The scope without the decisions that part the name from those who bear the same."""
    return scope.removesuffix(_read_parting(scope))


def list_parting(scope: str) -> list[str]:
    """The keys of the decisions that part a name of that scope from those who bear the same."""
    return _read_parting(scope).split(_PARTED)[1:]


def read_countries(scope: str) -> frozenset[str]:
    """The countries of which the documents speak that give a name of that scope."""
    whole = strip_parting(scope).partition(_HOMES)[0]
    return frozenset(whole.split()[1:] if whole.startswith(COUNTRIES) else ())


def read_homes(scope: str) -> frozenset[str]:
    """The countries where the documents that give a name of that scope say it is at home."""
    whole = strip_parting(scope)
    return frozenset(whole.partition(_HOMES)[2].split() if whole.startswith(COUNTRIES) else ())


def strip_countries(scope: str) -> str:
    """The scope without countries, and without decisions: what it is whatever else its documents speak of."""
    return "" if scope.startswith(COUNTRIES) else strip_parting(scope)


def _read_parting(scope: str) -> str:
    return found[0] if (found := _PARTING.search(scope)) else ""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a name: all its words, the words that make it this one, and its legal form.

    `core` has no legal form, group words or leading article; `known` is the usual name of a well-known organization,
    and `usual` are its words, or those of the core; `words` are the same in a form that languages share; `block` is
    what names have in common that may be one organization.
    """

    all: tuple[str, ...]
    core: tuple[str, ...]
    legal_form: str
    known: str | None
    usual: tuple[str, ...]
    words: tuple[str, ...]
    block: str


@lru_cache(maxsize=CACHED_NAMES)
def make_name_key(name: str) -> str:
    """The name in small letters and digits, without accents, one space between words; long ones are cut and hashed.

    A name of nothing but signs keeps its signs, so that two such names stay two.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _shorten(_SEPARATORS.sub(" ", plain).strip() or " ".join(name.split()))


def make_alias_key(form: str) -> str | None:
    """The key of another form of a name; none for a common noun, which many organizations are called by."""
    return None if form == form.lower() else make_name_key(form)


def make_scope(form: str, fact: OrganizationFact, countries: Iterable[str]) -> str:
    """What tells `form` from namesakes: its first number that decides, or the owner of a unit without a proper name.

    A name that many may bear has the `countries` of which its document speaks, and those where it is at home.
    """
    numbers = {one.scheme: one.value for one in fact.identifiers}
    for scheme in DECIDING_SCHEMES:
        if scheme in numbers:
            return f"{scheme} {numbers[scheme]}"
    is_part = fact.kind in {OrganizationKind.UNIT, OrganizationKind.LAB}
    if fact.parent and is_part and form == form.lower():
        return f"of {_shorten(''.join(dissect(Name(fact.parent, Sense.BUSINESS)).usual))}"
    homes = sorted(fact.countries)
    named = sorted({*countries, *homes})
    if not named or not is_common_name(Name(form, SENSES[fact.kind])):
        return ""
    return COUNTRIES + " ".join(named) + (_HOMES + " ".join(homes) if homes else "")


@lru_cache(maxsize=CACHED_NAMES)
def dissect(name: Name) -> Anatomy:
    """Take `name` apart."""
    lists = read_name_words()
    every = split_words(name.form) or (make_name_key(name.form),)
    core, legal_form = _strip(every, lists)
    words = _share(core, name.sense, lists)
    listed = _find_listed(name.sense, every, core, words)
    usual = _strip(listed, lists)[0] if listed else core
    known = "".join(_share(listed, name.sense, lists)) if listed else None
    words = _share(usual, name.sense, lists) if listed else words
    return Anatomy(every, core, legal_form, known, usual, words, _shorten(_fold_umlauts("".join(words))))


def spell_umlauts(name: Name) -> Name:
    """The name with its umlauts as they are written where there are none: `Möller` is `Moeller`."""
    return name._replace(form=unicodedata.normalize("NFC", name.form).translate(_UMLAUTS))


def _fold_umlauts(letters: str) -> str:
    """The letters with umlauts spelled in either way as one."""
    return _SPELLED_UMLAUTS.sub(r"\1", letters)


def choose_form(form: str, others: Iterable[str], sense: str) -> str:
    """Of a name and the `others` that a document uses the one that says which of two well-known namesakes is meant.

    `Merck KGaA` is not `Merck`, whatever the document goes on to call it.
    """
    own = dissect(Name(form, sense))
    for other in sorted(others):
        known = dissect(Name(other, sense))
        if known.known and own.known and known.known != own.known and known.core == own.core:
            return other
    return form


def is_ambiguous(name: Name) -> bool:
    """Whether the name alone may stand for different things: the name of a place, or an ordinary word."""
    form = " ".join(dissect(name).core)
    return form in read_place_names() or form in read_ordinary_words()


def is_common_name(name: Name) -> bool:
    """Whether several firms may well bear the name, and none is known by it: a short word, or a common one."""
    anatomy = dissect(name)
    is_word = name.sense == Sense.BUSINESS and len(anatomy.core) == 1 and not anatomy.known
    return is_word and (len(anatomy.core[0]) <= SHORT_NAME or is_ambiguous(name))


def names_place(word: str) -> bool:
    """Whether a word of a name is a country or another part of the world: `Suisse`, `European`."""
    lists = read_name_words()
    (english,) = lists.translations.translate((word,))
    return english in lists.regions and english not in lists.worldwide


def is_spelled_out(known: str) -> bool:
    """Whether the lists have the well-known organization `known` under a name of several words."""
    return known in _read_spelled_out()


def _strip(words: tuple[str, ...], lists: NameWords) -> tuple[tuple[str, ...], str]:
    """The words without articles, legal forms and group words around them, as long as any remain; the legal form."""
    legal_form = ""
    core = words
    while True:
        shorter = _strip_once(core, lists)
        if shorter is None:
            return core, legal_form
        if not legal_form:
            is_ending = core[: len(shorter)] == shorter
            legal_form = _name_form(core[len(shorter) :], lists) if is_ending else _name_leading_form(core[0], lists)
        core = shorter


def _name_form(ending: tuple[str, ...], lists: NameWords) -> str:
    """The legal form that ends a name; the same for those that the press takes for one another."""
    form = " ".join(word for word in ending if word != "and")
    if form in lists.loose_forms:
        return "loose"
    if form in lists.joint_stock_forms:
        return "joint stock"
    return form if tuple(form.split()) in lists.legal_forms else ""


def _name_leading_form(word: str, lists: NameWords) -> str:
    """The legal form that stands before a name; none if it is an article, or says nothing of which company it is."""
    return _name_form((word,), lists) if word in lists.telling_forms else ""


def _strip_once(words: tuple[str, ...], lists: NameWords) -> tuple[str, ...] | None:
    """The words without what is left out at one end; None if there is nothing of the kind."""
    for size in range(min(lists.longest_form, len(words) - 1), 0, -1):
        if words[-size:] in lists.legal_forms:
            return _drop_and(words[:-size])
    if len(words) > 1 and words[-1] in lists.group:
        return _drop_and(words[:-1])
    if len(words) > 1 and (words[0] in lists.articles or words[0] in lists.group or words[0] in lists.leading_forms):
        return words[1:]
    return None


def _drop_and(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if len(words) > 1 and words[-1] == "and" else words


def _find_listed(sense: str, *forms: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of the usual name of a well-known organization that one of `forms` names."""
    listed = _read_listed()
    return next((usual for form in forms if (usual := listed.get(("".join(form), sense)))), None)


@cache
def _read_listed() -> dict[tuple[str, str], tuple[str, ...]]:
    """The words of the usual name of each well-known organization, by the letters of each form as it may be taken."""
    lists = read_name_words()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    derived: dict[tuple[str, str], tuple[str, ...]] = {}
    for (form, kind), usual in read_known_forms().items():
        if form != usual and " ".join(form) in lists.shared_forms:
            continue
        sense, core = SENSES[kind].value, _strip(form, lists)[0]
        found.setdefault(("".join(form), sense), usual)
        if len(core) == 1:
            continue  # "la Commission" is not any commission
        for words in (core, _share(core, sense, lists)):
            derived.setdefault(("".join(words), sense), usual)
    return derived | found


@cache
def _read_spelled_out() -> frozenset[str]:
    lists = read_name_words()
    return frozenset(
        "".join(_share(usual, SENSES[kind], lists))
        for (form, kind), usual in read_known_forms().items()
        if len(form) > 1
    )


def _share(words: tuple[str, ...], sense: str, lists: NameWords) -> tuple[str, ...]:
    """The words in a form that languages share."""
    return _share_firm(words, lists) if sense == Sense.BUSINESS else _order(_translate(words, lists), sense, lists)


def _share_firm(words: tuple[str, ...], lists: NameWords) -> tuple[str, ...]:
    """A firm's words with one word for "and"; those of a unit without a name of its own in English and in order."""
    if _is_unit(words, lists):
        english = lists.unit_translations.translate(words)
        left_out = lists.connectors | lists.group
        return tuple(sorted(word for word in english if word not in left_out)) or words
    first, *others = words
    if len(others) == 1 and first in lists.movable:
        return others[0], lists.movable[first]
    shared = ["and" if word in lists.ands else word for word in others[:-1]]
    return (first, *shared, *(lists.movable.get(word, word) for word in others[-1:]))


def _is_unit(words: tuple[str, ...], lists: NameWords) -> bool:
    """Whether a name of several words begins or ends with what units are called, or has that before a small word.

    `the Acme lab in Lyon`.
    """
    ends = (word for word, after in pairwise((*words, "of")) if after in lists.connectors)
    is_end = words[0] not in lists.unit_ends and any(word in lists.unit_ends for word in ends)
    return len(words) > 1 and (is_end or words[0] in lists.unit_beginnings)


def _translate(words: tuple[str, ...], lists: NameWords) -> tuple[str, ...]:
    """A body's words in English where it also has a word of its own: `ministère de la défense` is that of a country."""
    rest = [word for word in words if word not in lists.connectors]
    english = lists.translations.translate(tuple(rest))
    return lists.translations.translate(words) if any(_is_own(word, lists) for word in english) else words


def _is_own(word: str, lists: NameWords) -> bool:
    """Whether a word of a body's name, in English, is not one that many such bodies have."""
    if word in lists.translations:
        return word in lists.regions
    return word in read_place_names() or word not in read_ordinary_words()


def _order(words: tuple[str, ...], sense: str, lists: NameWords) -> tuple[str, ...]:
    """The words of a body without small ones and in an order of their own: `Oxford University`, `University of Oxford`.

    The order stays where two universities differ by nothing else.
    """
    if len(words) == 1:
        return words
    plain = tuple(word for word in words if word not in lists.connectors)
    if not plain or (sense == Sense.RESEARCH and lists.two_universities.intersection(plain)):
        return words
    return tuple(sorted(plain))


def _shorten(key: str) -> str:
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[:KEY_LENGTH]} {hashlib.sha256(key.encode()).hexdigest()}"


def list_initials(words: tuple[str, ...]) -> Iterator[str]:
    """The acronyms that the words of a name give: of all its words, and without the small ones."""
    yield "".join(word[0] for word in words)
    connectors = read_name_words().connectors | {"and"}
    yield "".join(word[0] for word in words if word not in connectors)
