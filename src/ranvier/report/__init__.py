"""Verdicts in, pages out."""
