"""One event, many documents: tellings are compared, joined or kept apart, and what they amount to is chosen."""
