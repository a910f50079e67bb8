"""The text stage: language, sentences, front matter, title and day of publication."""
