"""A database opened for reading, as it is or as it was known on a day."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from corpdb.cli.endings import tell
from corpdb.core.errors import NotFoundError
from corpdb.core.wording import count_noun
from corpdb.extraction.facts import PartialDate
from corpdb.reports.filters import Filters

if TYPE_CHECKING:
    from corpdb.storage.schema.state import Known


@contextmanager
def open_known(database: str | None, as_of: PartialDate | None) -> "Generator[Known]":
    """The database with the schema of this program; tell on stderr how many documents `as_of` leaves out undated.

    Where nothing is loaded yet, how to load something is told too, in place of what is not found.
    """
    from corpdb.storage.schema.state import describe_unloaded

    with _open_known(database, as_of) as known:
        unloaded = describe_unloaded(known.present)
        try:
            yield known
        except NotFoundError as error:
            raise NotFoundError(unloaded or str(error)) from None
        if unloaded:
            tell(unloaded)


@contextmanager
def _open_known(database: str | None, as_of: PartialDate | None) -> "Generator[Known]":
    if as_of is None:
        from corpdb.storage.schema.state import Known, open_current

        with open_current(database) as engine:
            yield Known(engine, engine)
        return
    from corpdb.storage.asof import open_as_of

    with open_as_of(database, as_of.last) as known:
        if known.undated:
            documents = count_noun(known.undated, "document")
            tell(f"{documents} without a date of publication left out: known as of no day")
        yield known


@contextmanager
def open_filtered(
    database: str | None, as_of: PartialDate | None, asked: dict[str, Any]
) -> "Generator[tuple[Known, Filters]]":
    """The same, with the filters that are asked for by the fields of `Filters`, the organization by its name."""
    from corpdb.reports.names import find_organization

    organization = asked.get("organization")
    given = {name: _freeze(value) for name, value in asked.items() if value is not None and name != "organization"}
    filters = Filters(**given)
    with open_known(database, as_of) as known:
        if organization is not None:
            with known.present.connect() as connection:
                filters = replace(filters, organization=find_organization(connection, organization))
        yield known, filters


def _freeze(value: Any) -> Any:
    """An option that may be repeated comes as a list."""
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value


@contextmanager
def open_readable(database: str | None, as_of: PartialDate | None) -> "Generator[Known]":
    """As `open_known`, but of whatever schema where it is read as it is: for a user's own query."""
    if as_of is None:
        from corpdb.storage.engine import open_existing
        from corpdb.storage.schema.state import Known

        with open_existing(database, read_only=True) as engine:
            yield Known(engine, engine)
        return
    with open_known(database, as_of) as known:
        yield known
