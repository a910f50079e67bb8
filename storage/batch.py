"""A batch of documents is written in one transaction: documents, names, facts, and what they leave behind."""

from collections.abc import Sequence

from sqlalchemy import Connection

from corpdb.storage.bulk import lock_writes
from corpdb.storage.documents import place_documents, write_documents
from corpdb.storage.events import write_events
from corpdb.storage.incoming import Incoming
from corpdb.storage.leftovers import forget_facts, settle_names
from corpdb.storage.organizations import resolve_names, write_organization_facts
from corpdb.storage.summary import LoadCounts


def write_batch(connection: Connection, load_id: int, batch: Sequence[Incoming]) -> LoadCounts:
    """Write `batch` in the connection's transaction, which must have begun for writing; count what it brought."""
    lock_writes(connection)
    placement = place_documents(connection, batch)
    bereft = forget_facts(connection, {*placement.changed, *placement.abandoned})
    write_documents(connection, load_id, placement)
    documents = placement.written
    directory = resolve_names(connection, list(documents.values()))
    write_organization_facts(connection, directory, documents)
    events_added = write_events(connection, directory, documents, bereft.events)
    settle_names(connection, bereft)
    return LoadCounts(
        documents_added=len(placement.added),
        documents_changed=len(placement.changed),
        documents_unchanged=len(batch) - len(documents),
        organizations_added=sum(one.is_new for one in directory.organizations.values()),
        events_added=events_added,
    )
