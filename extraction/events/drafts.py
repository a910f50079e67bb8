"""Drafts of events: one for each trigger whose participants the sentence or what went before it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.extraction.events.details import DetailReader, Details, holds_evidence, is_denied, read_share
from corpdb.extraction.events.discourse import Discourse
from corpdb.extraction.events.frames import SYMMETRIC_ROLES, FrameFiller, Roles
from corpdb.extraction.events.tellings import Surroundings, Telling
from corpdb.extraction.facts import Span
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Sense
from corpdb.extraction.names.described import Description, DescriptionReader
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import Place, PlaceIndex, read_slots
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.models.vocabulary import KEY_ROLES, EventKind, EventType, OrganizationKind, Role

_DESCRIBED_REACH = 10
_OWNER_REACH = 4
_IMPLIED = (Role.SUBJECT, Role.BUYER, Role.SELLER)
_NEVER_DESCRIBED = (EventType.LEADERSHIP, EventType.PARTNERSHIP, EventType.REGULATION)
_OWNERS = (OrganizationKind.COMPANY, OrganizationKind.ACADEMIC, OrganizationKind.UNIT)
_LISTINGS = (EventKind.IPO, EventKind.DELISTING)


@dataclass(slots=True, eq=False)
class Draft:
    """One place that tells an event: who takes part, and what the place says of it.

    `explicit` is how many participants the sentence itself names.
    """

    kind: EventKind
    roles: Roles
    span: Span
    telling: Telling
    details: Details
    explicit: int
    prominent: bool


class Drafter:
    """Drafts the events of one document, sentence by sentence in order."""

    def __init__(self, article: Article, entities: Sequence[Entity], index: PlaceIndex, lexicon: Lexicon) -> None:
        self._article = article
        self._index = index
        self._lexicon = lexicon
        self._discourse = Discourse(article, index)
        self.details = DetailReader(article, index, lexicon)
        self.descriptions = DescriptionReader(article, lexicon, entities)

    def draft(self) -> Iterator[Draft]:
        """The drafts of the whole document."""
        paragraph = -1
        for around in self.details.reading.sentences:
            sentence = around.sentence
            if sentence.paragraph != paragraph:
                self._discourse.begin_paragraph()
                paragraph = sentence.paragraph
            yield from self._draft_sentence(around)

    def _draft_sentence(self, around: Surroundings) -> Iterator[Draft]:
        tokens, sentence, matches = self._article.tokens, around.sentence, around.triggers
        places = self._index.between(sentence.first, sentence.last)
        stops = {at for match in matches for at in range(match.first, match.last)}
        slots = read_slots(tokens, places, sentence.first, stops, self._lexicon.grammar)
        if matches:
            filler = FrameFiller(tokens, sentence, slots, self._lexicon)
            for match in (match for match in matches if not is_denied(around, match)):
                for roles in _distribute(match.value, filler.fill(match)):
                    if draft := self._draft_event(around, match, roles):
                        yield draft
        self._discourse.follow(slots)

    def _draft_event(self, around: Surroundings, match: Match[Sense], roles: Roles) -> Draft | None:
        sense, sentence = match.value, around.sentence
        self._describe(roles, sentence, match)
        explicit = len(roles.filled)
        if explicit + self._has_anaphor(sentence) < sense.needs or not holds_evidence(around, sense.evidence):
            return None
        self._complete(roles, sense)
        kind = _refine_kind(match, roles, around, self._lexicon.names.sites)
        if not _is_whole(kind, roles):
            return None
        place = self.details.reading.find_sentence(match.first)
        names = tuple(one.first for one in self._index.between(sentence.first, sentence.last) if one.entity in roles.filled)
        telling = Telling(place, match.first, match.last, kind, sense.status, sense.verb, names)
        return Draft(
            kind=kind,
            roles=roles,
            span=Span(sentence.start, sentence.end),
            telling=telling,
            details=self.details.read(telling),
            explicit=explicit,
            prominent=sentence.heading or sentence.paragraph <= 1,
        )

    def _has_anaphor(self, sentence: Sentence) -> bool:
        """Whether the sentence speaks of an organization without its name: `le groupe`, `its`, `they`."""
        grammar, tokens = self._lexicon.grammar, self._article.tokens
        words = tokens[sentence.first : sentence.last]
        return any(token.low in grammar.possessives or token.low in grammar.pronouns for token in words) or bool(
            grammar.anaphors.find(tokens, sentence.first, sentence.last)
        )

    def _complete(self, roles: Roles, sense: Sense) -> None:
        """Give the role that the frame's subject has to whom the text speaks of, where the sentence names nobody."""
        role = Role.SUBJECT if sense.kind.type is EventType.REGULATION else sense.frame.subject
        antecedent = self._discourse.antecedent
        if not role or not antecedent:
            return
        missing = role in _IMPLIED and not roles.has(role)
        if missing or (role in SYMMETRIC_ROLES and len(roles.filled) == 1):
            roles.add(antecedent, role)

    def _describe(self, roles: Roles, sentence: Sentence, match: Match[Sense]) -> None:
        """A described lab or unit right behind the trigger is what it is about, before any name further on."""
        frame = match.value.frame
        targeted = frame.object is Role.TARGET
        if not (targeted or frame.object is Role.SUBJECT) or match.value.kind.type in _NEVER_DESCRIBED:
            return
        described = self._find_description(sentence, match, before=targeted and not roles.has(Role.TARGET))
        owners = roles.of(frame.subject) if frame.subject else []
        if not described:
            return
        found, named = described
        owner = named or (owners[0] if owners else self._discourse.antecedent)
        role = Role.TARGET if targeted else Role.SUBJECT
        unit = self.descriptions.make_entity(found, owner) if owner and owner.kind in _OWNERS else None
        if not owner or not unit:
            return
        if unit is owner:
            roles.add(owner, role)
            return
        if owners and not targeted and match.value.kind not in _LISTINGS:
            return
        for other in roles.of(role):
            del roles.filled[other]
        if targeted and frame.subject:
            roles.add(owner, Role.SELLER if named and frame.subject is Role.BUYER else frame.subject)
        roles.add(unit, role)

    def _find_description(
        self, sentence: Sentence, match: Match[Sense], *, before: bool
    ) -> tuple[Description, Entity | None] | None:
        """The described unit that a trigger is about, and its owner if a name before it says so (`IBM's business`)."""
        after = [place for place in self._index.between(match.last, sentence.last) if _is_organization(place)]
        name = after[0] if after else None
        start = match.first + (not match.value.verb)
        reach = min([match.last + _DESCRIBED_REACH, sentence.last, *([name.first] if name else ())])
        if found := self.descriptions.find(start, reach):
            return found, None
        if name and name.first - match.last <= _OWNER_REACH and self._is_owner(name, sentence):
            end = min(name.last + _DESCRIBED_REACH, sentence.last)
            found = self.descriptions.find(name.last, end)
            return (found, name.entity) if found else None
        found = self.descriptions.find(max(sentence.first, match.first - _DESCRIBED_REACH), match.first)
        return (found, None) if found and before else None

    def _is_owner(self, place: Place, sentence: Sentence) -> bool:
        marks = self._lexicon.grammar.possessive_marks
        return place.last < sentence.last and self._article.tokens[place.last].low in marks


