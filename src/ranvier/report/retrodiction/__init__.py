"""Judgements of early evidence beside what the trials found, as text, a page, a figure and JSON."""
