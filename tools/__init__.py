"""Commands for those who maintain the project."""
