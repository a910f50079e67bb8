# The package whose terms are used.
