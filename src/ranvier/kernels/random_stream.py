"""A stream of random numbers whose products stay below 2^53: plain Python and compiled code draw alike.

The generator is MRG32k3a (source S200): two sequences of whole numbers, each from its last three.
"""

from __future__ import annotations

from ranvier.kernels.compiled import borrowing

FIRST_MODULUS = 4294967087
SECOND_MODULUS = 4294944443

Stream = tuple[int, int, int, int, int, int]
"""Where a stream stands: three whole numbers below each modulus, not all three 0."""


@borrowing
def next_uniform(stream: Stream) -> tuple[float, Stream]:
    """A number between 0 and 1, both excluded, and where the stream stands after it."""
    a0, a1, a2, b0, b1, b2 = stream
    a = (1403580 * a1 - 810728 * a0) % FIRST_MODULUS
    b = (527612 * b2 - 1370589 * b0) % SECOND_MODULUS
    difference = a - b if a > b else a - b + FIRST_MODULUS
    return difference / (FIRST_MODULUS + 1), (a1, a2, a, b1, b2, b)
