"""Which names are one organization: keys of names, scores of pairs, and the groups they make. Knows no database."""
