"""Making the weights that the stages of extraction use; needs the development dependencies and corpora."""
