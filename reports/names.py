"""From what a user calls an organization to the organization, or to the names that come nearest."""

import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import filterfalse
from string import ascii_lowercase, digits
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select, union

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.core.numbers import parse_row_number
from corpdb.reports.deciding import explain_rejection
from corpdb.reports.dialects import begins_with, each_text, is_among
from corpdb.reports.views import ALIAS_KEYS, ALIASES, DECISIONS, FORMER_NUMBERS, NAME_KEYS, ORGANIZATIONS
from corpdb.resolution.names import SENSES, Name, dissect, make_name_key

NEAREST = 5
LEAST_SCORE = 70  # out of 100: below it a name is no suggestion but noise
APOSTROPHES = str.maketrans(
    "", "", "'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
)
SCORE_RANGE = 15  # a name that scores so much less than the best one is noise beside it
FEW_NAMES = 20_000  # of so many all are compared, of more those that begin alike
BEGINNINGS = (24, 12, 6, 4)  # letters by which names are taken to begin alike, until there are enough of them
ENOUGH, TOO_MANY = 50, 5_000  # organizations, and names
LETTERS = f"{ascii_lowercase}{digits} "  # of which keys are made


class _Called(NamedTuple):
    """A name of an organization, as written and as compared."""

    number: int
    text: str
    folded: str


_Names = Sequence[_Called]


def find_organization(connection: Connection, name: str) -> int:
    """The number of the organization that is called `name` or has this number, whatever case, accents, apostrophes.

    Other names count as much as its own, and so does a number that it had before. A name without the apostrophes of
    `name` counts as well, one with more of them if there is no other. A `NotFoundError` gives the nearest names, or who
    rejected it, a `UsageError` the candidates where several organizations are called so.
    """
    if not name.strip():
        raise UsageError("the organization's name is empty; give one of its names, or its number")
    names = _read_names(connection, _list_candidates(connection, name))
    found = _match(names, name) or _find_number(connection, name.strip())
    if not found:  # not even by its key: it may have other apostrophes, or one of the nearest names is meant
        names = _read_names(connection, _list_near(connection, name))
        found = _match(names, name)
    if len(found) > 1:
        candidates = "; ".join(_describe(connection, each) for each in found)
        raise UsageError(f"several organizations are called {name}; give the number of one of them: {candidates}")
    if not found:
        if rejected := _explain_rejection(connection, name.strip()):
            raise NotFoundError(rejected)
        raise NotFoundError(f"no organization is called {name}; {_suggest(names, name)}")
    return found[0]


def _find_number(connection: Connection, text: str) -> list[int]:
    """The organization that has this number, or had it."""
    number = parse_row_number(text)
    if number is None:
        return []
    for view, column in ((ORGANIZATIONS, "organization_id"), (FORMER_NUMBERS, "former_id")):
        found = connection.scalars(select(view.c.organization_id).where(view.c[column] == number)).all()
        if found:
            return list(found)
    return []


def _explain_rejection(connection: Connection, text: str) -> str | None:
    """Who rejected the organization that is called so, or has this number; `None` if nobody did."""
    own = DECISIONS.c
    names = connection.execute(select(own.organization_id, own.organization).where(own.organization_id.is_not(None)))
    folded = fold_name(text)
    called = {one for one, name in names if fold_name(name) == folded}
    if (number := parse_row_number(text)) is not None:
        called.add(number)
    rejected = explain_rejection(connection, own.organization_id.in_(called))
    return f"organization {text} {rejected}" if rejected else None


def fold_name(name: str) -> str:
    """The name without accents, case, apostrophes and doubled spaces, for comparing."""
    letters = filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", name))
    return " ".join("".join(letters).casefold().translate(APOSTROPHES).split())


def _list_candidates(connection: Connection, name: str) -> list[int]:
    """The organizations that an index of keys leads to, and those that people have given a name."""
    keys = {make_name_key(each) for each in (name, name.translate(APOSTROPHES))}
    named, form = NAME_KEYS.c, ALIAS_KEYS.c
    decided = DECISIONS.c.organization_id
    query = union(
        select(named.organization_id).where(named.key.in_(keys)),
        select(named.organization_id)
        .join_from(ALIAS_KEYS, NAME_KEYS, named.id == form.name_id)
        .where(form.key.in_(keys)),
        select(decided).where(DECISIONS.c.attribute == "name", decided.is_not(None)),
    )
    return list(connection.scalars(query))


