"""The knowledge of a language: tables of data read, checked and compiled for search."""
