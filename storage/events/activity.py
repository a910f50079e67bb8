"""In how many events each organization takes part, by type and in all: counted along as events are written and go."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from corpdb.models.events import ANY_TYPE
from corpdb.models.vocabulary import Verdict
from corpdb.storage.bulk import change_counts, insert_rows, is_any_of
from corpdb.storage.tables import EVENT, ORGANIZATION, ORGANIZATION_ACTIVITY, PARTICIPATION

_KEY = ("organization_id", "type")
Activity = Counter[tuple[int, str]]
"""In how many events organizations take part, by organization and type, `ANY_TYPE` among the types."""


def count_activity(connection: Connection, events: Collection[int]) -> Activity:
    """In how many of `events`, as they are stored, each organization takes part; what people reject does not count."""
    if not events:
        return Counter()
    own = PARTICIPATION.c
    query = (
        select(own.organization_id, EVENT.c.type, func.count(own.event_id.distinct()))
        .join_from(PARTICIPATION, EVENT, EVENT.c.id == own.event_id)
        .where(is_any_of(connection, own.event_id, events), own.organization_id.is_not(None))
        .where(EVENT.c.verdict != Verdict.REJECTED.value)
        .group_by(own.organization_id, EVENT.c.type)
    )
    activity = Activity()
    for organization, event_type, number in connection.execute(query):
        activity[organization, event_type] += number
        activity[organization, ANY_TYPE] += number
    return activity


def write_activity(connection: Connection, before: Activity, now: Activity) -> None:
    """Bring the stored numbers up to date, of events in which organizations took part `before` and do `now`."""
    now.subtract(before)
    missing = sorted(change_counts(connection, ORGANIZATION_ACTIVITY, _KEY, now, "events"))
    own = ORGANIZATION.c
    query = select(own.id, own.kind).where(is_any_of(connection, own.id, {row[0] for row in missing}))
    kinds: dict[int, str] = dict(connection.execute(query).all())
    rows = [(*row, kinds[row[0]]) for row in missing]
    insert_rows(connection, ORGANIZATION_ACTIVITY, (*_KEY, "events", "kind"), rows)
