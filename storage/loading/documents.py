"""Documents find their rows, by content and by address: what is new, what has changed, what is there already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, delete, func, select

from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.calendar import cover_days
from corpdb.storage.dates import make_date_columns
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.sources import count_sources, write_sources
from corpdb.storage.search.writing import write_words
from corpdb.storage.tables import DOCUMENT, DOCUMENT_ADDRESS

_COLUMNS = (
    "content_hash",
    "title",
    "language",
    "url",
    "media_type",
    "published_first_day",
    "published_last_day",
    "published_precision",
    "published_text",
    "stated_title",
    "stated_language",
    "stated_published",
    "text",
    "extractor",
    "extractor_version",
    "lexicon",
    "last_load_id",
)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the documents of a batch go: rows to add and to change, rows left without an address, and the addresses.

    `moved` are the addresses that lead to another row than before, or lead nowhere any more.
    """

    added: dict[int, Incoming] = field(default_factory=dict[int, Incoming])
    changed: dict[int, Incoming] = field(default_factory=dict[int, Incoming])
    abandoned: Collection[int] = ()
    addresses: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    moved: Collection[str] = ()

    @property
    def written(self) -> dict[int, Incoming]:
        """The documents whose facts are to be written, by id."""
        return self.changed | self.added


def find_unchanged(connection: Connection, edition: Edition, pairs: Collection[tuple[str, str]]) -> set[str]:
    """The addresses, of `pairs` of address and file hash, whose same bytes `edition` has read."""
    columns = DOCUMENT_ADDRESS.c
    condition = is_any_of(connection, columns.address, [address for address, _ in pairs])
    query = select(columns.address, columns.file_hash).join(DOCUMENT, DOCUMENT.c.id == columns.document_id)
    rows = connection.execute(query.where(condition, is_read_by(edition)))
    return {address for address, _ in {(address, file_hash) for address, file_hash in rows} & set(pairs)}


def is_read_by(edition: Edition) -> ColumnElement[bool]:
    """The condition that `edition` has read the document."""
    columns = DOCUMENT.c
    return (columns.extractor_version == edition.version) & columns.lexicon.is_not_distinct_from(edition.lexicon)


def place_documents(connection: Connection, batch: Sequence[Incoming]) -> Placement:
    """Decide for each document of `batch`, in order, which row it is.

    A text that is known already is that document, wherever it lies. A new text at a known address replaces the text
    that was there, in the same row, unless that text also lies elsewhere. Anything else is a new row. A known text
    that another edition has read counts as changed: its facts are replaced.
    """
    by_address = _find_addresses(connection, {incoming.address for incoming in batch})
    by_content, stale = _find_contents(connection, batch)
    placer = _Placer(by_content, by_address, _count_addresses(connection, set(by_address.values())), stale)
    for incoming in batch:
        placer.place(incoming)
    ids = dict(zip(placer.added, reserve_ids(connection, DOCUMENT, len(placer.added)), strict=True))
    return Placement(
        {ids[draft]: incoming for draft, incoming in placer.added.items()},
        placer.changed,
        placer.abandoned,
        {address: (ids.get(known, known), file_hash) for address, (known, file_hash) in placer.addresses.items()},
        placer.moved,
    )


def cover_publications(connection: Connection, documents: Collection[int]) -> None:
    """Let the calendar hold the years in which `documents`, given by their numbers, came out."""
    day = DOCUMENT.c.published_first_day
    days = connection.scalars(select(day).where(is_any_of(connection, DOCUMENT.c.id, documents), day.is_not(None)))
    cover_days(connection, [day.isoformat() for day in days])


