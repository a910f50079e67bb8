"""Whether two names are one organization: a score and its reason, from the names alone or from what documents say."""

from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from corpdb.resolution.lists import read_name_words
from corpdb.resolution.names import (
    Anatomy,
    Name,
    Sense,
    dissect,
    is_ambiguous,
    is_spelled_out,
    list_initials,
    list_parting,
    make_name_key,
    names_place,
    read_countries,
    spell_umlauts,
)

LEAST_ACRONYM = 2  # letters
LEAST_SPELLING = 7  # letters: shorter names that differ by one are two
RELATED_NAMES = 60  # out of 100: names that share a number which does not decide are at least so alike


class Reason(StrEnum):
    """Why two names are one organization; those from `ACRONYM` on need a document that says so."""

    IDENTIFIER = "identifier"
    SAME_NAME = "same_name"
    LEGAL_FORM = "legal_form"
    SPACING = "spacing"
    KNOWN_FORMS = "known_forms"
    TRANSLATION = "translation"
    WORD_ORDER = "word_order"
    OTHER_SENSE = "other_sense"
    ACRONYM = "acronym"
    SPELLING = "spelling"
    SHORT_FORM = "short_form"
    PART_OF_NAME = "part_of_name"
    FORMER_NAME = "former_name"
    OTHER_NAME = "other_name"


SCORES: dict[Reason, float] = {
    Reason.IDENTIFIER: 1.0,
    Reason.SAME_NAME: 0.99,
    Reason.LEGAL_FORM: 0.98,
    Reason.SPACING: 0.97,
    Reason.KNOWN_FORMS: 0.96,
    Reason.TRANSLATION: 0.94,
    Reason.WORD_ORDER: 0.93,
    Reason.OTHER_SENSE: 0.91,
    Reason.ACRONYM: 0.88,
    Reason.SPELLING: 0.86,
    Reason.SHORT_FORM: 0.84,
    Reason.PART_OF_NAME: 0.82,
    Reason.FORMER_NAME: 0.9,
    Reason.OTHER_NAME: 0.8,
}
CLAIMS = (
    Reason.FORMER_NAME,
    Reason.ACRONYM,
    Reason.SPELLING,
    Reason.SHORT_FORM,
    Reason.PART_OF_NAME,
    Reason.OTHER_NAME,
)
"""The reasons that rest on documents which call one organization by both names."""


class Verdict(NamedTuple):
    """That two names may be one, why, and how sure that is."""

    reason: Reason
    score: float


def score_names(one: Name, other: Name) -> Verdict | None:
    """Whether the two names alone say that they are one organization."""
    if are_apart(one, other):
        return None
    first, second = dissect(one), dissect(other)
    if one.sense == other.sense:
        reason = _compare(one, other) if first.block == second.block else None
        return _judge(reason) if reason else None
    same = first.block == second.block or make_name_key(one.form) == make_name_key(other.form)
    return _judge(Reason.OTHER_SENSE) if same and not _may_be_place(one, other) else None


def are_apart(one: Name, other: Name) -> bool:
    """Whether the two names, however alike, are different organizations.

    So are those with another number or another owner, those with another legal form (`Merck KGaA`, `Merck & Co`), and
    a business and a body with the name of a place or an ordinary word (`Orange`).
    """
    if _are_namesakes(one.scope, other.scope):
        return True
    first, second = dissect(one), dissect(other)
    if first.known and second.known and first.known != second.known:
        return True
    if first.legal_form and second.legal_form and first.legal_form != second.legal_form and first.usual == second.usual:
        return True
    is_mixed = one.sense != other.sense and first.core == second.core
    return is_mixed and Sense.BUSINESS in {one.sense, other.sense} and is_ambiguous(one)


def score_claim(name: Name, alias: str) -> Verdict | None:
    """What it is worth that a document calls the organization of `name` also `alias`.

    Nothing if the names say it themselves, and nothing if `alias` is a part or an acronym of the name that readers
    know as another organization's: `Siemens Energy` is not `Siemens`.
    """
    other = Name(alias, name.sense)
    first, second = dissect(name), dissect(other)
    if first.block == second.block:
        return None
    reason = _compare_claimed(other, first, second)
    return _judge(reason) if reason and not _is_anothers(reason, first, second) else None


def score_renaming(name: Name, other: Name) -> Verdict | None:
    """What it is worth that a document tells that the organization of `name` had or has the name `other`.

    Nothing if the names say it themselves, or if one is a body's and the other a firm's.
    """
    is_new = name.sense == other.sense and dissect(name).block != dissect(other).block
    return _judge(Reason.FORMER_NAME) if is_new else None


