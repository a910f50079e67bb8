"""The whole schema in one import: every table is known once this module is."""

from corpdb.models import (
    calendar,
    decisions,
    dictionary,
    documents,
    events,
    history,
    organizations,
    places,
    provenance,
    search,
    tellings,
    terms,
)
from corpdb.models.base import Base

MODULES = (
    *(terms, calendar, dictionary, documents, organizations, events, tellings, provenance, history, decisions),
    *(search, places),
)

metadata = Base.metadata

REFERENCE_TABLES = frozenset(
    {
        *terms.VOCABULARIES,
        *(model.__tablename__ for model in (*calendar.CALENDAR, dictionary.DictionaryEntry, places.Place)),
    }
)
"""The tables that the program fills itself: no document says what they hold."""
