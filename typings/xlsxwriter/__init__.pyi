# The package whose modules are used.
