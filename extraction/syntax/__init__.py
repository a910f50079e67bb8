"""The syntax of sentences: a small dependency parser of our own, one a language."""
