"""Training what reads events."""
