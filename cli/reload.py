"""`corpdb reload`: stored documents are read again."""
