# What resolution/lists.py uses of cleanco.

terms_by_type: dict[str, list[str]]
terms_by_country: dict[str, list[str]]
