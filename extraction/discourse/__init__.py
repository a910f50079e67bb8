"""Whom the words that are no names stand for: `le groupe`, `the carrier`, `it`, `sa`."""
