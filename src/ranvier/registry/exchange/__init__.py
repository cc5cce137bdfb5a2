"""Programme folders out of the registry and into it."""
