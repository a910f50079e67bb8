"""From a trigger to an event: which of the names around it take part, and in which roles."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Sense
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import Slot
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token
from corpdb.models.vocabulary import EventType, OrganizationKind, Role

_AUTHORITIES = (OrganizationKind.PUBLIC, OrganizationKind.OTHER)
_NEVER_PUBLIC = (EventType.RESTRUCTURING, EventType.FINANCING)
_PASSIVE_REACH = 3
_BY_REACH = 3
_OF_REACH = 7
_FALLBACK_REACH = 25
_BREAKS = frozenset(";:")
SYMMETRIC_ROLES = (Role.PARTNER, Role.PARTY)


@dataclass(slots=True, eq=False)
class Roles:
    """Who takes part, in order of discovery; nobody twice. `before` are those of equal partners named first."""

    filled: dict[Entity, Role] = field(default_factory=dict[Entity, Role])
    before: tuple[Entity, ...] = ()

    def add(self, entity: Entity, role: Role) -> None:
        """Give `entity` the role, unless it has one."""
        self.filled.setdefault(entity, role)

    def has(self, role: Role) -> bool:
        """Whether anybody has the role."""
        return role in self.filled.values()

    def of(self, role: Role) -> list[Entity]:
        """Who has the role."""
        return [entity for entity, own in self.filled.items() if own is role]


class FrameFiller:
    """Fills the frames of one sentence's triggers."""

    def __init__(self, tokens: Sequence[Token], sentence: Sentence, slots: Sequence[Slot], lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._sentence = sentence
        self._organizations = [slot for slot in slots if slot.place.entity.sort is Sort.ORGANIZATION]
        self._people = [slot for slot in slots if slot.place.entity.sort is Sort.PERSON]
        self._grammar = lexicon.grammar
        self._breaks = [at for at in range(sentence.first, sentence.last) if tokens[at].text in _BREAKS]

    def fill(self, match: Match[Sense]) -> Roles:
        """The participants that the sentence itself names for the trigger `match`."""
        roles = Roles()
        sense = match.value
        if sense.kind.type is EventType.LEADERSHIP:
            self._fill_person(match, roles)
        if sense.frame.subject and sense.frame.subject in SYMMETRIC_ROLES:
            self._fill_symmetric(match, roles, sense.frame.subject)
            return roles
        passive = sense.verb and self._is_passive(match)
        subject, target = sense.frame.subject, sense.frame.object
        if passive and target:
            subject, target = target, subject
        self._fill_before(match, roles, subject)
        self._fill_after(match, roles, target, passive=passive)
        if sense.kind.type in _NEVER_PUBLIC:
            return _drop_public_subjects(roles)
        return _mend_authorities(roles) if sense.kind.type is EventType.REGULATION else roles

    def _is_passive(self, match: Match[Sense]) -> bool:
        if self._tokens[match.first].low.endswith(self._grammar.active_endings):
            return False
        before = self._tokens[max(self._sentence.first, match.first - _PASSIVE_REACH) : match.first]
        after = self._tokens[match.last : min(match.last + _BY_REACH, self._sentence.last)]
        return any(token.low in self._grammar.passive_words for token in before) or any(
            token.low in self._grammar.by_words for token in after
        )

    def _fill_person(self, match: Match[Sense], roles: Roles) -> None:
        """The person who stands closest to the trigger."""
        if self._people:
            nearest = min(self._people, key=lambda slot: distance(slot, match))
            roles.add(nearest.place.entity, Role.PERSON)

    def _fill_symmetric(self, match: Match[Sense], roles: Roles, role: Role) -> None:
        """Partners: the list right before the trigger, and the first names after it that its prepositions allow."""
        before = self._partners_before(match)
        for slot in (*before, *self._partners_after(match)):
            roles.add(slot.place.entity, role)
        roles.before = tuple({slot.place.entity: None for slot in before})

    def _partners_before(self, match: Match[Sense]) -> list[Slot]:
        before = [slot for slot in self._actors(match) if slot.place.last <= match.first]
        plain = [slot for slot in before if slot.preposition is None or slot.owner]
        main = plain[-1] if plain else before[-1] if before else None
        return list(self._listed_with(main, before)) if main else []

    def _partners_after(self, match: Match[Sense]) -> list[Slot]:
        found: list[Slot] = []
        for slot in self._actors(match):
            fitting = slot.preposition is None or slot.preposition in match.value.frame.prepositions
            near = slot.place.first - match.last <= _FALLBACK_REACH
            if slot.place.first >= match.last and fitting and near:
                if found and not self._is_joined(found[-1], slot) and slot.preposition is None:
                    break
                found.append(slot)
        return found

    def _actors(self, match: Match[Sense]) -> Iterator[Slot]:
        return (slot for slot in self._within_breaks(match) if slot.place.entity.kind not in _AUTHORITIES)

    def _within_breaks(self, match: Match[Sense]) -> Iterator[Slot]:
        """The slots that no semicolon or colon parts from the trigger."""
        at = bisect_left(self._breaks, match.first)
        low = self._breaks[at - 1] if at else self._sentence.first
        high = self._breaks[at] if at < len(self._breaks) else self._sentence.last
        return (slot for slot in self._organizations if low <= slot.place.first < high)

    def _fill_before(self, match: Match[Sense], roles: Roles, role: Role | None) -> None:
        before = [slot for slot in self._within_breaks(match) if slot.place.last <= match.first]
        if not role or not before:
            return
        owner = before[-1] if before[-1].owner and match.first - before[-1].place.last <= _OF_REACH else None
        plain = [slot for slot in before if slot.preposition is None]
        main = owner or (plain[-1] if plain else None)
        if not main and match.first - before[0].place.last <= _FALLBACK_REACH:
            main = next((slot for slot in before if slot.preposition in self._grammar.of_words), None)
        if main:
            for slot in self._listed_with(main, before):
                self._add(roles, slot.place.entity, role)
        for slot in before:
            marked = match.value.frame.prepositions.get(slot.preposition or "")
            near = match.first - slot.place.last <= _OF_REACH
            if marked and near and slot.preposition not in self._grammar.of_words and marked is not role:
                self._add(roles, slot.place.entity, marked)

    def _listed_with(self, main: Slot, slots: Sequence[Slot]) -> Iterator[Slot]:
        """The slot and those that stand in one list with it, before it."""
        at = slots.index(main)
        while at > 0 and self._is_joined(slots[at - 1], slots[at]):
            at -= 1
        yield from slots[at : slots.index(main) + 1]

    def _is_joined(self, one: Slot, other: Slot) -> bool:
        between = self._tokens[one.place.last : other.place.first]
        return 0 < len(between) <= 3 and all(  # noqa: PLR2004 (", et le" at most)
            token.low in self._grammar.coordinators or token.low in self._grammar.determiners for token in between
        )

    def _fill_after(self, match: Match[Sense], roles: Roles, target: Role | None, *, passive: bool) -> None:
        frame, taken = match.value.frame, False
        for slot in self._within_breaks(match):
            gap = slot.place.first - match.last
            if slot.place.last <= match.first or gap > _FALLBACK_REACH:
                continue
            preposition = slot.preposition
            if preposition in self._grammar.by_words and (passive or not match.value.verb):
                role = frame.subject
            elif preposition is None or preposition in self._grammar.of_words:
                near = gap <= _OF_REACH or preposition is None
                role = (target if frame.object and not passive else frame.object) if near and not taken else None
                taken = taken or (role is not None and not self._is_in_list(slot))
            else:
                role = frame.prepositions.get(preposition)
            if role:
                self._add(roles, slot.place.entity, role)

    def _is_in_list(self, slot: Slot) -> bool:
        """Whether another name of the same list follows."""
        at = self._organizations.index(slot)
        return at + 1 < len(self._organizations) and self._is_joined(slot, self._organizations[at + 1])

    def _add(self, roles: Roles, entity: Entity, role: Role) -> None:
        """Give the role, or the one beside it that the entity's kind allows: a company is no authority."""
        roles.add(entity, Role.SUBJECT if role is Role.AUTHORITY and entity.kind not in _AUTHORITIES else role)


def _mend_authorities(roles: Roles) -> Roles:
    """In regulation a public body acts and is not acted upon, whatever slot it stands in."""
    mended = Roles()
    for entity, role in roles.filled.items():
        mended.add(entity, Role.AUTHORITY if entity.kind is OrganizationKind.PUBLIC else role)
    return mended


def _drop_public_subjects(roles: Roles) -> Roles:
    """A court that opens a bankruptcy is not bankrupt, nor does a ministry raise a round."""
    public = OrganizationKind.PUBLIC
    kept = {who: role for who, role in roles.filled.items() if role is not Role.SUBJECT or who.kind is not public}
    return Roles(kept, roles.before)


def distance(slot: Slot, match: Match[Sense]) -> int:
    """How many tokens stand between a slot and a trigger."""
    return max(slot.place.first - match.last, match.first - slot.place.last, 0)
