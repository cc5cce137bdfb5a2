"""Large cohorts are searched on every core: a compiled kernel leaves the interpreter's lock."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from ranvier.course.search import Search
from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.kernels.event_rows import EventArrays
from ranvier.kernels.events import search_courses
from ranvier.kernels.extras import CourseExtras

LEAST_VISITS = 100_000
"""Visits for each core; so many take a thread 3 ms, starting it a tenth of that (benchmarks/course.py)."""

MOST_CORES = 8


def search_side_by_side(search: Search, n_cores: int | None = None) -> EventArrays:
    """The events of *search*, the same on any number of cores; as many as the machine has if not said."""
    n_parts = min(n_cores or os.cpu_count() or 1, MOST_CORES, len(search.visits.day) // LEAST_VISITS)
    form = search_courses.form_for(search.visits)
    if n_parts < 2:
        return form(*search.arguments, None)
    parts = _parts(search, n_parts)
    with ThreadPoolExecutor(n_parts) as pool:
        found = list(pool.map(lambda part: form(*_arguments(search, *part), None), parts))
    return _joined(found, [first for first, _ in parts])


def _parts(search: Search, n_parts: int) -> list[tuple[int, int]]:
    """First patient, and the one after the last, of parts with about as many visits each."""
    offset = search.visits.offset
    shares = np.arange(n_parts + 1) * offset[-1] // n_parts
    borders = [int(border) for border in np.searchsorted(offset, shares)]
    return list(pairwise(borders))


def _arguments(
    search: Search, first: int, end: int
) -> tuple[VisitArrays, RelapseArrays, object, CourseExtras]:
    """The arguments of the kernel for some patients; rows keep their numbers, for only borders are cut."""
    visits, relapses, extras = search.visits, search.relapses, search.extras
    return (
        visits._replace(offset=visits.offset[first : end + 1]),
        relapses._replace(offset=relapses.offset[first : end + 1]),
        search.rule,
        extras._replace(last_counts=extras.last_counts[first:end]),
    )


def _joined(found: list[EventArrays], first_patients: list[int]) -> EventArrays:
    """One answer from those of the parts, patients numbered from the first of all."""
    numbered = [
        part._replace(patient=part.patient + np.int32(first))
        for part, first in zip(found, first_patients, strict=True)
    ]
    return EventArrays(*(np.concatenate(columns) for columns in zip(*numbered, strict=True)))
