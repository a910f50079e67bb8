"""Small linear models: weights are data files, scoring needs nothing but the standard library."""
