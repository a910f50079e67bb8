"""How surely two tellings are of one event: findings are weighed, the sum is a log-odds, and the reasons are named.

The weights were set beside a regression over pairs of a made-up world, and held back where the press is less tidy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpdb.models.vocabulary import EventKind, EventType
from corpdb.resolution.events.comparing import compare_dates, compare_figures, compare_kinds, compare_parties
from corpdb.resolution.events.kinds import ONCE, SUBJECT_ALONE
from corpdb.resolution.events.telling import Telling

LINK = 1.0
"""From this score on, two tellings are taken for one event."""
APART = -3.4
"""Down from this score, they are taken for two, whatever else joins them."""
_REASONS = 4

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
_HOPELESS = -7.5  # no date or figure makes good for it
_WEIGHTS = {
    "kind akin": -2.5,
    "kind other": _NEVER,
    "buyer other": _NEVER,
    "buyer kin": -2.0,
    "buyer sibling": -4.0,
    "object other": _NEVER,
    "object untold": -0.8,
    "target other": -6.0,
    "target kin": -2.5,
    "target sibling": -6.0,
    "target translated": -0.5,
    "object translated": -1.0,
    "buyer translated": -1.0,
    "seller translated": -1.0,
    "partner translated": -0.5,
    "investor translated": -0.5,
    "subject translated": -2.0,
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
    "authority translated": -0.5,
    "amount same": 4.0,
    "amount near": 2.8,
    "amount other": -0.8,
    "amount far": -3.0,
    "headcount same": 4.5,
    "headcount near": 2.2,
    "headcount other": -2.0,
    "headcount far": -3.2,
    "share same": 3.5,
    "share near": 0.5,
    "share other": -4.0,
    "share far": -5.0,
    "parts same": 1.0,
    "parts other": -3.0,
    "location same": 1.3,
    "location other": -1.2,
    "position same": 2.0,
    "series same": 2.0,
    "series other": -5.0,
}
# In a transaction the target is all.
_SPECIAL = {
    (EventType.TRANSACTION, f"target {level}"): f"object {level}" for level in ("other", "translated", "untold")
}
_DATES = {
    "day": 4.0,
    "days": 1.5,
    "weeks": 0.8,
    "month": 3.2,
    "quarter": 2.5,
    "about": 2.0,
    "before": 0.7,
    "long before": -0.5,
    "ahead": -1.0,
    "season later stage": 1.5,
    "months later stage": -0.1,
    "season same stage": -2.4,
    "months same stage": -3.8,
    "season earlier stage": -4.0,
    "months earlier stage": -5.0,
    "far": -5.0,
    "year": 1.1,
    "unknown": 0.0,
}
_YEAR_ONCE = 2.2  # a year in common says more of what happens once, told whole


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely two tellings are of one event: log-odds, the sum of what each finding weighs."""

    score: float
    weights: Mapping[str, float]

    @property
    def reason(self) -> str:
        """The findings that weigh most, each way."""
        return _rank_findings(tuple(self.weights.items()))


def score_tellings(one: Telling, other: Telling) -> Verdict:
    """Weigh two tellings of one type: their kinds and participants first, which may settle it."""
    weights: dict[str, float] = {}
    kinds = compare_kinds(one.kind, other.kind)
    _add_weight(weights, _name_finding("kind", kinds))
    if kinds == "other":  # which no other finding makes good for
        return Verdict(_NEVER, weights)
    findings: list[str] = []
    for role, level in compare_parties(one, other):
        finding = _name_finding(role, level)
        findings.append(finding)
        _add_weight(weights, _SPECIAL.get((one.kind.type, finding), finding))
    if sum(weights.values()) > _HOPELESS:
        _add_rest(weights, frozenset(findings), one, other)
    return Verdict(round(sum(weights.values()), 3), weights)


def _add_rest(weights: dict[str, float], findings: frozenset[str], one: Telling, other: Telling) -> None:
    """Weigh what participants agree, and dates and figures."""
    once = one.kind in ONCE or other.kind in ONCE
    agreement = _name_agreement(findings, one.kind)
    weights[_name_finding("participants", agreement)] = _AGREEMENT[agreement][0 if once else 1]
    date = compare_dates(one, other)
    is_year = date == "year" and once and agreement == "whole"
    weights[_name_finding("date", date)] = _YEAR_ONCE if is_year else _DATES[date]
    for figure, level in compare_figures(one, other):
        _add_weight(weights, _name_finding(figure, level))


def _add_weight(weights: dict[str, float], finding: str) -> None:
    if weight := _WEIGHTS.get(finding):
        weights[finding] = weight


@cache  # there are few, and millions of pairs
def _rank_findings(weights: tuple[tuple[str, float], ...]) -> str:
    ranked = sorted(weights, key=lambda weighed: (-abs(weighed[1]), weighed[0]))
    return ", ".join(finding for finding, _ in ranked[:_REASONS])


@cache
def _name_finding(subject: str, level: str) -> str:
    return f"{subject} {level}"


@cache
def _name_agreement(findings: frozenset[str], kind: EventKind) -> str:
    """How much of what tells the event from others agrees."""
    if any(whole <= findings for whole in _WHOLE[kind.type]):
        return "whole"
    if kind in SUBJECT_ALONE and "subject same" in findings:
        return "whole"
    if "target same" in findings:
        return "target"
    is_partly = any(finding.endswith((" same", " partly")) for finding in findings)
    return "part" if is_partly or "partner translated" in findings else "none"
