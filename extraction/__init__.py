"""From text to facts: organizations and events, each with the words that state it. Pure functions, no database."""

EXTRACTOR = "models"
EXTRACTOR_VERSION = "7"
