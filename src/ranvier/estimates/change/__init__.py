"""Scores: how they change, and what measurement and selection make of it."""
