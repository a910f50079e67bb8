"""Documents are found by the words of a query, the best first, in the same order on both databases.

The databases' own indexes only say which documents have the words. How well each answers is reckoned here, from how
often the words stand in it, by BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
2009): the databases' own measures are different ones.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import chain
from math import log
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    column,
    func,
    select,
    table,
    true,
)

from corpdb.core.errors import DatabaseError
from corpdb.extraction.lexicon.knowledge import supported_languages
from corpdb.extraction.text.query import Phrase, Query, Stems
from corpdb.models.search import WORDS_INDEX
from corpdb.storage.engine import is_sqlite, repeat_option
from corpdb.storage.search.writing import count_without_words, join_words
from corpdb.storage.tables import DOCUMENT, DOCUMENT_WORDS

SATURATION = 1.2  # how soon a word that stands there once more says nothing more: BM25's k1
LENGTH_WEIGHT = 0.75  # how much a long text is held against a word in it: BM25's b
TYPICAL_LENGTH = 3_000  # in letters of stored words; fixed, so that no search reads every document's length
DIGITS = 9  # scores that differ in less are the same
_DOCUMENT, _WORDS = DOCUMENT.c, DOCUMENT_WORDS.c
_INDEX = table(WORDS_INDEX, column("rowid", BigInteger()), column(WORDS_INDEX, Text()))  # SQLite calls all of it so


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents are searched: published on these days or between, in one of these languages; all if empty."""

    since: date | None = None
    until: date | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A document that has the words, and how well it answers."""

    document_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches, and how many there are in all."""

    matches: tuple[Match, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    document_id: int
    last_day: date | None
    length: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The query in the stems of some languages, and the condition that a document is in one of them."""

    stems: Stems
    condition: ColumnElement[bool]


def find_documents(connection: Connection, query: Query, scope: Scope, limit: int) -> Found:
    """The `limit` best of the documents that answer `query`: by score, then the newest, then by number.

    A `DatabaseError` says what to type where an upgrade has left documents without words.
    """
    _require_words(connection)
    parts = list(_list_parts(query))
    candidates = list(chain.from_iterable(_read_candidates(connection, part, scope) for part in parts))
    weights = _weigh(connection, parts, len(candidates))
    ranked = nsmallest(limit, ((*_rank(one, weights), one.document_id) for one in candidates))
    return Found(tuple(Match(number, -score) for score, _, number in ranked), len(candidates))


def _require_words(connection: Connection) -> None:
    if number := count_without_words(connection):
        raise DatabaseError(
            f"{number} documents cannot be searched yet, because the database was upgraded; make them so with any load,"
            f" such as: corpdb load PATH{repeat_option(connection.engine.url)}"
        )


def _list_parts(query: Query) -> Iterator[_Part]:
    """The query for each language that has data, those of the same stems together, and for all others."""
    languages: defaultdict[Stems, list[str]] = defaultdict(list)
    for language in sorted(supported_languages()):
        languages[query.stem(language)].append(language)
    for stems, codes in languages.items():
        yield _Part(stems, _DOCUMENT.language.in_(codes))
    yield _Part(query.stem(""), _DOCUMENT.language.not_in(sorted(supported_languages())))


def _read_candidates(connection: Connection, part: _Part, scope: Scope) -> Iterator[_Candidate]:
    """The documents that have what the part wants, with how often, and not what it excludes."""
    letters = (_count_letters(phrase).label(f"letters_{at}") for at, phrase in enumerate(part.stems.wanted))
    length = func.length(_WORDS.words).label("length")
    columns = select(_WORDS.document_id, _DOCUMENT.published_last_day, length, *letters)
    query = _match(connection, columns, part.stems.wanted).where(part.condition, _lies_in(scope))
    query = query.where(*(~_has(phrase) for phrase in part.stems.excluded))
    sizes = [len(_spell(phrase)) for phrase in part.stems.wanted]
    for row in connection.execute(query):
        number, day, size, *found = tuple[Any, ...](row)
        yield _Candidate(number, day, size, tuple(map(_divide, found, sizes)))


def _divide(letters: int, size: int) -> int:
    return letters // size


def _weigh(connection: Connection, parts: Sequence[_Part], found: int) -> list[float]:
    """How much each thing that is wanted tells, the less the more documents have it."""
    documents = connection.scalar(select(func.count()).select_from(DOCUMENT)) or 0
    sizes = {len(part.stems.wanted) for part in parts}
    if sizes == {1}:
        return [_make_weight(found, documents)]
    totals = [0] * max(sizes)
    for part in parts:
        for number, phrase in enumerate(part.stems.wanted):
            query = _match(connection, select(func.count()), (phrase,)).where(part.condition)
            totals[number] += connection.scalar(query) or 0
    return [_make_weight(total, documents) for total in totals]


def _make_weight(having: int, documents: int) -> float:
    return log(1 + max(documents - having + 0.5, 0.5) / (having + 0.5))


def _rank(candidate: _Candidate, weights: Sequence[float]) -> tuple[float, int]:
    """What candidates are sorted by: the score, turned round, and the day, newest first and none last."""
    damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * candidate.length / TYPICAL_LENGTH)
    score = sum(
        weight * count * (SATURATION + 1) / (count + damping)
        for weight, count in zip(weights, candidate.counts, strict=False)
    )
    return -round(score, DIGITS), -(candidate.last_day.toordinal() if candidate.last_day else 0)


def _match(connection: Connection, query: Select[Any], wanted: Sequence[Phrase]) -> Select[Any]:
    """The query of the documents that have every phrase of `wanted`."""
    query = query.join_from(DOCUMENT_WORDS, DOCUMENT, _DOCUMENT.id == _WORDS.document_id)
    words = sorted(set(chain.from_iterable(wanted)))
    return query.where(_is_indexed(connection, words), *(_has(phrase) for phrase in wanted if len(phrase) > 1))


def _is_indexed(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a document has all `words`, as the database's index answers it."""
    if is_sqlite(connection):
        asked = " AND ".join(f'"{word}"' for word in words)
        return _WORDS.document_id.in_(select(_INDEX.c.rowid).where(_INDEX.c[WORDS_INDEX].bool_op("MATCH")(asked)))
    return func.string_to_array(_WORDS.words, "  ").bool_op("@>")(cast(list(words), ARRAY(Text)))


def _has(phrase: Phrase) -> ColumnElement[bool]:
    return _WORDS.words.contains(_spell(phrase))


def _count_letters(phrase: Phrase) -> ColumnElement[int]:
    """How many letters of a document's words are those of the phrase: as many times its own as it stands there."""
    return func.length(_WORDS.words) - func.length(func.replace(_WORDS.words, _spell(phrase), ""))


def _spell(phrase: Phrase) -> str:
    """The phrase as it stands among stored words."""
    return join_words(phrase)[1:-1]


def _lies_in(scope: Scope) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if scope.since:
        conditions.append(_DOCUMENT.published_last_day >= scope.since)
    if scope.until:
        conditions.append(_DOCUMENT.published_first_day <= scope.until)
    if scope.languages:
        conditions.append(_DOCUMENT.language.in_(scope.languages))
    return and_(true(), *conditions)
