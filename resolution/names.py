"""A name as documents give it, and the keys under which it is found: pure functions of what is written."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from corpdb.models.vocabulary import OrganizationKind
from corpdb.resolution.lists import NameWords, read_known_forms, read_name_words, read_plain_words, split_words

KEY_LENGTH = 200
CACHED_NAMES = 8192  # as many as a batch names, since each fact looks its names up again
DECIDING_SCHEMES = ("lei", "siren", "cik", "wikidata")
"""The registers that give an organization one number for ever: numbers that differ are two organizations."""
_SEPARATORS = re.compile(r"[\W_]+")


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
    """A name as written, in one sense. `scope` tells apart namesakes: a register's number, or a unit's owner."""

    form: str
    sense: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a name: all its words, the words that make it this one, and its legal form.

    `core` has no legal form, group words or leading article; `is_known` if the name is another form of a well-known
    organization's usual name; `words` are those of the core, or of the usual name, in a form that languages share;
    `block` is what names have in common that may be one organization.
    """

    all: tuple[str, ...]
    core: tuple[str, ...]
    legal_form: str
    is_known: bool
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


def make_scope(form: str, kind: OrganizationKind, parent: str | None, numbers: dict[str, str]) -> str:
    """What tells `form` from namesakes: its first number that decides, or the owner of a unit without a proper name."""
    for scheme in DECIDING_SCHEMES:
        if scheme in numbers:
            return f"{scheme} {numbers[scheme]}"
    is_part = kind in {OrganizationKind.UNIT, OrganizationKind.LAB}
    if parent and is_part and form == form.lower():
        return f"of {dissect(Name(parent, Sense.BUSINESS)).block}"
    return ""


@lru_cache(maxsize=CACHED_NAMES)
def dissect(name: Name) -> Anatomy:
    """Take `name` apart."""
    lists = read_name_words()
    every = split_words(name.form) or (make_name_key(name.form),)
    core, legal_form = _strip(every, lists)
    usual = _find_usual(every, core, name.sense)
    shared = _translate(usual or core, name.sense, lists)
    words = _order(shared, name.sense, lists)
    return Anatomy(every, core, legal_form, usual is not None, words, _shorten("".join(words)))


def is_ambiguous(name: Name) -> bool:
    """Whether the name alone may stand for different things: the name of a place, or an ordinary word."""
    return " ".join(dissect(name).core) in read_plain_words()


def _strip(words: tuple[str, ...], lists: NameWords) -> tuple[tuple[str, ...], str]:
    """The words without articles, legal forms and group words around them, as long as any remain; the legal form."""
    legal_form = ""
    core = words
    while True:
        shorter = _strip_once(core, lists)
        if shorter is None:
            return core, legal_form
        if not legal_form and len(shorter) < len(core) and core[: len(shorter)] == shorter:
            ending = core[len(shorter) :]
            legal_form = _name_form(ending, lists)
        core = shorter


def _name_form(ending: tuple[str, ...], lists: NameWords) -> str:
    """The legal form that ends a name; the same for those that the press takes for one another."""
    form = " ".join(word for word in ending if word != "and")
    if form in lists.loose_forms:
        return "loose"
    return form if tuple(form.split()) in lists.legal_forms else ""


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


def _find_usual(words: tuple[str, ...], core: tuple[str, ...], sense: str) -> tuple[str, ...] | None:
    """The words of the usual name of a well-known organization that is also called so."""
    known = read_known_forms()
    for kind in OrganizationKind:
        if SENSES[kind] == sense:
            usual = known.get((words, kind)) or known.get((core, kind))
            if usual:
                return _strip(usual, read_name_words())[0]
    return None


def _translate(words: tuple[str, ...], sense: str, lists: NameWords) -> tuple[str, ...]:
    """A body's words in English where it also has a word of its own: `ministère de la défense` is that of a country."""
    if sense == Sense.BUSINESS:
        return words
    rest = [word for word in words if word not in lists.connectors]
    english = [lists.translations.get(word, word) for word in rest]
    is_own = any(word in lists.regions for word in english)
    is_own = is_own or (sense == Sense.RESEARCH and any(word not in lists.translations for word in rest))
    return tuple(lists.translations.get(word, word) for word in words) if is_own else words


def _order(words: tuple[str, ...], sense: str, lists: NameWords) -> tuple[str, ...]:
    """The words of a body without small ones and in an order of their own: `Oxford University`, `University of Oxford`.

    The order stays where two universities differ by nothing else.
    """
    if sense == Sense.BUSINESS or len(words) == 1:
        return words
    plain = tuple(word for word in words if word not in lists.connectors)
    if not plain or lists.two_universities.intersection(plain):
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
