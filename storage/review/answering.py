"""To answer a doubt: the answer is a decision like any other."""

from sqlalchemy import Connection

from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.decisions.deciding import Setting, judge_event, relate_names, relate_tellings, set_event
from corpdb.storage.decisions.writing import Signature
from corpdb.storage.review.doubts import Doubt


def answer_doubt(connection: Connection, doubt: Doubt, signature: Signature, *, is_yes: bool) -> int:
    """Make the decision that the answer means, in a transaction for writing; what comes out is its number."""
    if doubt.rival:
        value = doubt.rival.present if is_yes else doubt.rival.other
        return set_event(connection, doubt.rows[0], Setting(doubt.rival.attribute, value), signature)
    if len(doubt.rows) == 1:
        action = DecisionAction.CONFIRM if is_yes else DecisionAction.REJECT
        return judge_event(connection, doubt.rows[0], action, signature)
    relate = relate_names if doubt.subject == "organization" else relate_tellings
    return relate(connection, *doubt.rows, are_one=is_yes, signature=signature)
