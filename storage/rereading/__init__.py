"""Documents that are stored already, read again: which they are, and what that changes."""
