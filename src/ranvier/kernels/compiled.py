"""The decorators of the kernels: compiled on first use, kept on disk, free of the interpreter's lock.

No fast-math: a verdict may depend on the number. Division follows NumPy, so no kernel raises on zero. What is
kept on disk knows its own file only: after a change to a step that lives in another file, delete the
`__pycache__` folder of the kernels.
"""

from __future__ import annotations

from numba import njit

compiled = njit(cache=True, nogil=True, error_model="numpy")
"""Compiles a loop over arrays."""

_STEP = {"cache": True, "nogil": True, "error_model": "numpy", "forceinline": True, "_nrt": False}
borrowing = njit(**_STEP)  # type: ignore[call-overload]  # numba's types leave out _nrt, the counting of references
"""Compiles a step of such a loop that makes no array of its own.

It reads arrays its caller keeps alive and so counts no references, and it becomes part of its caller:
counting them at every look into a tuple of arrays made the general kernel four times slower, and a call for
every step twice as slow (benchmarks/course.py). A step that does make an array does not compile under it.
"""