def write_documents(connection: Connection, load_id: int, placement: Placement) -> None:
    """Insert the new documents, update the changed ones, delete the abandoned ones, note every address and source."""
    homes = _find_addresses(connection, {*placement.addresses, *placement.moved})
    led_to = {row for row, _ in placement.addresses.values()} - placement.added.keys()
    touched = {*placement.changed, *placement.abandoned, *homes.values(), *led_to}
    before = count_sources(connection, touched)
    dates = (incoming.facts.published for incoming in placement.written.values())
    cover_days(connection, (published.first.isoformat() for published in dates if published))
    added = [(row, load_id, *_make_values(incoming, load_id)) for row, incoming in placement.added.items()]
    insert_rows(connection, DOCUMENT, ("id", "first_load_id", *_COLUMNS), added)
    changed = [(row, *_make_values(incoming, load_id)) for row, incoming in placement.changed.items()]
    update_rows(connection, DOCUMENT, "id", _COLUMNS, changed)
    words = ((row, one.facts.title, one.text, one.facts.language) for row, one in placement.written.items())
    write_words(connection, placement.changed, words)
    rows = [(address, *place) for address, place in placement.addresses.items()]
    columns = ("document_id", "file_hash")
    update_rows(connection, DOCUMENT_ADDRESS, "address", columns, [row for row in rows if row[0] in homes])
    insert_rows(connection, DOCUMENT_ADDRESS, ("address", *columns), [row for row in rows if row[0] not in homes])
    if gone := set(placement.moved) - placement.addresses.keys():
        connection.execute(delete(DOCUMENT_ADDRESS).where(is_any_of(connection, DOCUMENT_ADDRESS.c.address, gone)))
    if placement.abandoned:
        connection.execute(delete(DOCUMENT).where(is_any_of(connection, DOCUMENT.c.id, placement.abandoned)))
    write_sources(connection, before, count_sources(connection, touched.union(placement.added)))


@dataclass(slots=True)
class _Placer:
    """Decides document by document; rows still to be made have negative ids until their number is known."""

    by_content: dict[str, int]
    by_address: dict[str, int]
    places: dict[int, int]
    stale: set[int]
    added: dict[int, Incoming] = field(default_factory=dict[int, Incoming])
    changed: dict[int, Incoming] = field(default_factory=dict[int, Incoming])
    abandoned: set[int] = field(default_factory=set[int])
    addresses: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    moved: set[str] = field(default_factory=set[str])

    def place(self, incoming: Incoming) -> None:
        """Give `incoming` its row and its address that row."""
        row = self.by_content.get(incoming.content_hash)
        if incoming.known:
            self.changed |= {} if row is None else {row: incoming}
            return
        previous = self.by_address.get(incoming.address)
        if row is None:
            row = self._replace(previous, incoming) if self._is_alone(previous) else self._add(incoming)
        elif row in self.stale:
            self.changed[row] = incoming
        self.stale.discard(row)
        self.by_content[incoming.content_hash] = row
        self.addresses[incoming.address] = (row, incoming.file_hash)
        if row != previous:
            self._move(incoming.address, previous, row)

    def _is_alone(self, row: int | None) -> bool:
        return row is not None and self.places[row] == 1

    def _replace(self, row: int | None, incoming: Incoming) -> int:
        assert row is not None
        self.by_content = {content: other for content, other in self.by_content.items() if other != row}
        (self.added if row in self.added else self.changed)[row] = incoming
        return row

    def _add(self, incoming: Incoming) -> int:
        row = -1 - len(self.added)
        self.added[row] = incoming
        return row

    def _move(self, address: str, previous: int | None, row: int) -> None:
        self.by_address[address] = row
        self.moved.add(address)
        self.places[row] = self.places.get(row, 0) + 1
        self.abandoned.discard(row)
        if previous is not None:
            self.places[previous] -= 1
            if not self.places[previous]:
                self.abandoned.add(previous)


def _make_values(incoming: Incoming, load_id: int) -> tuple[str | int | None, ...]:
    facts = incoming.facts
    return (
        incoming.content_hash,
        facts.title,
        facts.language,
        incoming.url,
        incoming.media_type,
        *make_date_columns(facts.published),
        *incoming.stated,
        incoming.text,
        incoming.extractor,
        *incoming.edition,
        load_id,
    )


def _find_contents(connection: Connection, batch: Sequence[Incoming]) -> tuple[dict[str, int], set[int]]:
    """The rows of the contents that are known, and which of these another edition has read."""
    columns = DOCUMENT.c
    editions = {incoming.content_hash: incoming.edition for incoming in batch}
    query = select(columns.content_hash, columns.id, columns.extractor_version, columns.lexicon)
    rows = connection.execute(query.where(is_any_of(connection, columns.content_hash, set(editions)))).all()
    stale = {row for content, row, *edition in rows if Edition(*edition) != editions[content]}
    return {content: row for content, row, *_ in rows}, stale


def _find_addresses(connection: Connection, addresses: Collection[str]) -> dict[str, int]:
    columns = DOCUMENT_ADDRESS.c
    condition = is_any_of(connection, columns.address, addresses)
    return dict(connection.execute(select(columns.address, columns.document_id).where(condition)).all())


def _count_addresses(connection: Connection, documents: set[int]) -> dict[int, int]:
    column = DOCUMENT_ADDRESS.c.document_id
    query = select(column, func.count()).where(is_any_of(connection, column, documents)).group_by(column)
    return dict(connection.execute(query).all())
