"""Sets our parts of a score beside those of pymsprog 1.0.7 (`separate_ri_ra`), for any folder it wrote.

Two defects of the peer touch cells (docs/reference/course.md): P16, after a rise that no visit could confirm
the number of its visit is taken for a day, and relapses up to that day are passed over; P23, a rise that
several relapses share is subtracted once for each. Both are told from the course alone, by the slow twin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from ranvier.course.score_parts import kernel_rule
from ranvier.definitions.score_parts import ScoreParts
from ranvier.definitions.windows import RelapseDistance
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.score_parts import PartArrays, find_score_parts
from ranvier.vocabulary.edss import TICKS_PER_POINT
from tests.reference.peer_cohorts import Patient, Row, edss_patients, failures, kernel_arrays
from tests.reference.score_parts import split_score

_AS_CALLED = ScoreParts(
    confirm_after_days=84,
    confirm_earlier_days=7,
    confirm_later_days=730,  # 730.5 on whole days
    relapse_to_confirmation=RelapseDistance(30),
)

DEFINITIONS = {
    "rira_default": _AS_CALLED,
    "rira_sust0": replace(_AS_CALLED, held_more_than_days=0),
    "rira_sub": replace(_AS_CALLED, any_rise_counts=True),
    "rira_assoc30_30": replace(_AS_CALLED, raw_after_days=30, raw_before_days=30),
    "rira_conf168": replace(_AS_CALLED, confirm_after_days=168),
}
"""What each configuration of the grid asks for, in our words."""

Parts = tuple[float, float, float, float, float]
"""Day, independent, associated, transient, baseline."""


def compare(folder: Path) -> list[Row]:
    """Every cell that the peer answered in *folder*: all parts at all visits of one patient."""
    patients, failed = edss_patients(folder), failures(folder)
    expected: dict[tuple[str, ...], list[Parts]] = defaultdict(list)
    for config, cohort, who, *parts in _stored(folder):
        expected[config, cohort, who].append(tuple(parts))
    unknown = {config for config, *_ in expected} - set(DEFINITIONS)
    if unknown:
        raise ValueError(f"configurations without a definition in our words: {sorted(unknown)}")
    rows = []
    for config, definition in DEFINITIONS.items():
        for who, found in zip(patients, _found(list(patients.values()), definition), strict=True):
            if (config, *who) not in failed:
                defect = deviation(patients[who], definition)
                is_identical = expected.get((config, *who), []) == found
                rows.append(Row("parts of the score", "/".join((config, *who)), defect, is_identical))
    return rows


def _stored(folder: Path) -> list[tuple[Any, ...]]:
    columns = ("config", "cohort", "id", "day", "ric", "srac", "trac", "bl")
    return pl.read_parquet(folder / "ri_ra.parquet").select(columns).rows()


def _found(patients: list[Patient], definition: ScoreParts) -> Iterator[list[Parts]]:
    arrays, relapses = kernel_arrays(patients)
    found = find_score_parts(arrays, relapses, kernel_rule(definition))
    for number, first in enumerate(found.first_visit.tolist()):
        visits = range(arrays.offset[number + 1] if first == NO_VISIT else first, arrays.offset[number + 1])
        yield [(float(arrays.day[x]), *_points(found, x)) for x in visits]


def _points(found: PartArrays, visit: int) -> tuple[float, float, float, float]:
    ticks = (found.independent, found.associated, found.transient, found.baseline)
    independent, associated, transient, baseline = (float(part[visit]) / TICKS_PER_POINT for part in ticks)
    return independent, associated, transient, baseline


def deviation(patient: Patient, definition: ScoreParts) -> str:
    """The defect of the peer that touches a cell; else nothing."""
    split = split_score(patient.visits, patient.relapses, definition)
    if split is None:
        return ""
    for visit, relapse in split.tried:
        if any(relapse < later <= visit for later in patient.relapses):
            return "P16"
    return "P23" if split.shared else ""
