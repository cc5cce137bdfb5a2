"""What a programme's own figures would be without any effect of the therapy (verdict rule 5)."""

from __future__ import annotations

from ranvier.claims.basis.finding import NullBand, NullShare, NullVariant
from ranvier.claims.null.band import NullSource, null_band, null_source
from ranvier.claims.null.endpoints import WITH_NULL, WITHOUT_NULL

__all__ = [
    "WITHOUT_NULL",
    "WITH_NULL",
    "NullBand",
    "NullShare",
    "NullSource",
    "NullVariant",
    "null_band",
    "null_source",
]
