"""The decorators of the kernels: compiled on first use, kept on disk, free of the interpreter's lock.

No fast-math: a verdict may depend on the number. Division follows NumPy, so no kernel raises on zero.
"""

from __future__ import annotations

from numba import njit

compiled = njit(cache=True, nogil=True, error_model="numpy")
"""Compiles a loop over arrays."""

# `_nrt` switches the counting of references off; numba's own types leave the option out.
borrowing = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)  # type: ignore[call-overload]
"""Compiles a step of such a loop that makes no array of its own.

It reads arrays its caller keeps alive and so counts no references. Counting them at every look into a tuple
of arrays made the general kernel 4.5 times slower (benchmarks/course.py). A step that does make an array
does not compile under this decorator, so it cannot be used by mistake.
"""
