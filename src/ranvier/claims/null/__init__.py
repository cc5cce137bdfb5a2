"""What a programme's own figures would be without any effect of the therapy (verdict rule 5)."""

from __future__ import annotations

from ranvier.claims.finding import NullBand, NullVariant
from ranvier.claims.null.band import null_band, null_source

__all__ = ["NullBand", "NullVariant", "null_band", "null_source"]
