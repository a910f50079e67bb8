"""How well articles are read: facts beside those that a person has annotated. Pure functions over annotations."""
