"""What every fact keeps to, proven on the rows: a quote is its slice, and nothing stands without its source."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Exists,
    FromClause,
    Integer,
    Select,
    Table,
    TextClause,
    exists,
    func,
    literal_column,
    select,
    text,
    union_all,
)

from corpdb.models.events import ANY_TYPE
from corpdb.models.schema import metadata
from corpdb.models.vocabulary import Verdict
from corpdb.resolution.organizations import find_circles
from corpdb.storage.decisions.guarantees import Guarantee, is_joined_by_decision, list_decided
from corpdb.storage.events.best import find_best
from corpdb.storage.events.choosing import TYPE_COLUMNS
from corpdb.storage.loading.sources import SOURCED
from corpdb.storage.organizations.periods import find_end
from corpdb.storage.tables import (
    BEST_MENTION,
    DOCUMENT,
    DOCUMENT_ADDRESS,
    EVENT,
    EVENT_CHANGE,
    EVENT_CHOICE,
    EVENT_CHOICE_VERSION,
    EVENT_NUMBER,
    EVENT_VERSION,
    MENTION,
    MENTION_PARTICIPANT,
    NAME_PERIOD,
    ORGANIZATION,
    ORGANIZATION_ACTIVITY,
    ORGANIZATION_ALIAS,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_NUMBER,
    ORGANIZATION_RENAMING,
    ORGANIZATION_SAYING,
    PARTICIPATION,
    PERSON,
    PLACE,
    SOURCE_COUNT,
    TELLING,
    UNSETTLED_EVENT,
)

_MISCOUNTED = "with a wrong number of documents"


def find_broken_guarantees(connection: Connection) -> Iterator[str]:
    """A sentence for each guarantee that rows break: how many they are, and which is the first."""
    for place, number, first in connection.execute(_select_broken(type(connection.dialect))):
        guarantee = _list_guarantees()[int(place)]
        yield f"{guarantee.table.name} {guarantee.wrong}: {number} rows, the first has the id {first}"
    if circles := _find_circles(connection):
        yield f"organization that is part of itself: {len(circles)} rows, the first has the id {min(circles)}"


@cache
def _select_broken(dialect: Callable[..., Dialect]) -> TextClause:
    """One statement for all guarantees, written once: to build and compile one for each takes longer than to ask."""
    counts = (_count_broken(place, guarantee) for place, guarantee in enumerate(_list_guarantees()))
    told = union_all(*counts).subquery("broken")
    query = select(told).where(told.c.number > 0).order_by(told.c.place)
    compiled = query.compile(dialect=dialect(paramstyle="named"), compile_kwargs={"literal_binds": True})
    return text(str(compiled))


def _count_broken(place: int, guarantee: Guarantee) -> Select[int, int, Any]:
    """How many rows break the guarantee, and the least of their numbers."""
    key: Column[Any] = guarantee.table.c.id
    number, first = func.count().label("number"), func.min(key).label("first")
    query = select(literal_column(str(place), Integer).label("place"), number, first)
    return query.select_from(guarantee.source).where(guarantee.broken)


def _find_circles(connection: Connection) -> set[int]:
    columns = ORGANIZATION.c
    query = select(columns.id, columns.parent_id).where(columns.parent_id.is_not(None))
    return find_circles(dict(connection.execute(query).all()))


@cache
def _list_guarantees() -> tuple[Guarantee, ...]:
    return tuple(_make_guarantees())


def _make_guarantees() -> Iterator[Guarantee]:
    yield _quotes_are_slices(MENTION)
    yield _quotes_are_slices(ORGANIZATION_MENTION)
    yield _quotes_are_slices(ORGANIZATION_RENAMING)
    yield _has(DOCUMENT, "without an address", DOCUMENT_ADDRESS.c.document_id == DOCUMENT.c.id)
    yield _has(EVENT, "without a telling", TELLING.c.event_id == EVENT.c.id)
    yield _has(EVENT, "without its number", EVENT_NUMBER.c.id == EVENT.c.id)
    for table in (EVENT, EVENT_VERSION):
        located = table.c.location.is_not(None)
        yield Guarantee(table, "without its place", located & ~exists().where(PLACE.c.name == table.c.location), table)
    yield Guarantee(TELLING, "without an event", TELLING.c.event_id.is_(None), TELLING)
    yield _has(TELLING, "without a mention", MENTION.c.telling_id == TELLING.c.id)
    yield Guarantee(TELLING, _MISCOUNTED, _is_told_otherwise(), TELLING)
    yield Guarantee(
        MENTION, "of an event that the document tells twice", _is_told_twice() & ~is_joined_by_decision(), MENTION
    )
    for table in (EVENT_CHOICE, EVENT_VERSION, EVENT_CHOICE_VERSION, EVENT_CHANGE):
        elsewhere = table.c.mention_id.is_not(None) & _is_told_elsewhere(table)
        yield Guarantee(table, "from a mention of another event", elsewhere, table)
    yield Guarantee(EVENT, "whose best mention is another", *_is_best_elsewhere())
    yield from _list_guarantees_of_histories()
    for event_type, (table, _) in TYPE_COLUMNS.items():
        own = exists().where(table.c.event_id == EVENT.c.id)
        broken = (EVENT.c.type == event_type) & ~own
        yield Guarantee(EVENT, f"without its row of {table.name}", broken, EVENT)
    yield _has(ORGANIZATION_NAME, "without a mention", ORGANIZATION_MENTION.c.name_id == ORGANIZATION_NAME.c.id)
    yield _has(ORGANIZATION, "without a name", ORGANIZATION_NAME.c.organization_id == ORGANIZATION.c.id)
    homeless = ORGANIZATION_NAME.c.organization_id.is_(None)
    yield Guarantee(ORGANIZATION_NAME, "without an organization", homeless, ORGANIZATION_NAME)
    yield _has(ORGANIZATION, "without its number", ORGANIZATION_NUMBER.c.id == ORGANIZATION.c.id)
    yield Guarantee(ORGANIZATION_SAYING, _MISCOUNTED, _is_said_otherwise(), ORGANIZATION_SAYING)
    used = ORGANIZATION_ALIAS.join(ORGANIZATION_NAME, ORGANIZATION_NAME.c.id == ORGANIZATION_ALIAS.c.name_id)
    yield Guarantee(ORGANIZATION_ALIAS, _MISCOUNTED, _is_used_otherwise(), used)
    yield from _list_guarantees_of_periods()
    yield from _list_guarantees_of_sources()
    yield from _list_guarantees_of_activity()
    mentioned = exists().where(MENTION_PARTICIPANT.c.person_id == PERSON.c.id)
    named = mentioned | exists().where(PARTICIPATION.c.person_id == PERSON.c.id)
    yield Guarantee(PERSON, "without a mention", ~named, PERSON)
    yield Guarantee(PARTICIPATION, "that no mention tells", ~_is_told() & ~_is_cast_by_decision(), PARTICIPATION)
    yield from list_decided()
    cast = exists().where(PARTICIPATION.c.event_id == EVENT.c.id)
    yield Guarantee(EVENT, "without a participant", ~cast & ~_is_corrected() & ~_is_told_of_rejected(), EVENT)
    yield from _dates_are_in_order()


def _dates_are_in_order() -> Iterator[Guarantee]:
    for table in metadata.sorted_tables:
        for first in table.columns:
            last = table.columns.get(first.name.replace("first_day", "last_day"))
            if last is not None and last is not first:
                what = f"whose {first.name} is after its {last.name}"
                yield Guarantee(table, what, first > last, table)


def _quotes_are_slices(table: Table) -> Guarantee:
    columns = table.c
    length = columns.end_char - columns.start_char
    broken = func.substr(DOCUMENT.c.text, columns.start_char + 1, length) != columns.quote
    source = table.join(DOCUMENT, DOCUMENT.c.id == columns.document_id)
    return Guarantee(table, "whose quote is not its slice of the document's text", broken, source)


def _has(table: Table, wrong: str, reference: ColumnElement[bool]) -> Guarantee:
    return Guarantee(table, wrong, ~exists().where(reference), table)


def _is_told() -> Exists:
    """Whether a mention of the participation's event has the same participant."""
    part, told = PARTICIPATION.c, MENTION_PARTICIPANT.c
    named = ORGANIZATION_NAME.c
    is_same = (named.organization_id == part.organization_id) | (told.person_id == part.person_id)
    mention = MENTION_PARTICIPANT.join(MENTION, MENTION.c.id == told.mention_id)
    mention = mention.join(TELLING, TELLING.c.id == MENTION.c.telling_id)
    mention = mention.join(ORGANIZATION_NAME, named.id == told.name_id, isouter=True)
    return exists().select_from(mention).where(TELLING.c.event_id == part.event_id, told.role == part.role, is_same)


