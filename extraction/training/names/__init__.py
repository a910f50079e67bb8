"""Training of what finds names and sorts them: corpora and annotated articles in, weights and a report out."""
