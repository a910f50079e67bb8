"""Training: corpora and annotated articles in, the weights that ship with the package and a report out."""