def _is_cast_by_decision() -> Exists:
    """Whether a decision has set who takes part in the participation's event in its role."""
    choice, part = EVENT_CHOICE.c, PARTICIPATION.c
    own = (choice.event_id == part.event_id) & (choice.value == part.role)
    return exists().where(own, choice.decision_id.is_not(None))


def _is_told_otherwise() -> ColumnElement[bool]:
    """Whether another number of documents tell what the row counts."""
    documents = select(func.count(MENTION.c.document_id.distinct())).where(MENTION.c.telling_id == TELLING.c.id)
    return TELLING.c.documents != documents.scalar_subquery()


def _is_told_twice() -> Exists:
    """Whether the mention's document has another telling of the same event."""
    other, own, rival = MENTION.alias("other"), TELLING.alias("own"), TELLING.alias("rival")
    source = other.join(rival, rival.c.id == other.c.telling_id).join(own, own.c.event_id == rival.c.event_id)
    same = (other.c.document_id == MENTION.c.document_id) & (own.c.id == MENTION.c.telling_id)
    return exists().select_from(source).where(same, rival.c.id != own.c.id).correlate(MENTION)


def _is_told_elsewhere(table: Table) -> ColumnElement[bool]:
    """Whether the row's mention is not of its event."""
    mention = MENTION.join(TELLING, TELLING.c.id == MENTION.c.telling_id)
    is_same = (MENTION.c.id == table.c.mention_id) & (TELLING.c.event_id == table.c.event_id)
    return ~exists().select_from(mention).where(is_same)


