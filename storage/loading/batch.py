"""A batch of documents is written in one transaction: documents, names, facts, and what they leave behind."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from corpdb.storage.bulk import by_index, lock_writes
from corpdb.storage.decisions.anchors import find_anchors, place_anchors, place_uses
from corpdb.storage.decisions.homonyms import part_names
from corpdb.storage.decisions.parting import part_tellings
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.events.choosing import write_events, write_mentions
from corpdb.storage.events.histories import take_unsettled
from corpdb.storage.events.occurrences import drop_vacated_events, gather_tellings, read_gathering
from corpdb.storage.events.tellings import draft_events, place_tellings
from corpdb.storage.events.unkeyed import key_tellings
from corpdb.storage.loading.documents import Placement, cover_publications, place_documents, write_documents
from corpdb.storage.loading.heirs import find_heirs, find_name_heirs
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.leftovers import drop_unmentioned, find_persons, forget_facts
from corpdb.storage.loading.summary import LoadCounts
from corpdb.storage.organizations.names import place_names, write_organization_facts, write_renamings
from corpdb.storage.organizations.periods import find_bounded, settle_periods
from corpdb.storage.organizations.sayings import Tally
from corpdb.storage.organizations.settling import drop_vacated, settle_names, settle_unsettled
from corpdb.storage.places import fill_places
from corpdb.storage.search.writing import fill_words


def write_batch(connection: Connection, load_id: int, batch: Sequence[Incoming]) -> LoadCounts:
    """Write `batch` in the connection's transaction, which must have begun for writing; count what it brought."""
    lock_writes(connection)
    with by_index(connection):
        placement = place_documents(connection, batch)
        counts = _write(connection, load_id, placement)
    counts.documents_unchanged = len(batch) - len(placement.written)
    return counts


def forget_batch(
    connection: Connection, load_id: int, documents: Collection[int], addresses: Collection[str] = ()
) -> None:
    """Delete `documents` with all that only they say, and `addresses`, in a transaction as of a batch."""
    lock_writes(connection)
    with by_index(connection):
        _write(connection, load_id, Placement(abandoned=documents, moved=addresses))


def _write(connection: Connection, load_id: int, placement: Placement) -> LoadCounts:
    """Write the documents of a batch, and what they say in the place of what they said."""
    decisions = Decisions(connection)
    anchors = find_anchors(connection, decisions, placement)
    forgotten = {*placement.changed, *placement.abandoned}
    bounded = find_bounded(connection, forgotten)
    bereft = forget_facts(connection, forgotten)
    write_documents(connection, load_id, placement)
    documents = placement.written
    directory = place_names(connection, documents)
    tally = Tally(renamed=bereft.renamed | write_renamings(connection, directory, documents))
    tally.add(bereft.namings, -1)
    namings = write_organization_facts(connection, directory, documents)
    tally.add(namings, 1)
    renaming = part_names(connection, place_uses(connection, anchors))
    directory.rename(renaming.names, renaming.texts, renaming.new)
    tally.add(renaming.before, -1)
    tally.add(renaming.now, 1)
    bounded |= find_bounded(connection, {each.document for each in renaming.before})
    settle_periods(connection, (namings - {*renaming.before}).union(renaming.now), bounded)
    name_heirs = find_name_heirs({*bereft.namings, *renaming.before}, {*namings, *renaming.now} - {*renaming.before})
    settlement = settle_names(connection, tally, directory.new, name_heirs, decisions)
    drafts = draft_events(directory, documents)
    recount = place_tellings(connection, drafts, bereft.tellings)
    write_mentions(connection, drafts, recount.rows)
    heirs = find_heirs(connection, bereft, drafts, recount)
    places = place_anchors(connection, anchors).union(renaming.places)
    recount, heirs = part_tellings(connection, recount, places, heirs)
    gathering = gather_tellings(connection, recount, settlement.tellings, decisions, heirs)
    persons = set[int]() if decisions.is_empty else find_persons(connection, gathering)
    write_events(connection, gathering, decisions)
    drop_vacated_events(connection, gathering.vacated)
    drop_vacated(connection, settlement)
    drop_unmentioned(connection, bereft.persons | persons)
    return LoadCounts(
        documents_added=len(placement.added),
        documents_changed=len(placement.changed),
        organizations_added=settlement.added,
        events_added=gathering.added,
    )


def settle_batch(connection: Connection) -> bool:
    """Settle some of the names, tellings, events or words that an upgrade has left so, in a transaction as of a batch.

    What comes out is whether there were any.
    """
    lock_writes(connection)
    decisions = Decisions(connection)
    settlement = settle_unsettled(connection, decisions)
    if settlement is None:
        return settle_tellings(connection, decisions)
    write_events(connection, read_gathering(connection, settlement.tellings), decisions)
    drop_vacated(connection, settlement)
    return True


def settle_tellings(connection: Connection, decisions: Decisions) -> bool:
    """Settle some of the tellings that an upgrade has left unsettled; whether there were any."""
    keyed = key_tellings(connection)
    if keyed is None:
        return settle_histories(connection)
    recount, events = keyed
    recount, _ = part_tellings(connection, recount, decisions.find_places(recount.retold))
    gathering = gather_tellings(connection, recount, (), decisions)
    write_events(connection, gathering, decisions)
    drop_vacated_events(connection, gathering.vacated | set(events))
    return True


def settle_histories(connection: Connection) -> bool:
    """Write the history of some of the events that an upgrade has left without one, or else words and places.

    What comes out is whether there were any.
    """
    tellings = take_unsettled(connection)
    write_events(connection, read_gathering(connection, tellings), Decisions(connection))
    if tellings:
        return True
    documents = fill_words(connection)
    cover_publications(connection, documents)
    return bool(documents) or fill_places(connection)
