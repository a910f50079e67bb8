"""What keeps two drafts from being one event, however alike they are: dates, roles, kinds and ends that contradict.

These are cannot-link constraints (Wagstaff and Cardie, "Clustering with Instance-level Constraints", ICML 2000). Two
drafts of one sentence are never parted: which of its dates and names belong to which of its words is too uncertain.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from corpdb.extraction.events.dating import read_dates
from corpdb.extraction.events.drafts import LIKELY, Draft, make_telling
from corpdb.extraction.events.status import read_status
from corpdb.extraction.events.tellings import Reading
from corpdb.extraction.facts import PartialDate
from corpdb.extraction.names.entities import Entity
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, Role

# What is less probable than this parts nothing.
_LEAST_DRAFT = 0.2
# The roles that one participant has, so that two of them make two events.
_SINGLE = {
    EventType.TRANSACTION: (Role.BUYER, Role.TARGET),
    EventType.FINANCING: (Role.SUBJECT,),
    EventType.EXPANSION: (Role.SUBJECT, Role.TARGET),
    EventType.LEADERSHIP: (Role.PERSON,),
}
_OPPOSITES = (
    {EventKind.APPOINTMENT, EventKind.DEPARTURE},
    {EventKind.IPO, EventKind.DELISTING},
    {EventKind.SPLIT, EventKind.CONSOLIDATION},
    {EventKind.SPIN_OFF, EventKind.CONSOLIDATION},
)
_SURE_KIND = 0.7
# How likely the less likely of two rivals is; a target is named in more ways, by the whole and by its parts.
_LEAST_RIVAL, _LEAST_RIVALS = 0.3, {Role.TARGET: LIKELY}
# What had happened so many days before a date does not happen then: a deal is signed long before it is closed, but
# mostly within a year. Proceedings take years.
_DAYS_APART = 365
_ANNOUNCING = "decision"
# How sure it is that something is ended which another sentence says goes on.
_SURE_END = 0.7
_LASTING = "lasting"
_DRAWN_OUT = frozenset({EventType.REGULATION})


@dataclass(frozen=True, slots=True)
class _Dating:
    """The date that a draft's own sentence states for it, and how far the event has gone.

    `done` is whether nothing in the sentence speaks of a mere announcement, whose date would be a step of the event.
    """

    date: PartialDate
    status: EventStatus
    done: bool


class Constraints:
    """Says which drafts of one document, read as `reading`, cannot be one event."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._datings: dict[Draft, _Dating | None] = {}
        self._ends: dict[Draft, float] = {}

    def part(self, drafts: Iterable[Draft], other: Draft) -> bool:
        """Whether one of `drafts`, of the type of `other`, contradicts it."""
        return any(self._contradict(one, other) for one in drafts if one.scene is not other.scene)

    def _contradict(self, one: Draft, other: Draft) -> bool:
        if min(one.probability, other.probability) < _LEAST_DRAFT:
            return False
        roles = _SINGLE.get(one.type, ())
        if are_opposite(one, other) or any(have_rivals(one, other, role) for role in roles):
            return True
        if self._outlasts(one, other) or self._outlasts(other, one):
            return True
        dated = one.scene.dated and other.scene.dated and one.type not in _DRAWN_OUT
        return dated and self._are_apart(one, other)

    def _outlasts(self, one: Draft, other: Draft) -> bool:
        """Whether the sentence of one says that it goes on, while the other one is ended."""
        around = self._reading.sentences[self._reading.find_sentence(one.trigger.head)]
        is_lasting = any(words.value == _LASTING for words in around.withdrawals)
        return is_lasting and self._weigh_end(one) < LIKELY and self._weigh_end(other) >= _SURE_END

    def _weigh_end(self, draft: Draft) -> float:
        """How likely it is by the sentence of a draft that it is called off or ended."""
        if draft not in self._ends:
            statuses = read_status(self._reading, make_telling(draft, draft.kind, self._reading))
            self._ends[draft] = statuses.get(EventStatus.CANCELLED, 0.0)
        return self._ends[draft]

    def _are_apart(self, one: Draft, other: Draft) -> bool:
        """Whether by their own dates one had long happened when the other one does, which is not called off."""
        datings = [dating for draft in (one, other) if (dating := self._date(draft))]
        if len(datings) < 2:  # noqa: PLR2004 (a pair)
            return False
        before, after = sorted(datings, key=lambda dating: dating.date.first)
        days = (after.date.first - before.date.last).days
        return before.done and after.status is not EventStatus.CANCELLED and days > _DAYS_APART

    def _date(self, draft: Draft) -> _Dating | None:
        if draft not in self._datings:
            self._datings[draft] = _read_dating(draft, self._reading)
        return self._datings[draft]


def _read_dating(draft: Draft, reading: Reading) -> _Dating | None:
    """What the sentence of a draft says of its date, if it is likely; not the day of publication."""
    telling = make_telling(draft, draft.kind, reading)
    best, probability = read_dates(reading, telling)[0]
    sentence = draft.scene.sentence
    if not best.date or not best.where or probability < LIKELY or not sentence.first <= best.where[0] < sentence.last:
        return None
    statuses = read_status(reading, telling)
    status = max(statuses, key=lambda one: statuses[one])
    signs = reading.sentences[telling.sentence].signs
    done = status is EventStatus.COMPLETED and all(sign.value != _ANNOUNCING for sign in signs)
    return _Dating(best.date, status, done)


def are_opposite(one: Draft, other: Draft) -> bool:
    """Whether their kinds, both sure, undo one another."""
    if min(one.kinds[one.kind], other.kinds[other.kind]) < _SURE_KIND:
        return False
    return {one.kind, other.kind} in _OPPOSITES


def have_rivals(one: Draft, other: Draft, role: Role) -> bool:
    """Whether each names another one for `role`, one of them likely, whom the other sentence does not name."""
    first, second = one.best(role), other.best(role)
    if not first or not second or max(first[1], second[1]) < LIKELY:
        return False
    if min(first[1], second[1]) < _LEAST_RIVALS.get(role, _LEAST_RIVAL):
        return False
    named, beside = one.scene.named, other.scene.named
    if first[0] not in named - beside or second[0] not in beside - named:
        return False
    return not _are_kindred(first[0], second[0])


def _are_kindred(one: Entity, other: Entity) -> bool:
    """Whether one owns the other, both have one owner, or their names share a word and may well mean one."""
    owners = {one, one.parent} & {other, other.parent} - {None}
    return bool(owners) or not set(one.key).isdisjoint(other.key)
