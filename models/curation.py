"""The view of what people decide."""

from corpdb.models.columns import View, ViewColumn, label_term, pick_columns

BI_DECISIONS = View(
    "bi_decisions",
    "One row a decision of a person, those that were undone among them.",
    (
        ViewColumn("decision_id", "decision.id", "The decision's number."),
        *pick_columns("decision", decided_at="When it was decided (UTC).", decided_by="Who decided it."),
        *label_term("action", "decision_action", "What was decided"),
        *pick_columns("decision", subject="What it is about: organization or event."),
        ViewColumn("organization_id", "organization.id", "The organization, also one that was rejected."),
        ViewColumn("organization", "organization.name", "The organization's name."),
        ViewColumn("event_id", "telling.event_id", "The event, also one that was rejected."),
        *pick_columns(
            "decision",
            attribute="Which value was set: name, kind, parent, status, date, amount, buyer...",
            value="The value that was set; empty for none.",
            known_from="From which day on it is known; empty for ever.",
            note="Why, in the words of who decided it.",
            undone_at="When it was undone (UTC); empty while it is in force.",
            undone_by="Who undid it.",
            undone_note="Why it was undone.",
            key="The decision's key: the same in every database.",
        ),
    ),
    "decision"
    "\nJOIN decision_action ON decision_action.code = decision.action"
    "\nLEFT JOIN decision_anchor ON decision_anchor.id ="
    " (SELECT min(held.id) FROM decision_anchor AS held WHERE held.decision_id = decision.id AND held.side = 1"
    " AND (held.name_id IS NOT NULL OR held.telling_id IS NOT NULL))"
    "\nLEFT JOIN organization_name ON organization_name.id = decision_anchor.name_id"
    "\nLEFT JOIN organization ON organization.id = organization_name.organization_id"
    "\nLEFT JOIN telling ON telling.id = decision_anchor.telling_id",
)
