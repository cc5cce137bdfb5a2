"""Loops over arrays: no tables, no dates, no text."""