def _is_anothers(reason: Reason, first: Anatomy, second: Anatomy) -> bool:
    """Whether readers know the form that a document uses for a name as another organization's.

    A former name may be well known, and so may be an acronym that the lists do not spell out.
    """
    if reason is Reason.OTHER_NAME or not second.known:
        return False
    if first.known or reason is Reason.PART_OF_NAME:
        return True
    if reason is Reason.SHORT_FORM:
        return not read_name_words().full_names.issuperset(first.core[len(second.core) :])
    return reason is Reason.ACRONYM and is_spelled_out(second.known)


def _compare_claimed(other: Name, first: Anatomy, second: Anatomy) -> Reason | None:
    """In what a name and the form that documents also use differ; none where the form may stand for anything."""
    if _is_acronym(first, second) or _is_acronym(second, first):
        return Reason.ACRONYM
    if is_ambiguous(other):
        return None
    longer, shorter = (first, second) if len(first.core) > len(second.core) else (second, first)
    if set(shorter.core) <= set(longer.core):
        further = [word for word in longer.core if word not in shorter.core]
        if any(map(names_place, further)):  # "UPC Suisse" is a part of "UPC"
            return None
        is_plain = all(word in read_name_words().descriptors for word in further)
        return Reason.SHORT_FORM if is_plain else Reason.PART_OF_NAME
    return Reason.SPELLING if _is_misspelt(first, second) else Reason.OTHER_NAME


def share_number(one: Name, other: Name, *, decides: bool) -> Verdict | None:
    """What an equal number in a register is worth; a listing's number may be a group's as well as its company's."""
    if decides or fuzz.token_set_ratio(" ".join(dissect(one).all), " ".join(dissect(other).all)) >= RELATED_NAMES:
        return _judge(Reason.IDENTIFIER)
    return None


def _judge(reason: Reason) -> Verdict:
    return Verdict(reason, SCORES[reason])


def _compare(one: Name, other: Name) -> Reason | None:
    """In what two names of one block and sense differ; none if they are one in the block alone."""
    spellings = ((one, other), (spell_umlauts(one), other), (one, spell_umlauts(other)))
    parts = (tuple(map(dissect, pair)) for pair in spellings)
    same = next((pair for pair in parts if "".join(pair[0].words) == "".join(pair[1].words)), None)
    if same is None:
        return None
    first, second = same
    if first.all == second.all or make_name_key(one.form) == make_name_key(other.form):
        return Reason.SAME_NAME
    if first.core == second.core:
        return Reason.LEGAL_FORM
    if "".join(first.core) == "".join(second.core):
        return Reason.SPACING
    if first.usual != first.core or second.usual != second.core:
        return Reason.KNOWN_FORMS
    small = read_name_words().connectors
    plain = [sorted(word for word in each.core if word not in small) for each in same]
    return Reason.WORD_ORDER if plain[0] == plain[1] else Reason.TRANSLATION


def _are_namesakes(one: str, other: str) -> bool:
    """Whether scopes tell two names apart: by numbers of one register, by owners, by a person's decision."""
    if one == other:
        return False
    if list_parting(one) != list_parting(other):
        return True
    if one.startswith("of ") or other.startswith("of "):
        return True
    if read_countries(one) or read_countries(other):  # which of them are two, all of them tell together
        return False
    return bool(one and other) and one.split(maxsplit=1)[0] == other.split(maxsplit=1)[0]


def _may_be_place(one: Name, other: Name) -> bool:
    """Whether of two equal names one may stand for a place's public body: a word alone that is no acronym."""
    is_word = len(dissect(one).core) == 1 and not (one.form.isupper() and other.form.isupper())
    return is_word and Sense.PUBLIC in {one.sense, other.sense}


def _is_acronym(short: Anatomy, full: Anatomy) -> bool:
    letters = "".join(short.core)
    return len(full.core) >= LEAST_ACRONYM and len(letters) >= LEAST_ACRONYM and letters in {
        *list_initials(full.core),
        *list_initials(full.all),
    }  # fmt: skip


def _is_misspelt(first: Anatomy, second: Anatomy) -> bool:
    one, other = "".join(first.core), "".join(second.core)
    return min(len(one), len(other)) >= LEAST_SPELLING and OSA.distance(one, other) == 1