def _is_best_elsewhere() -> tuple[ColumnElement[bool], FromClause]:
    """Whether another mention tells the event best than the one that is noted, or in another document."""
    own = BEST_MENTION.c
    source = EVENT.join(BEST_MENTION, own.event_id == EVENT.c.id, isouter=True)
    source = source.join(MENTION, MENTION.c.id == own.mention_id, isouter=True)
    return own.mention_id.is_distinct_from(find_best(EVENT.c.id)) | (own.document_id != MENTION.c.document_id), source


def _list_guarantees_of_histories() -> Iterator[Guarantee]:
    own, other, told = EVENT_VERSION.c, EVENT_VERSION.alias("other"), DOCUMENT.c.published_last_day
    same = other.c.event_id == own.event_id
    follows = exists().where(same, other.c.step == own.step - 1, other.c.known_until == own.known_from)
    yield Guarantee(
        EVENT_VERSION, "that does not begin where the last one ends", (own.step > 1) & ~follows, EVENT_VERSION
    )
    is_followed = exists().where(same, other.c.step == own.step + 1)
    ends = is_followed == own.known_until.is_(None)
    yield Guarantee(EVENT_VERSION, "that ends without another or has one and does not end", ends, EVENT_VERSION)
    source = EVENT_VERSION.join(MENTION, MENTION.c.id == own.mention_id)
    source = source.join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
    is_early = told.is_(None) | (told > own.known_from)
    yield Guarantee(EVENT_VERSION, "that is known before its document came out", is_early, source)
    has_version = exists().where(own.event_id == EVENT.c.id)
    is_unsettled = exists().where(UNSETTLED_EVENT.c.event_id == EVENT.c.id)
    yield Guarantee(EVENT, "without a history", _has_mention(told.is_not(None)) & ~has_version & ~is_unsettled, EVENT)
    present = EVENT.join(EVENT_VERSION, (own.event_id == EVENT.c.id) & own.known_until.is_(None))
    differs = (own.kind != EVENT.c.kind) | (own.status != EVENT.c.status)
    differs |= own.date_text.is_distinct_from(EVENT.c.date_text)
    is_undated = _has_mention(told.is_(None))
    yield Guarantee(EVENT, "whose history ends otherwise", differs & ~is_undated & ~_is_corrected(), present)


def _list_guarantees_of_periods() -> Iterator[Guarantee]:
    same = NAME_PERIOD.c.name_id == ORGANIZATION_NAME.c.id
    yield _has(ORGANIZATION_NAME, "without its period", same)
    for last, which in ((False, "first"), (True, "last")):
        broken = NAME_PERIOD.c[f"{which}_document_id"].is_distinct_from(find_end(last=last))
        yield Guarantee(
            ORGANIZATION_NAME, f"whose {which} document is another", broken, ORGANIZATION_NAME.join(NAME_PERIOD, same)
        )


