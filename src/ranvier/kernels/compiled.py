"""The one decorator of the house: compiled on first use, kept on disk, free of the interpreter's lock.

No fast-math: a verdict may depend on the number. Division follows NumPy, so no kernel raises on zero.
"""

from __future__ import annotations

from numba import njit

compiled = njit(cache=True, nogil=True, error_model="numpy")
"""Compiles a loop over arrays."""
