"""Follow-up in, numbers with uncertainty out."""
