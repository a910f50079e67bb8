"""Whether a database is what the models say, and its facts what they should be."""
