"""Copying a whole database into an empty one, of either kind, and proving that both hold the same."""
