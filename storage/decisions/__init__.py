"""What people decide: written, found again in every load, applied where names and tellings are resolved."""
