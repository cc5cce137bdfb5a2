"""Treated beside comparators: contrasts, weights, matching, emulated trials, what bias could do."""
