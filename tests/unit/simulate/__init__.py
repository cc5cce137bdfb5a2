"""Simulated clinics: what is made, how fast, and whether the truth is what it says."""
