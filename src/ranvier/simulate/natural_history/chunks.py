"""Work on many patients, a few thousand at a time, on several threads and answered in their order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")

CHUNK_PATIENTS = 2048
"""Patients that one thread follows at a time."""


def in_chunks(n_patients: int, work: Callable[[slice], Answer], n_threads: int) -> list[Answer]:
    """What *work* answers for each chunk of patients; one empty chunk where there are none."""
    starts = range(0, max(n_patients, 1), CHUNK_PATIENTS)
    chunks = [slice(first, min(first + CHUNK_PATIENTS, n_patients)) for first in starts]
    if n_threads == 1 or len(chunks) == 1:
        return [work(chunk) for chunk in chunks]
    with ThreadPoolExecutor(n_threads) as pool:  # kernels leave the interpreter's lock
        return list(pool.map(work, chunks))
