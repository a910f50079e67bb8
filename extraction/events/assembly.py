"""The facts of a document from its entities and merged events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from corpdb.extraction.events.details import DetailReader, Weighed
from corpdb.extraction.events.drafts import Draft, make_telling
from corpdb.extraction.events.explaining import Explainer
from corpdb.extraction.events.reading import Told
from corpdb.extraction.facts import EventFact, EventMention, OrganizationFact, Participant, Span
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.text.article import Article
from corpdb.models.vocabulary import EventKind

# A draft has a say in an event's details if it is at least so probable beside the surest one.
_TELLING = 0.5


def make_organizations(
    article: Article, entities: Iterable[Entity], homes: Mapping[Entity, AbstractSet[str]]
) -> tuple[OrganizationFact, ...]:
    """The organizations among `entities`, each name once, in the order of the text, with their `homes`, if any."""
    by_name: dict[str, Entity] = {}
    for entity in entities:
        if entity.sort is Sort.ORGANIZATION:
            entity.name = _free_name(entity, by_name)
            by_name[entity.name] = entity
    return tuple(_make_organization(article, entity, homes.get(entity, ())) for entity in by_name.values())


def _free_name(entity: Entity, taken: dict[str, Entity]) -> str:
    """The name of the entity, or another form of it where two have the same."""
    forms = (entity.name, *entity.forms, " ".join(entity.key))
    number = len(taken)
    return next((form for form in forms if form not in taken), f"{entity.name} ({number})")


def _make_organization(article: Article, entity: Entity, homes: Iterable[str]) -> OrganizationFact:
    tokens = article.tokens
    spans = {Span(tokens[found.first].start, tokens[found.last - 1].end) for found in entity.candidates}
    parent = entity.parent if entity.parent and entity.parent is not entity else None
    return OrganizationFact(
        name=entity.name,
        kind=entity.kind,
        spans=tuple(sorted(spans)),
        aliases=tuple(form for form in entity.forms if form != entity.name),
        parent=parent.name if parent else None,
        countries=tuple(sorted(homes)),
        renamings=tuple(entity.renamings),
    )


def make_events(
    told: Iterable[Told], details: DetailReader, explainer: Explainer | None = None
) -> tuple[EventFact, ...]:
    """The events that were told, with what the text says of each, and why if there is an `explainer`."""
    return tuple(_make_event(event, details, explainer) for event in told)


def _make_event(event: Told, details: DetailReader, explainer: Explainer | None) -> EventFact:
    drafts = _choose_tellings(event)
    tellings = [make_telling(draft, event.kind, details.reading) for draft in drafts]
    weighed = [details.weigh(telling) for telling in tellings]
    whole = details.combine(weighed)
    return EventFact(
        type=event.kind.type,
        kind=event.kind,
        status=whole.status,
        date=whole.date,
        participants=tuple(Participant(role, entity.name) for entity, (role, _) in event.parts.items()),
        attributes=whole.attributes,
        mentions=tuple(_make_mentions(drafts, weighed, details)),
        confidence=round(event.probability, 2),
        explanation=explainer.explain(event, list(zip(drafts, tellings, strict=True)), whole) if explainer else None,
    )


def _choose_tellings(event: Told) -> list[Draft]:
    """The drafts that have a say in the details: of a sentence the surest, or clearly fuller, one."""
    surest = event.drafts[0].probability
    chosen: dict[int, Draft] = {}
    for draft in event.drafts:
        if draft.probability >= _TELLING * surest:
            known = chosen.setdefault(draft.scene.sentence.first, draft)
            if _fullness(draft, event.kind) > _fullness(known, event.kind) + 1:
                chosen[draft.scene.sentence.first] = draft
    return list(chosen.values())


def _fullness(draft: Draft, kind: EventKind) -> int:
    """How many words say that the event is of `kind`."""
    return draft.trigger.sizes(draft.type).get(kind, 0)


def _make_mentions(
    drafts: Sequence[Draft], weighed: Sequence[Weighed], details: DetailReader
) -> Iterator[EventMention]:
    """The sentences that tell an event, each once, the surest first."""
    seen: set[Span] = set()
    for draft, one in zip(drafts, weighed, strict=True):
        span = Span(draft.scene.sentence.start, draft.scene.sentence.end)
        if span not in seen:
            seen.add(span)
            own = details.combine([one])
            yield EventMention(span, own.status, own.date, own.attributes, round(draft.probability, 2))
