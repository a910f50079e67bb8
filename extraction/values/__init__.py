"""Dates and quantities: words and figures in, values out."""
