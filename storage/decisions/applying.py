"""To apply decisions, made or undone: what they are about is found, and resolved anew as after a load."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from corpdb.storage.bulk import is_any_of
from corpdb.storage.decisions.anchors import place_anchors, place_name_anchors, place_uses
from corpdb.storage.decisions.homonyms import part_names
from corpdb.storage.decisions.parting import part_tellings
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.events.choosing import write_events
from corpdb.storage.events.occurrences import drop_vacated_events, gather_tellings
from corpdb.storage.events.tellings import Recount
from corpdb.storage.loading.heirs import find_name_heirs
from corpdb.storage.loading.leftovers import drop_unmentioned, find_persons
from corpdb.storage.organizations.periods import find_bounded, settle_periods
from corpdb.storage.organizations.sayings import Tally
from corpdb.storage.organizations.settling import drop_vacated, note_sayings, settle_touched
from corpdb.storage.tables import DECISION_ANCHOR

_ANCHOR = DECISION_ANCHOR.c


def apply_decisions(connection: Connection, numbers: Collection[int]) -> None:
    """Bring names, tellings, organizations and events to what they are with, or without, the decisions `numbers`."""
    decisions = Decisions(connection, are_changing=True)
    query = select(_ANCHOR.id, _ANCHOR.form).where(is_any_of(connection, _ANCHOR.decision_id, numbers))
    anchors = connection.execute(query).all()
    place_name_anchors(connection, {form for _, form in anchors if form})
    places = place_anchors(connection, {anchor for anchor, form in anchors if form is None})
    renaming = part_names(connection, place_uses(connection, {anchor for anchor, form in anchors if form}))
    settle_periods(connection, renaming.now, find_bounded(connection, {each.document for each in renaming.before}))
    tally = Tally()
    tally.add(renaming.before, -1)
    tally.add(renaming.now, 1)
    said = note_sayings(connection, tally, renaming.new)
    heirs = find_name_heirs(renaming.before, renaming.now)
    query = select(_ANCHOR.name_id).where(is_any_of(connection, _ANCHOR.decision_id, numbers))
    names = {name for name in connection.scalars(query) if name}
    settlement = settle_touched(connection, names | said, decisions, heirs)
    recount, _ = part_tellings(connection, Recount({}, set(), set(), set(), set()), places.union(renaming.places))
    gathering = gather_tellings(connection, recount, settlement.tellings, decisions)
    persons = find_persons(connection, gathering)
    write_events(connection, gathering, decisions)
    drop_vacated_events(connection, gathering.vacated)
    drop_vacated(connection, settlement)
    drop_unmentioned(connection, persons)
