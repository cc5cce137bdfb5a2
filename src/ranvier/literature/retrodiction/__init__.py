"""Therapies that looked good early, and what later trials found, kept apart."""
