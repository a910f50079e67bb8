"""Training what tells the status, date and figures of events."""
