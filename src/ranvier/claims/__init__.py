"""Claims, the checks of the records, and the verdicts."""
