"""What is known of kinds of events: which are mixed up, who takes part, what happens but once."""

from corpdb.models.vocabulary import EventKind, EventType

KIN: frozenset[frozenset[EventKind]] = frozenset(
    frozenset(pair)
    for pair in (
        (EventKind.ACQUISITION, EventKind.DIVESTITURE),
        (EventKind.ACQUISITION, EventKind.MERGER),
        (EventKind.ACQUISITION, EventKind.ASSET_TRANSFER),
        (EventKind.DIVESTITURE, EventKind.ASSET_TRANSFER),
        (EventKind.OPENING, EventKind.CREATION),
        (EventKind.ANTITRUST, EventKind.FINE),
        (EventKind.EXPORT_CONTROL, EventKind.SANCTION),
        (EventKind.EXPORT_CONTROL, EventKind.RULE),
        *((EventKind.ALLIANCE, kind) for kind in EventKind if kind.type is EventType.PARTNERSHIP),
    )
)
"""Kinds that documents mix up.

A deal whose buyer is not told reads as a divestiture, a fine as an antitrust case; and a partnership of any kind is an
alliance where no more is told of it.
"""


def _find_families() -> dict[EventKind, str]:
    families = {kind: {kind} for kind in EventKind}
    for pair in KIN:
        family = set[EventKind]().union(*(families[kind] for kind in pair))
        families |= dict.fromkeys(family, family)
    return {kind: min(family).value for kind, family in families.items()}


FAMILIES = _find_families()
"""Kinds of one family are mixed up, or each with a third; the family is called by one of them."""
ONCE = frozenset(
    {
        EventKind.ACQUISITION,
        EventKind.MERGER,
        EventKind.DIVESTITURE,
        EventKind.ASSET_TRANSFER,
        EventKind.JOINT_VENTURE,
        EventKind.SPLIT,
        EventKind.SPIN_OFF,
        EventKind.CONSOLIDATION,
        EventKind.CLOSURE,
        EventKind.INSOLVENCY,
        EventKind.IPO,
        EventKind.DELISTING,
        EventKind.OPENING,
        EventKind.CREATION,
        EventKind.APPOINTMENT,
        EventKind.DEPARTURE,
    }
)
"""What happens to the same participants but once, or not again for years."""
SUBJECT_ALONE = frozenset({EventKind.INSOLVENCY, EventKind.IPO, EventKind.DELISTING, EventKind.SPLIT})
"""What its subject alone tells whole."""
