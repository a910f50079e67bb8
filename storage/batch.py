"""A batch of documents is written in one transaction: documents, names, facts, and what they leave behind."""

from collections.abc import Sequence

from sqlalchemy import Connection

from corpdb.storage.bulk import lock_writes
from corpdb.storage.documents import place_documents, write_documents
from corpdb.storage.events import rewrite_events, write_events
from corpdb.storage.incoming import Incoming
from corpdb.storage.leftovers import drop_unmentioned, forget_facts
from corpdb.storage.organizations import place_names, read_organizations, write_organization_facts
from corpdb.storage.sayings import Tally
from corpdb.storage.settling import drop_vacated, settle_names, settle_unsettled
from corpdb.storage.summary import LoadCounts


def write_batch(connection: Connection, load_id: int, batch: Sequence[Incoming]) -> LoadCounts:
    """Write `batch` in the connection's transaction, which must have begun for writing; count what it brought."""
    lock_writes(connection)
    placement = place_documents(connection, batch)
    bereft = forget_facts(connection, {*placement.changed, *placement.abandoned})
    write_documents(connection, load_id, placement)
    documents = placement.written
    directory = place_names(connection, documents)
    tally = Tally()
    tally.add(bereft.namings, -1)
    tally.add(write_organization_facts(connection, directory, documents), 1)
    settlement = settle_names(connection, tally, directory.new)
    directory.organizations.update(read_organizations(connection, directory.names.values()))
    events_added = write_events(connection, directory, documents, bereft.events | settlement.events)
    drop_vacated(connection, settlement)
    drop_unmentioned(connection, bereft.persons)
    return LoadCounts(
        documents_added=len(placement.added),
        documents_changed=len(placement.changed),
        documents_unchanged=len(batch) - len(documents),
        organizations_added=settlement.added,
        events_added=events_added,
    )


def settle_batch(connection: Connection) -> bool:
    """Settle some of the names that an upgrade has left unsettled, in a transaction as of a batch; whether any were."""
    lock_writes(connection)
    settlement = settle_unsettled(connection)
    if settlement is None:
        return False
    rewrite_events(connection, settlement.events)
    drop_vacated(connection, settlement)
    return True
