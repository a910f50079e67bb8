"""How surely two tellings are of one event: findings are weighed, the sum is a log-odds, and the reasons are named.

The weights were set beside a regression over pairs of a made-up world, and held back where the press is less tidy.
"""

from dataclasses import dataclass

from corpdb.models.vocabulary import EventKind, EventType, Role
from corpdb.resolution.events.comparing import compare_tellings
from corpdb.resolution.events.telling import Owners, Telling

LINK = 1.4
"""From this score on, two tellings are taken for one event."""
APART = -3.4
"""Down from this score, they are taken for two, whatever else joins them."""
_REASONS = 4

# What happens to the same participants but once, or not again for years.
_ONCE = frozenset(
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
_SUBJECT_ALONE = frozenset({EventKind.INSOLVENCY, EventKind.IPO, EventKind.DELISTING, EventKind.SPLIT})
# Participants that tell an event whole.
_WHOLE: dict[EventType, tuple[frozenset[str], ...]] = {
    EventType.PARTNERSHIP: (frozenset({"partner same"}),),
    EventType.RESTRUCTURING: (frozenset({"subject same", "target same"}),),
    EventType.TRANSACTION: (
        frozenset({"buyer same", "target same"}),
        frozenset({"seller same", "target same"}),
        frozenset({"party same"}),
    ),
    EventType.FINANCING: (frozenset({"subject same", "investor same"}),),
    EventType.EXPANSION: (frozenset({"subject same", "target same"}),),
    EventType.LEADERSHIP: (frozenset({"person same"}),),
    EventType.REGULATION: (frozenset({"subject same", "authority same"}),),
}

# Of what happens once and of what happens often: what the participants that agree are worth.
_AGREEMENT = {"whole": (2.8, 2.0), "target": (1.3, 1.0), "part": (-1.0, 0.2), "none": (-4.0, -4.0)}
_NEVER = -12.0
_WEIGHTS = {
    "kind akin": -2.5,
    "kind other": _NEVER,
    "buyer other": _NEVER,
    "buyer kin": -2.0,
    "buyer sibling": -4.0,
    "transaction target other": _NEVER,
    "transaction target untold": -0.8,
    "target other": -6.0,
    "target kin": -2.5,
    "target sibling": -6.0,
    "seller other": -4.0,
    "seller kin": -1.0,
    "seller sibling": -3.0,
    "partner other": _NEVER,
    "partner kin": -2.5,
    "partner sibling": -6.0,
    "party other": _NEVER,
    "party kin": -2.5,
    "subject other": -9.0,
    "subject kin": -2.0,
    "subject sibling": -5.0,
    "person other": _NEVER,
    "investor other": -4.0,
    "authority other": -4.0,
    "date day": 4.0,
    "date days": 1.5,
    "date weeks": 0.8,
    "date month": 3.2,
    "date quarter": 2.5,
    "date about": 2.0,
    "date before": 0.7,
    "date ahead": -0.7,
    "date season later stage": 1.5,
    "date months later stage": -0.1,
    "date season same stage": -2.4,
    "date months same stage": -3.8,
    "date season earlier stage": -4.0,
    "date months earlier stage": -5.0,
    "date far": -5.0,
    "amount same": 4.0,
    "amount near": 2.8,
    "amount other": -1.2,
    "headcount same": 4.5,
    "headcount near": 2.2,
    "headcount other": -2.9,
    "share same": 3.5,
    "share near": 0.5,
    "share other": -5.0,
    "parts same": 1.0,
    "parts other": -3.0,
    "location same": 1.3,
    "location other": -0.7,
    "position same": 2.0,
}
_YEAR_ONCE, _YEAR_OFTEN = 2.2, 1.1  # a year in common says more of what happens once


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely two tellings are of one event: log-odds, and the findings that weigh most, each way."""

    score: float
    reason: str


def score_tellings(one: Telling, other: Telling, owners: Owners) -> Verdict:
    """Weigh two tellings of one type."""
    findings = compare_tellings(one, other, owners)
    once = bool({one.kind, other.kind} & _ONCE)
    agreement = _name_agreement(findings, one)
    weights = {f"participants {agreement}": _AGREEMENT[agreement][0 if once else 1]}
    if "date year" in findings:
        weights["date year"] = _YEAR_ONCE if once and agreement == "whole" else _YEAR_OFTEN
    for finding in findings:
        weight = _WEIGHTS.get(f"{one.kind.type} {finding}", _WEIGHTS.get(finding))
        if weight is not None:
            weights[finding] = weight
    ranked = sorted(weights, key=lambda finding: (-abs(weights[finding]), finding))
    return Verdict(round(sum(weights.values()), 3), ", ".join(ranked[:_REASONS]))


def _name_agreement(findings: set[str], telling: Telling) -> str:
    """How much of what tells the event from others agrees."""
    if any(whole <= findings for whole in _WHOLE[telling.kind.type]):
        return "whole"
    if telling.kind in _SUBJECT_ALONE and "subject same" in findings:
        return "whole"
    if "target same" in findings:
        return "target"
    return "part" if any(f"{role} {level}" in findings for role in Role for level in ("same", "partly")) else "none"