def _list_near(connection: Connection, name: str) -> Collection[int] | None:
    """The organizations of which a name, with or without its article and legal form, begins like `name`.

    One letter may differ. What comes out is `None` where there are so few names that all can be compared.
    """
    some = select(NAME_KEYS.c.id).limit(FEW_NAMES + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() <= FEW_NAMES:
        return None
    keys = {make_name_key(name), *(dissect(Name(name, sense)).block for sense in set(SENSES.values()))}
    near: set[int] = set()
    for beginnings in dict.fromkeys(frozenset(key[:length] for key in keys) for length in BEGINNINGS):
        found = _find_beginning(connection, {text for beginning in beginnings for text in _vary(beginning)})
        if found is None:
            break
        near |= found
        if len(near) >= ENOUGH:
            break
    return near


def _vary(text: str) -> Iterator[str]:
    """The text, and those of which a letter more, less or another, or two that have changed places, make it."""
    yield text
    for place in range(len(text)):
        before, letter, after = text[:place], text[place], text[place + 1 :]
        yield before + after
        yield f"{before}{after[:1]}{letter}{after[1:]}"
        for other in LETTERS:
            yield f"{before}{other}{after}"
            yield f"{before}{other}{letter}{after}"


def _find_beginning(connection: Connection, texts: Iterable[str]) -> set[int] | None:
    """The organizations that have a name of which a key begins with one of `texts`; `None` if they are too many."""
    begun = each_text(json.dumps(_drop_longer(texts))).table_valued("value", name="beginning")
    named, form, text = NAME_KEYS.c, ALIAS_KEYS.c, begun.c.value
    found: set[int] = set()
    for names, key, name in (
        (NAME_KEYS, named.key, named.id),
        (NAME_KEYS, named.block, named.id),
        (ALIAS_KEYS, form.key, form.name_id),
    ):
        rows = connection.scalars(
            select(name).join_from(begun, names, begins_with(key, text)).limit(TOO_MANY + 1)
        ).all()
        if len(rows) > TOO_MANY:
            return None
        found.update(rows)
    return set(connection.scalars(select(named.organization_id).where(_is_listed(named.id, found))))


def _is_listed(column: ColumnElement[int], numbers: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a column holds one of the numbers: thousands are one value of the query, as a text."""
    listed = each_text(json.dumps(list(numbers))).table_valued("value", name="listed")
    return is_among(column, select(cast(listed.c.value, BigInteger())))


def _drop_longer(texts: Iterable[str]) -> list[str]:
    """Those of `texts` that begin with no other of them."""
    kept: list[str] = []
    for text in sorted(filter(None, texts)):
        if not kept or not text.startswith(kept[-1]):
            kept.append(text)
    return kept


def _read_names(connection: Connection, organizations: Collection[int] | None) -> _Names:
    """The names of these organizations, or of all."""
    names: list[_Called] = []
    if organizations is not None and not organizations:
        return names
    for view, name in ((ORGANIZATIONS, "name"), (ALIASES, "alias")):
        own = view.c.organization_id
        query = select(own, view.c[name]).order_by(own, view.c[name])
        if organizations is not None:
            query = query.where(own.in_(organizations))
        names += [_Called(number, text, fold_name(text)) for number, text in connection.execute(query)]
    return names


def _match(names: _Names, name: str) -> list[int]:
    """The organizations of that very name, else those whose name differs in what folding drops."""
    exact = dict.fromkeys(each.number for each in names if each.text == name)
    folded = fold_name(name)
    return list(exact or dict.fromkeys(each.number for each in names if each.folded == folded))


def _describe(connection: Connection, number: int) -> str:
    own = ORGANIZATIONS.c
    query = select(own.name, own.kind, own.parent).where(own.organization_id == number)
    name, kind, parent = connection.execute(query).one()
    return f"{number} ({name}, {kind} of {parent})" if parent else f"{number} ({name}, {kind})"


def _suggest(names: _Names, name: str) -> str:
    """What to type instead."""
    folded = {each.text: each.folded for each in names}
    nearest = process.extract(fold_name(name), folded, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=LEAST_SCORE)
    if not nearest:
        return "corpdb report companies lists those that there are"
    best = nearest[0][1]
    return "the nearest names are: " + ", ".join(text for _, score, text in nearest if score > best - SCORE_RANGE)
