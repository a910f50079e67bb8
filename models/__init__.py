"""The schema: vocabularies, tables and views. Import the module you need; this package imports none of them."""