def _list_guarantees_of_sources() -> Iterator[Guarantee]:
    own, told, number = SOURCE_COUNT.c, SOURCED.c, func.count().label("documents")
    counted = select(told.source, told.language, number).group_by(told.source, told.language).subquery("counted")
    same = (counted.c.source == own.source) & (counted.c.language == own.language)
    broken = own.documents.is_distinct_from(counted.c.documents)
    yield Guarantee(SOURCE_COUNT, _MISCOUNTED, broken, SOURCE_COUNT.join(counted, same, isouter=True))
    is_counted = exists().where(own.source == told.source, own.language == told.language)
    source = DOCUMENT.join(SOURCED, told.document_id == DOCUMENT.c.id)
    yield Guarantee(DOCUMENT, "whose source is not counted", told.source.is_not(None) & ~is_counted, source)


def _list_guarantees_of_activity() -> Iterator[Guarantee]:
    own, part = ORGANIZATION_ACTIVITY.c, PARTICIPATION.c
    is_counted = (part.event_id == EVENT.c.id) & (EVENT.c.verdict != Verdict.REJECTED.value)
    is_of_type = own.type.in_((ANY_TYPE, EVENT.c.type))
    number = select(func.count(part.event_id.distinct())).join_from(PARTICIPATION, EVENT, is_counted)
    number = number.where(part.organization_id == own.organization_id, is_of_type).correlate(ORGANIZATION_ACTIVITY)
    wrong = own.events != number.scalar_subquery()
    yield Guarantee(ORGANIZATION_ACTIVITY, "with a wrong number of events", wrong, ORGANIZATION_ACTIVITY)
    wrong, source = own.kind != ORGANIZATION.c.kind, ORGANIZATION_ACTIVITY.join(ORGANIZATION)
    yield Guarantee(ORGANIZATION_ACTIVITY, "of another kind than its organization", wrong, source)
    source = PARTICIPATION.join(EVENT, is_counted)
    for is_noted, which in ((own.type == EVENT.c.type, "its type"), (own.type == ANY_TYPE, "every type")):
        missing = ~exists().where(own.organization_id == part.organization_id, is_noted)
        missing &= part.organization_id.is_not(None)
        yield Guarantee(PARTICIPATION, f"that is not counted among the events of {which}", missing, source)


def _is_corrected() -> Exists:
    """Whether a decision has set a value of the event, or who takes part in it."""
    return exists().where(EVENT_CHOICE.c.event_id == EVENT.c.id, EVENT_CHOICE.c.decision_id.is_not(None))


def _is_told_of_rejected() -> Exists:
    """Whether a mention of the event tells of an organization that a decision has rejected."""
    told = MENTION_PARTICIPANT.join(MENTION, MENTION.c.id == MENTION_PARTICIPANT.c.mention_id)
    told = told.join(TELLING, TELLING.c.id == MENTION.c.telling_id)
    told = told.join(ORGANIZATION_NAME, ORGANIZATION_NAME.c.id == MENTION_PARTICIPANT.c.name_id)
    told = told.join(ORGANIZATION, ORGANIZATION.c.id == ORGANIZATION_NAME.c.organization_id)
    is_own = TELLING.c.event_id == EVENT.c.id
    return exists().select_from(told).where(is_own, ORGANIZATION.c.verdict == Verdict.REJECTED.value)


def _has_mention(condition: ColumnElement[bool]) -> Exists:
    """Whether a document for which the condition holds tells the event."""
    mention = TELLING.join(MENTION, MENTION.c.telling_id == TELLING.c.id)
    mention = mention.join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
    return exists().select_from(mention).where(TELLING.c.event_id == EVENT.c.id, condition)


def _is_said_otherwise() -> ColumnElement[bool]:
    """Whether another number of documents say what the row counts."""
    said, mention = ORGANIZATION_SAYING.c, ORGANIZATION_MENTION.c
    # Written so that SQLite looks mentions up by their name, and not by having no parent, as most have none.
    same_parent = func.coalesce(mention.parent_name_id, 0) == func.coalesce(said.parent_name_id, 0)
    documents = select(func.count(mention.document_id.distinct()))
    documents = documents.where(mention.name_id == said.name_id, mention.kind == said.kind, same_parent)
    return said.documents != documents.scalar_subquery()


def _is_used_otherwise() -> ColumnElement[bool]:
    """Whether another number of documents use the form that the row counts; each uses the name itself."""
    alias, mention = ORGANIZATION_ALIAS.c, ORGANIZATION_MENTION.c
    is_used = (mention.quote == alias.name) | (ORGANIZATION_NAME.c.form == alias.name)
    documents = select(func.count(mention.document_id.distinct())).where(mention.name_id == alias.name_id, is_used)
    return alias.documents != documents.correlate(ORGANIZATION_ALIAS, ORGANIZATION_NAME).scalar_subquery()
