"""Which names are one organization, and what such an organization is called and is, by all that documents say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from corpdb.models.vocabulary import OrganizationKind
from corpdb.resolution.clustering import Link, Partition, Ruling, partition
from corpdb.resolution.homonyms import sort_homonyms
from corpdb.resolution.names import DECIDING_SCHEMES, Name, Sense, dissect, make_name_key
from corpdb.resolution.scoring import Reason, are_apart

# When as many documents take an organization for one thing as for another, the one that says most of it is right:
# "company" is what is said of anything that acts.
SPECIFICITY: dict[str, int] = {
    kind: rank
    for rank, kind in enumerate(
        (
            OrganizationKind.COMPANY,
            OrganizationKind.OTHER,
            OrganizationKind.UNIT,
            OrganizationKind.PUBLIC,
            OrganizationKind.ACADEMIC,
            OrganizationKind.LAB,
        )
    )
}
LEAST_DOCUMENTS: dict[str, int] = {Reason.PART_OF_NAME: 2, Reason.OTHER_NAME: 2}
"""How many documents must say so; one, where nothing else is given."""
MARGINS: dict[str, int] = {Reason.PART_OF_NAME: 3}
"""How many times more documents must say so than deny it; once, where nothing else is given."""
DOMINANCE = 10
"""A form that several organizations are called by is the one's that so many times more documents call so."""

_SHORTENING = frozenset({Reason.ACRONYM, Reason.SHORT_FORM, Reason.PART_OF_NAME})
SETTLED = 1.0  # the score of what names and numbers have decided, which no claim undoes


class Claim(NamedTuple):
    """That `documents` call the organization of `name` also `other`, while `against` list the two as two.

    `alike` are the documents that call it `other` or by another form with the same block: `Vishay`, `Vishay Group`.
    """

    name: Name
    other: Name
    reason: str
    score: float
    documents: int
    against: int
    alike: int = 0


class Renaming(NamedTuple):
    """That an organization changed its name, by the keys of both."""

    before: str
    after: str


class Kinship(NamedTuple):
    """That `documents` say that `child` belongs to `parent`."""

    child: Name
    parent: Name
    documents: int


@dataclass(slots=True)
class _Votes:
    """How many documents say that two groups of names are one organization, and how many that they are two."""

    documents: int = 0
    against: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that bears on which of some names are one organization; `numbers` are those of registers, by name.

    `rulings` are what people have decided, the newest first; `documents` is how many give each name.
    """

    names: Sequence[Name]
    links: Sequence[Link[Name]]
    claims: Sequence[Claim] = ()
    kinships: Sequence[Kinship] = ()
    numbers: Mapping[Name, Sequence[tuple[str, str]]] | None = None
    rulings: Sequence[Ruling[Name]] = ()
    documents: Mapping[Name, int] = field(default_factory=dict[Name, int])


def group_names(evidence: Evidence) -> Partition[Name]:
    """Group names into organizations: first by what names and numbers say, then by what documents claim."""
    homonyms = sort_homonyms(evidence.names, evidence.links, evidence.documents)
    apart = [*_list_namesakes(evidence.names), *_list_numbered_apart(evidence.numbers or {}), *homonyms.apart]
    plain = partition(evidence.names, [*evidence.links, *homonyms.links], apart, evidence.rulings)
    if not evidence.claims:
        return plain
    home = {name: number for number, group in enumerate(plain.groups) for name in group}
    claims = _select_claims(evidence, home)
    joined = {_pair_homes(claim.name, claim.other, home) for claim in claims}
    kins = ((one.child, one.parent) for one in evidence.kinships)
    related = [pair for pair in kins if len(homes := _pair_homes(*pair, home)) > 1 and homes not in joined]
    settled = [link._replace(score=SETTLED) for link in plain.accepted]
    links = [*settled, *(Link(claim.name, claim.other, claim.score) for claim in claims)]
    return partition(evidence.names, links, [*apart, *related], evidence.rulings)


def choose_name(documents: Mapping[str, int], renamings: Collection[Renaming] = ()) -> str:
    """The name of an organization of the forms that so many `documents` use as its name.

    A name that it has given up is out of the question, unless it has no other. Of the rest it is the name that most
    documents use, accents and case left aside; of several such the one without legal form, group words and article, the
    longest, the first in the alphabet. Of its spellings it is one in small letters rather than in capitals, then the
    one of most documents.
    """
    by_key: defaultdict[str, int] = defaultdict(int)
    for form, number in documents.items():
        by_key[make_name_key(form)] += number
    given_up = {one.before for one in renamings} - {one.after for one in renamings}
    best = min(by_key.keys() - given_up or by_key, key=lambda key: (-by_key[key], *_rate_words(key)))
    spellings = [form for form in documents if make_name_key(form) == best]
    return min(spellings, key=lambda form: (form.isupper(), -documents[form], form))


def _rate_words(key: str) -> tuple[int, int, str]:
    """Fewer words around the core first, then the longest, then the first in the alphabet."""
    anatomy = dissect(Name(key, Sense.BUSINESS))
    return len(anatomy.all) - len(anatomy.core), -len(key), key


def choose_kind(documents: Mapping[str, int]) -> str:
    """The kind that most documents take the organization for; of several such kinds the most specific."""
    return max(documents, key=lambda kind: (documents[kind], SPECIFICITY[kind]))


def choose_parent(up: Mapping[int, int], down: Mapping[int, int], names: Mapping[int, str]) -> int | None:
    """The parent that most documents give, less those that say the reverse; none if none is left.

    `up` and `down` are numbers of documents by organization; `names` decides between equals.
    """
    net = {one: number - down.get(one, 0) for one, number in up.items()}
    left = [one for one, number in net.items() if number > 0]
    return min(left, key=lambda one: (-net[one], names[one])) if left else None


def find_circles(parents: Mapping[int, int]) -> set[int]:
    """The organizations that are, by `parents`, ancestors of themselves."""
    found: set[int] = set()
    for start in parents:
        one: int | None = parents[start]
        seen: set[int] = set()
        while one is not None and one != start and one not in seen:
            seen.add(one)
            one = parents.get(one)
        if one == start:
            found.add(start)
    return found


def _list_namesakes(names: Iterable[Name]) -> list[tuple[Name, Name]]:
    """The pairs that are alike and yet apart."""
    alike: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        for key in {dissect(name).block, "".join(dissect(name).core)}:
            alike[key].append(name)
    return [pair for group in alike.values() for pair in combinations(group, 2) if are_apart(*pair)]


def _list_numbered_apart(numbers: Mapping[Name, Sequence[tuple[str, str]]]) -> list[tuple[Name, Name]]:
    """The pairs whose numbers in a register that decides are different."""
    return [
        (one, other)
        for one, other in combinations(numbers, 2)
        for scheme in DECIDING_SCHEMES
        if _are_different({v for s, v in numbers[one] if s == scheme}, {v for s, v in numbers[other] if s == scheme})
    ]


def _are_different(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _select_claims(evidence: Evidence, home: Mapping[Name, int]) -> list[Claim]:
    """The claims that hold: more documents say so than deny it, and the form is nobody else's."""
    votes = _count_votes(evidence, home)
    by_form: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        pair = _pair_homes(claim.name, claim.other, home)
        if len(pair) > 1 and _is_carried(claim.reason, votes[pair]):
            by_form[home[_pick_form(claim)]].append(claim)
    return [claim for form, claims in by_form.items() for claim in _settle_form(form, claims, home)]


