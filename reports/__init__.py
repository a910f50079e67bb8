"""Reports: what they show, from the `bi_` views alone, and how it is rendered."""
