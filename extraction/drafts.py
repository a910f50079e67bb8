"""Drafts of events: one for each trigger whose participants the sentence or what went before it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.extraction.article import Article
from corpdb.extraction.described import DescriptionReader
from corpdb.extraction.details import SentenceDetails, read_attributes, read_date, read_details, read_share, read_status
from corpdb.extraction.discourse import Discourse
from corpdb.extraction.entities import Entity, Sort
from corpdb.extraction.facts import Attributes, PartialDate, Span
from corpdb.extraction.frames import FrameFiller, Roles
from corpdb.extraction.lexicon import Lexicon
from corpdb.extraction.phrases import Match
from corpdb.extraction.sentences import Sentence
from corpdb.extraction.senses import Sense
from corpdb.extraction.slots import PlaceIndex, Slot, read_slots
from corpdb.models.vocabulary import KEY_ROLES, EventKind, EventStatus, EventType, OrganizationKind, Role

_DESCRIBED_REACH = 10
_IMPLIED = (Role.SUBJECT, Role.BUYER, Role.SELLER)
_OWN_KINDS = (OrganizationKind.LAB, OrganizationKind.UNIT)


@dataclass(slots=True, eq=False)
class Draft:
    """One place that tells an event: who takes part, and what the place says of it.

    `explicit` is how many participants the sentence itself names.
    """

    kind: EventKind
    roles: Roles
    span: Span
    status: EventStatus
    date: PartialDate | None
    attributes: Attributes
    explicit: int
    dated: bool
    prominent: bool


class Drafter:
    """Drafts the events of one document, sentence by sentence in order."""

    def __init__(self, article: Article, index: PlaceIndex, lexicon: Lexicon) -> None:
        self._article = article
        self._index = index
        self._lexicon = lexicon
        self._discourse = Discourse(article, index)
        self.descriptions = DescriptionReader(article, lexicon)

    def draft(self) -> Iterator[Draft]:
        """The drafts of the whole document."""
        paragraph = -1
        for sentence in self._article.sentences:
            if sentence.paragraph != paragraph:
                self._discourse.begin_paragraph()
                paragraph = sentence.paragraph
            yield from self._draft_sentence(sentence)

    def _draft_sentence(self, sentence: Sentence) -> Iterator[Draft]:
        tokens = self._article.tokens
        matches = self._lexicon.triggers.find(tokens, sentence.first, sentence.last)
        places = self._index.between(sentence.first, sentence.last)
        stops = {at for match in matches for at in range(match.first, match.last)}
        slots = read_slots(tokens, places, sentence.first, stops, self._lexicon.grammar)
        if matches:
            details = read_details(self._article, sentence, places, self._lexicon)
            filler = FrameFiller(tokens, sentence, slots, self._lexicon)
            for match in matches:
                if draft := self._draft_event(sentence, match, filler.fill(match), details):
                    yield draft
        self._discourse.follow(slots)

    def _draft_event(
        self, sentence: Sentence, match: Match[Sense], roles: Roles, details: SentenceDetails
    ) -> Draft | None:
        sense = match.value
        explicit = len(roles.filled)
        if explicit < sense.needs:
            return None
        self._complete(roles, sense, match)
        self._describe(roles, sentence, match)
        kind = _refine_kind(sense, roles, details, match)
        if not _is_whole(kind, roles):
            return None
        return Draft(
            kind=kind,
            roles=roles,
            span=Span(sentence.start, sentence.end),
            status=read_status(details, match),
            date=read_date(details, match, self._article.published),
            attributes=read_attributes(self._article, details, match, kind, self._lexicon),
            explicit=explicit,
            dated=bool(details.dates),
            prominent=sentence.heading or sentence.paragraph <= 1,
        )

    def _complete(self, roles: Roles, sense: Sense, match: Match[Sense]) -> None:
        """Give the role that the frame's subject has to whom the text speaks of, where the sentence names nobody."""
        role = sense.frame.subject
        if sense.kind.type is EventType.REGULATION:
            role = Role.SUBJECT
        antecedent = self._discourse.antecedent
        if role in _IMPLIED and antecedent and not roles.has(role):
            roles.add(antecedent, role)
        elif role in (Role.PARTNER, Role.PARTY) and antecedent and len(roles.filled) == 1:
            roles.add(antecedent, role)

    def _describe(self, roles: Roles, sentence: Sentence, match: Match[Sense]) -> None:
        """A described lab or unit close to the trigger is the target that no name gives."""
        frame = match.value.frame
        if frame.object is not Role.TARGET or roles.has(Role.TARGET) or not frame.subject:
            return
        owner = next(iter(roles.of(frame.subject)), None)
        reach = min(match.last + _DESCRIBED_REACH, sentence.last)
        found = self.descriptions.find(match.first, reach) or self.descriptions.find(
            max(sentence.first, match.first - _DESCRIBED_REACH), match.first
        )
        if found and owner:
            roles.add(self.descriptions.make_entity(found, owner), Role.TARGET)


def _refine_kind(sense: Sense, roles: Roles, details: SentenceDetails, match: Match[Sense]) -> EventKind:
    """The kind that the participants and figures make of a sale: a stake, assets, or a sale to nobody known."""
    if sense.kind is not EventKind.ACQUISITION:
        return sense.kind
    if read_share(details, match):
        return EventKind.STAKE
    targets = roles.of(Role.TARGET)
    if targets and all(target.kind in _OWN_KINDS and target.parent and " " in target.name for target in targets):
        return EventKind.ASSET_TRANSFER if roles.has(Role.BUYER) else EventKind.DIVESTITURE
    return sense.kind if roles.has(Role.BUYER) else EventKind.DIVESTITURE


def _is_whole(kind: EventKind, roles: Roles) -> bool:
    """Whether enough of the key roles are filled for the event to say anything."""
    filled = sum(role in KEY_ROLES[kind.type] for role in roles.filled.values())
    match kind.type:
        case EventType.PARTNERSHIP:
            return filled > 1
        case EventType.TRANSACTION:
            return filled > 1 or kind is EventKind.DIVESTITURE
        case EventType.LEADERSHIP:
            return roles.has(Role.PERSON) and roles.has(Role.SUBJECT)
        case _:
            return filled > 0


def organizations(draft: Draft) -> Sequence[Entity]:
    """The organizations that take part."""
    return [entity for entity in draft.roles.filled if entity.sort is Sort.ORGANIZATION]
