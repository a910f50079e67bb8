"""Invented articles with what a careful analyst finds in them, to train on."""
