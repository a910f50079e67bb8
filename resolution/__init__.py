"""Identity: which names are one organization, which tellings one event, by pure functions; knows no database."""
