"""The learned weights of the features, read once."""

from functools import cache

from corpdb.extraction.lexicon.tables import read_weights


@cache
def load_weights() -> dict[str, float]:
    """From the name of each feature to its weight; `tools/anaphora.py` writes them."""
    return read_weights("shared", "anaphora")
