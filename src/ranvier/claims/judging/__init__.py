"""From what was found to two readings and how sure they are."""