def _is_organization(place: Place) -> bool:
    return place.entity.sort is Sort.ORGANIZATION


def _distribute(sense: Sense, roles: Roles) -> Iterator[Roles]:
    """Each pair of partners where one breath tells of what is sold on several platforms; else the roles as they are."""
    if sense.kind is not EventKind.DISTRIBUTION or len(roles.before) == len(roles.filled) or not roles.before:
        yield roles
        return
    for seller in roles.before:
        for platform in roles.filled:
            if platform not in roles.before:
                yield Roles({seller: Role.PARTNER, platform: Role.PARTNER})


def _refine_kind(match: Match[Sense], roles: Roles, around: Surroundings, sites: frozenset[str]) -> EventKind:
    """The kind that the participants and figures make of a sale: a stake, assets, or a sale to nobody known."""
    sense = match.value
    if sense.kind is not EventKind.ACQUISITION:
        return sense.kind
    if read_share(around, match):
        return EventKind.STAKE
    targets = roles.of(Role.TARGET)
    if not targets and roles.has(Role.BUYER):
        return EventKind.ASSET_TRANSFER
    if targets and all(_is_site(target, sites) for target in targets):
        return EventKind.ASSET_TRANSFER if roles.has(Role.BUYER) else EventKind.DIVESTITURE
    sold = roles.has(Role.SELLER) and not roles.has(Role.BUYER)
    return EventKind.DIVESTITURE if sold else sense.kind


def _is_site(entity: Entity, sites: frozenset[str]) -> bool:
    return entity.kind is OrganizationKind.LAB or not sites.isdisjoint(entity.key)


def _is_whole(kind: EventKind, roles: Roles) -> bool:
    """Whether enough of the key roles are filled for the event to say anything."""
    filled = sum(role in KEY_ROLES[kind.type] for role in roles.filled.values())
    match kind.type:
        case EventType.PARTNERSHIP:
            return filled > 1
        case EventType.TRANSACTION:
            return filled > 1 or (kind is EventKind.DIVESTITURE and roles.has(Role.SELLER))
        case EventType.LEADERSHIP:
            return roles.has(Role.PERSON) and roles.has(Role.SUBJECT)
        case _:
            return filled > 0
