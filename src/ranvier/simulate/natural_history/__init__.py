"""The course of MS from its onset in people whom nothing helps or harms, and in those whom something does."""
