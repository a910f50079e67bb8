"""What decisions keep to, proven on the rows: they lead to what they say, and nothing follows from one undone."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Exists, FromClause, Table, exists

from corpdb.models.vocabulary import DecisionAction, Verdict
from corpdb.storage.decisions.reading import IN_FORCE
from corpdb.storage.tables import (
    DECISION,
    DECISION_ANCHOR,
    EVENT,
    EVENT_CHOICE,
    MENTION,
    ORGANIZATION,
    ORGANIZATION_NAME,
    TELLING,
)

_ANCHOR, _NAME = DECISION_ANCHOR.c, ORGANIZATION_NAME.c
_IS_USE = _ANCHOR.form.is_not(None) & _ANCHOR.content_hash.is_not(None)
_KEY_LENGTH = 64
_GROUPING = DECISION.c.action.in_((DecisionAction.MERGE.value, DecisionAction.SPLIT.value))
_JUDGING = DECISION.c.action.in_((DecisionAction.CONFIRM.value, DecisionAction.REJECT.value))


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What is wrong with a row of `table`, among those of `source`, for which `broken` holds."""

    table: Table
    wrong: str
    broken: ColumnElement[bool]
    source: FromClause


def list_decided() -> Iterator[Guarantee]:
    """What is to be proven of decisions and of what follows from them."""
    anchors = DECISION_ANCHOR.join(DECISION, DECISION.c.id == _ANCHOR.decision_id)
    names = anchors.join(ORGANIZATION_NAME, _NAME.id == _ANCHOR.name_id)
    yield Guarantee(DECISION_ANCHOR, "that leads to another name", IN_FORCE & (_NAME.form != _ANCHOR.form), names)
    own = (MENTION.c.document_id == _ANCHOR.document_id) & (MENTION.c.telling_id == _ANCHOR.telling_id)
    tells = exists().where(own, TELLING.c.id == MENTION.c.telling_id, TELLING.c.type == _ANCHOR.event_type)
    broken = IN_FORCE & _ANCHOR.telling_id.is_not(None) & ~tells
    yield Guarantee(DECISION_ANCHOR, "that leads to what its document does not tell", broken, anchors)
    other = IN_FORCE & _IS_USE & ~_NAME.scope.contains(DECISION.c.key)
    yield Guarantee(DECISION_ANCHOR, "that leads to a name which is not parted by it", other, names)
    parts = exists().where(_ANCHOR.name_id == _NAME.id, _IS_USE, DECISION.c.id == _ANCHOR.decision_id, IN_FORCE)
    broken = _NAME.scope.like(f"%/{'_' * _KEY_LENGTH}") & ~parts
    yield Guarantee(ORGANIZATION_NAME, "that no decision parts from its namesakes", broken, ORGANIZATION_NAME)
    chosen = EVENT_CHOICE.join(DECISION, DECISION.c.id == EVENT_CHOICE.c.decision_id)
    yield Guarantee(EVENT_CHOICE, "by a decision that was undone", ~IN_FORCE, chosen)
    told = exists().where(TELLING.c.event_id == EVENT.c.id, _ANCHOR.telling_id == TELLING.c.id, *_judges())
    yield _is_judged(EVENT, told)
    named = exists().where(_NAME.organization_id == ORGANIZATION.c.id, _ANCHOR.name_id == _NAME.id, *_judges())
    yield _is_judged(ORGANIZATION, named)


def is_joined_by_decision() -> Exists:
    """Whether a decision in force says what is of the mention's event and what is not."""
    fellow, own = TELLING.alias("fellow"), TELLING.alias("ruled")
    source = DECISION_ANCHOR.join(DECISION, DECISION.c.id == _ANCHOR.decision_id)
    source = source.join(fellow, fellow.c.id == _ANCHOR.telling_id).join(own, own.c.event_id == fellow.c.event_id)
    is_mine = own.c.id == MENTION.c.telling_id
    return exists().select_from(source).where(is_mine, _GROUPING, IN_FORCE).correlate(MENTION)


def _judges() -> tuple[ColumnElement[bool], ...]:
    return DECISION.c.id == _ANCHOR.decision_id, _JUDGING, IN_FORCE


def _is_judged(table: Table, by_decision: Exists) -> Guarantee:
    is_judged = table.c.verdict != Verdict.OPEN.value
    return Guarantee(table, "with a verdict of no decision", is_judged & ~by_decision, table)