def _count_votes(evidence: Evidence, home: Mapping[Name, int]) -> defaultdict[frozenset[int], _Votes]:
    """How many documents claim that two groups of names are one organization, and how many deny it."""
    said: dict[tuple[frozenset[int], Name], int] = {}
    votes: defaultdict[frozenset[int], _Votes] = defaultdict(_Votes)
    for claim in evidence.claims:
        pair = _pair_homes(claim.name, claim.other, home)
        said[pair, claim.name] = max(claim.documents, claim.alike, said.get((pair, claim.name), 0))
        votes[pair].against += claim.against
    for (pair, _), documents in said.items():
        votes[pair].documents += documents
    for child, parent, documents in evidence.kinships:
        votes[_pair_homes(child, parent, home)].against += documents
    return votes


def _pair_homes(one: Name, other: Name, home: Mapping[Name, int]) -> frozenset[int]:
    return frozenset((home[one], home[other]))


def _is_carried(reason: str, votes: _Votes) -> bool:
    least, margin = LEAST_DOCUMENTS.get(reason, 1), MARGINS.get(reason, 1)
    return votes.documents >= least and votes.documents > margin * votes.against


def _pick_form(claim: Claim) -> Name:
    """Of the two names the one that may be several organizations' form: the acronym or the shorter one."""
    is_short = claim.reason in _SHORTENING and len(claim.name.form) < len(claim.other.form)
    return claim.name if is_short else claim.other


def _settle_form(form: int, claims: Sequence[Claim], home: Mapping[Name, int]) -> list[Claim]:
    """The claims on one form that hold: all if one organization makes them, or those of the one that dominates."""
    documents: defaultdict[int, int] = defaultdict(int)
    for claim in claims:
        documents[_find_claimant(form, claim, home)] += claim.documents
    best = max(documents, key=lambda number: documents[number])
    if documents[best] < DOMINANCE * (sum(documents.values()) - documents[best]):
        return []
    return [claim for claim in claims if _find_claimant(form, claim, home) == best]


def _find_claimant(form: int, claim: Claim, home: Mapping[Name, int]) -> int:
    return home[claim.other if form == home[claim.name] else claim.name]
