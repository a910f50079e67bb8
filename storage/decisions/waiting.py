"""Decisions that wait: nothing of a side of them is in the database."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from corpdb.storage.bulk import is_any_of
from corpdb.storage.decisions.reading import IN_FORCE
from corpdb.storage.tables import DECISION, DECISION_ANCHOR

_ANCHOR = DECISION_ANCHOR.c


def find_waiting(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """Those of the decisions `numbers` that are in force and wait, each with the words of what it waits for."""
    found = func.count(_ANCHOR.name_id) + func.count(_ANCHOR.telling_id)
    words = func.min(func.coalesce(_ANCHOR.form, _ANCHOR.quote))
    query = (
        select(_ANCHOR.decision_id, words)
        .join_from(DECISION_ANCHOR, DECISION, DECISION.c.id == _ANCHOR.decision_id)
        .where(is_any_of(connection, _ANCHOR.decision_id, numbers), IN_FORCE)
        .group_by(_ANCHOR.decision_id, _ANCHOR.side)
        .having(found == 0)
        .order_by(_ANCHOR.decision_id, _ANCHOR.side.desc())
    )
    return dict(connection.execute(query).all())
