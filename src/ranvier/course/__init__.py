"""Model tables in, course events out."""
