"""Emulated trials: sequential trials, and clones censored where the data contradict their strategy."""
