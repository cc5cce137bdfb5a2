"""Time to an event: curves, competing risks, hazards."""
