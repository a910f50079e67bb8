"""Text to facts: pure functions from a document's text to frozen dataclasses. Language knowledge is data."""
