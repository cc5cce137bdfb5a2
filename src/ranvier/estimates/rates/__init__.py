"""Counts: shares, rates, and counts beside what is expected."""
