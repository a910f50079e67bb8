"""What is doubtful, most valuable first, and the decisions that settle it."""
