"""Tellings as rows, what links them, the events they make, and what was known of each when."""
