"""Identity: what documents say of one and the same organization or event is found out; knows no database."""
