"""Commands that train the models of `weights/`: corpora in, weights and a report out."""
