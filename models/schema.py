"""The whole schema in one import: every table is known once this module is."""

from corpdb.models import decisions, documents, events, history, organizations, provenance, search, tellings, terms
from corpdb.models.base import Base

MODULES = (terms, documents, organizations, events, tellings, provenance, history, decisions, search)

metadata = Base.metadata
