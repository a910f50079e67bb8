"""Documents are found by the words of a query, the best first, in the same order on both databases.

The databases' own indexes only say which documents have the words. How well each answers is reckoned here, from how
often the words stand in it, by BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
2009): the databases' own measures are different ones.
"""

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import chain, zip_longest
from math import log
from typing import Any, TypeVarTuple

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
    or_,
    select,
    table,
    true,
)

from corpdb.core.errors import DatabaseError
from corpdb.extraction.lexicon.tables import supported_languages
from corpdb.extraction.text.query import Phrase, Query, Stems
from corpdb.models.search import WORDS_INDEX
from corpdb.storage.engine import is_sqlite, repeat_option
from corpdb.storage.search.writing import count_without_words, join_words
from corpdb.storage.tables import DOCUMENT, DOCUMENT_WORDS

SATURATION = 1.2  # how soon a word that stands there once more says nothing more: BM25's k1
LENGTH_WEIGHT = 0.75  # how much a long text is held against a word in it: BM25's b
TYPICAL_LENGTH = 3_000  # in letters of stored words; fixed, so that no search reads every document's length
BATCH_ROWS = 500
DIGITS = 9  # scores that differ in less are the same
_Columns = TypeVarTuple("_Columns")
_OTHER_WAYS = ("enable_seqscan", "enable_indexscan")
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
    """A document that has all that is wanted: when it came out, how long it is, and how often it has each part."""

    document_id: int
    last_day: date | None
    length: int
    counts: tuple[int, ...]


def find_documents(connection: Connection, query: Query, scope: Scope, limit: int) -> Found:
    """The `limit` best of the documents that answer `query`: by score, then the newest, then by number.

    A `DatabaseError` says what to type where an upgrade has left documents without words.
    """
    _require_words(connection)
    readings = _Readings(query)
    with _using_index(connection):
        candidates = list(_read_candidates(connection, readings, scope))
        weights = _weigh(connection, readings, len(candidates))
    ranked = nsmallest(limit, ((*_rank(one, weights), one.document_id) for one in candidates))
    return Found(tuple(Match(number, -score) for score, _, number in ranked), len(candidates))


@contextmanager
def _using_index(connection: Connection) -> Generator[None]:
    """Let PostgreSQL ask its index: it takes a look at every document's words for cheaper than it is."""
    if is_sqlite(connection):
        yield
        return
    for setting in _OTHER_WAYS:
        connection.exec_driver_sql(f"SET LOCAL {setting} = off")
    yield
    for setting in _OTHER_WAYS:
        connection.exec_driver_sql(f"SET LOCAL {setting} TO DEFAULT")


class _Readings:
    """A query in the stems of each language that has data, and of all others together."""

    def __init__(self, query: Query) -> None:
        self._others = query.stem("")
        self._by_language = {language: query.stem(language) for language in supported_languages()}
        self.all = sorted({self._others, *self._by_language.values()}, key=repr)
        self._patterns = {stems: _spell_all(stems) for stems in self.all}

    def count(self, language: str, words: str) -> tuple[int, ...] | None:
        """How often each part that is wanted stands in `words`; None if one does not, or what is excluded does."""
        wanted, excluded = self._patterns[self._by_language.get(language, self._others)]
        counts = tuple(words.count(pattern) for pattern in wanted)
        return counts if all(counts) and not any(pattern in words for pattern in excluded) else None


def _spell_all(stems: Stems) -> tuple[list[str], list[str]]:
    return [_spell(phrase) for phrase in stems.wanted], [_spell(phrase) for phrase in stems.excluded]


def _spell(phrase: Phrase) -> str:
    """The phrase as it stands among stored words."""
    return join_words(phrase)[1:-1]


def _require_words(connection: Connection) -> None:
    if number := count_without_words(connection):
        raise DatabaseError(
            f"{number} documents cannot be searched yet, because the database was upgraded; make them so with any load,"
            f" such as: corpdb load PATH{repeat_option(connection.engine.url)}"
        )


def _read_candidates(connection: Connection, readings: _Readings, scope: Scope) -> Iterator[_Candidate]:
    """The documents that answer, out of those that the index gives: it knows neither phrases nor languages."""
    asked = [set(chain.from_iterable(stems.wanted)) for stems in readings.all]
    columns = select(_WORDS.document_id, _DOCUMENT.published_last_day, _DOCUMENT.language, _WORDS.words)
    query = _match(connection, columns, asked).where(_lies_in(scope))
    for row in connection.execute(query, execution_options={"yield_per": BATCH_ROWS}):
        number, day, language, words = tuple[Any, ...](row)
        if counts := readings.count(language, words):
            yield _Candidate(number, day, len(words), counts)


def _weigh(connection: Connection, readings: _Readings, found: int) -> list[float]:
    """How much each part that is wanted tells: the less, the more documents have its words in some language."""
    documents = connection.scalar(select(func.count()).select_from(DOCUMENT)) or 0
    parts = list(zip_longest(*(stems.wanted for stems in readings.all), fillvalue=()))
    if len(parts) == 1:
        return [_make_weight(found, documents)]
    counted = (_match(connection, select(func.count()), [set(phrase) for phrase in part if phrase]) for part in parts)
    return [_make_weight(connection.scalar(query) or 0, documents) for query in counted]


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


def _match(connection: Connection, query: Select[*_Columns], asked: Iterable[Collection[str]]) -> Select[*_Columns]:
    """The query of the documents that have all the words of one of `asked`."""
    query = query.join_from(DOCUMENT_WORDS, DOCUMENT, _DOCUMENT.id == _WORDS.document_id)
    groups = sorted({tuple(sorted(words)) for words in asked})
    if is_sqlite(connection):
        match = " OR ".join(f"({' AND '.join(map(_quote, words))})" for words in groups)
        return query.where(
            _WORDS.document_id.in_(select(_INDEX.c.rowid).where(_INDEX.c[WORDS_INDEX].bool_op("MATCH")(match)))
        )
    stored = func.string_to_array(_WORDS.words, "  ")
    return query.where(or_(*(stored.bool_op("@>")(cast(list(words), ARRAY(Text))) for words in groups)))


def _quote(word: str) -> str:
    """The word for FTS5, to which some words mean something else; it has no quotation marks."""
    return f'"{word}"'


def _lies_in(scope: Scope) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if scope.since:
        conditions.append(_DOCUMENT.published_last_day >= scope.since)
    if scope.until:
        conditions.append(_DOCUMENT.published_first_day <= scope.until)
    if scope.languages:
        conditions.append(_DOCUMENT.language.in_(scope.languages))
    return and_(true(), *conditions)
