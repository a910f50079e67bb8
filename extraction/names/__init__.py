"""The names of a document: found, joined into entities, sorted by kind, linked to their parents."""
