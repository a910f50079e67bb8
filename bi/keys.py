"""What the columns of the views lead to: which of them is a view's key, which another's, which a vocabulary's."""

from corpdb.models.columns import View, ViewColumn
from corpdb.models.schema import metadata
from corpdb.models.terms import VOCABULARIES
from corpdb.models.vocabulary import Vocabulary

# The view in which each of these is the key: one row has it, and none is without.
HOMES = {
    "organization_id": "bi_organizations",
    "event_id": "bi_events",
    "document_id": "bi_documents",
    "mention_id": "bi_mentions",
    "decision_id": "bi_decisions",
    "day": "bi_calendar",
}
_OWN_KEYS = {name: key for key, name in HOMES.items()}


def find_key(view: View) -> str | None:
    """The column that tells the rows of the view apart, if one does."""
    if view.name in _OWN_KEYS:
        return _OWN_KEYS[view.name]
    base = _find_base(view)
    first = view.columns[0]
    return first.name if first.sql == f"{base}.id" else None


def find_target(view: View, column: ViewColumn) -> tuple[str, str] | None:
    """The view and the column that the column leads to, if it is another's key."""
    home = HOMES.get(column.name)
    if home is not None:
        return (home, column.name) if home != view.name else None
    named = (key for key in HOMES if column.name.endswith("_id") and column.comment.endswith(f"its {key}."))
    return next(((HOMES[key], key) for key in named), None)


def find_vocabulary(view: View, column: ViewColumn) -> type[Vocabulary] | None:
    """The vocabulary of which the column holds codes: the one that its English labels are of."""
    label = next((one for one in view.columns if one.name == f"{column.name}_en"), None)
    return None if label is None else VOCABULARIES.get(label.sql.partition(".")[0])


def is_always_there(view: View, column: ViewColumn) -> bool:
    """Whether no row is without it: the view's own table obliges it to be there."""
    table, _, name = column.sql.partition(".")
    known = metadata.tables.get(table)
    return table == _find_base(view) and known is not None and name in known.c and not known.c[name].nullable


def _find_base(view: View) -> str:
    """The table of which each row of the view is one."""
    return view.source.split(maxsplit=1)[0]
