"""Commands that train the models which the package carries, from open corpora that it does not."""
