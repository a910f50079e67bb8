"""Training the dependency parsers from Universal Dependencies treebanks."""
