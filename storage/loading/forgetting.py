"""Documents are forgotten, with all that only they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, or_, select

from corpdb.core.errors import NotFoundError
from corpdb.models.vocabulary import LoadStatus
from corpdb.storage.bulk import is_any_of
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.rereading.stored import name_list
from corpdb.storage.tables import DOCUMENT, DOCUMENT_ADDRESS

_DOCUMENT = DOCUMENT.c
_ADDRESS = DOCUMENT_ADDRESS.c
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Farewell:
    """The numbers of the documents that go, and the places that go although their documents also lie elsewhere."""

    documents: tuple[int, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be forgotten, as it was typed: a document's number, or the address of a file or a folder."""

    typed: str
    number: int | None
    address: str

    @property
    def condition(self) -> ColumnElement[bool]:
        """Which addresses are meant."""
        if self.number is not None:
            return _ADDRESS.document_id == self.number
        folder = self.address.rstrip("/") + "/"
        return or_(
            _ADDRESS.address.in_((self.typed, self.address)), _ADDRESS.address.startswith(folder, autoescape=True)
        )


def find_farewell(connection: Connection, wanted: Iterable[Wanted]) -> Farewell:
    """What goes; a `NotFoundError` names what no document is known by."""
    going: dict[str, int] = {}
    for one in wanted:
        found = dict(connection.execute(select(_ADDRESS.address, _ADDRESS.document_id).where(one.condition)).all())
        if not found:
            raise NotFoundError(
                f"no document is known by {one.typed}; give its number, or the file or folder that it was loaded from"
                f" ({name_list(connection)})"
            )
        going |= found
    query = select(_ADDRESS.address, _ADDRESS.document_id)
    rows = connection.execute(query.where(is_any_of(connection, _ADDRESS.document_id, set(going.values()))))
    staying = {document for address, document in rows if address not in going}
    places = sorted(address for address, document in going.items() if document in staying)
    return Farewell(tuple(sorted(set(going.values()) - staying)), tuple(places))


def forget_documents(engine: Engine, farewell: Farewell, typed: Sequence[str]) -> None:
    """Delete the documents and places of `farewell`, and what only they said, in batches; `typed` goes into the run."""
    run = LoadRun.start(engine, ["(forget)", *typed])
    if farewell.places:
        run.forget((), farewell.places)
    for start in range(0, len(farewell.documents), _AT_ONCE):
        run.forget(farewell.documents[start : start + _AT_ONCE])
    run.finish(LoadStatus.COMPLETED)
