"""Sets our milestones beside those of pymsprog 1.0.7 (`value_milestone`), for any folder it wrote.

Two defects of the peer touch cells (docs/reference/course.md): P14, the last visit is imputed by comparing
the milestone with the number of visits; P15, after a crossing that is not confirmed the visits that follow
at or beyond the milestone are passed over. Both are told from the visits alone, by the slow twin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from ranvier.course.milestone import kernel_rule
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.milestone import find_milestones
from tests.reference.milestone import Course, find_milestone
from tests.reference.peer_cohorts import Patient, Row, edss_patients, failures, kernel_arrays

_AS_CALLED = Milestone(
    confirm_after_days=84,
    confirm_earlier_days=7,
    confirm_later_days=730,  # 730.5 on whole days
    relapse_to_confirmation=RelapseDistance(30),
)


def _called(score: float, **settings: Any) -> Milestone:
    return replace(_AS_CALLED, score=score, **settings)


DEFINITIONS = {
    "ms_edss4": _called(4.0),
    "ms_edss6": _called(6.0),
    "ms_edss3_168": _called(3.0, confirm_after_days=168),
    "ms_edss4_sust365": _called(4.0, sustained_days=365),
    "ms_edss4_inf": _called(4.0, sustained_to_end=True),
    "ms_edss4_rte90": _called(4.0, relapse_to_onset=RelapseDistance(90)),
    "ms_edss4_rtc0": _called(4.0, relapse_to_confirmation=RelapseDistance()),
    "ms_edss4_imp1": _called(4.0, last_visit_counts=True),
    "ms_edss4_84_168": _called(4.0, further_windows=(ConfirmWindow(168, 7, 730),)),
    "ms_edss4_tolinf": _called(4.0, confirm_later_days=None),
}
"""What each configuration of the milestone grid asks for, in our words."""


def compare(folder: Path) -> list[Row]:
    """Every cell that the peer answered in *folder*: date, score, days from the first visit, reached."""
    patients, failed = edss_patients(folder), failures(folder)
    stored = pl.read_parquet(folder / "milestones.parquet").rows(named=True)
    expected = {(row["config"], row["cohort"], row["id"]): _answer(row) for row in stored}
    unknown = {config for config, *_ in expected} - set(DEFINITIONS)
    if unknown:
        raise ValueError(f"configurations without a definition in our words: {sorted(unknown)}")
    rows = []
    for config, definition in DEFINITIONS.items():
        for who, found in zip(patients, _found(list(patients.values()), definition), strict=True):
            if (config, *who) in failed or not patients[who].visits:
                continue
            defect = deviation(patients[who], definition)
            is_identical = expected.get((config, *who)) == found
            rows.append(Row("milestone", "/".join((config, *who)), defect, is_identical))
    return rows


def _answer(row: dict[str, Any]) -> tuple[Any, ...]:
    value = row["value"]
    has_value = value is not None and value == value  # noqa: PLR0124 - not a number
    return row["date"], value if has_value else None, row["time2event"], row["observed"]


def _found(patients: list[Patient], definition: Milestone) -> Iterator[tuple[Any, ...]]:
    arrays, relapses = kernel_arrays(patients)
    found = find_milestones(arrays, relapses, kernel_rule(definition))
    for number, patient in enumerate(patients):
        first_day, last_day = patient.visits[0][0], patient.visits[-1][0]
        if found.onset[number] == NO_VISIT:
            yield last_day, None, last_day - first_day, False
        else:
            day, score = patient.visits[found.onset[number] - arrays.offset[number]]
            yield day, score, day - first_day, True


def deviation(patient: Patient, definition: Milestone) -> str:
    """The defect of the peer that touches a cell; else nothing."""
    course = Course(patient.visits, patient.relapses, definition)
    crossings = [visit for visit in range(len(patient.visits)) if course.starts(visit)]
    confirmed = next((visit for visit in crossings if course.confirms(visit)), None)
    missed = [visit for visit in crossings if confirmed is None or visit < confirmed]
    if definition.last_visit_counts and missed:
        counts_last = find_milestone(*course) is not None and confirmed is None
        if counts_last or definition.score == len(patient.visits) - 1:
            return "P14"
    if confirmed is not None and any(_is_one_run(course, visit, confirmed) for visit in missed):
        return "P15"
    return ""


def _is_one_run(course: Course, visit: int, confirmed: int) -> bool:
    """Whether every visit from an unconfirmed crossing to the confirmed one is at the milestone or beyond."""
    return all(map(course.is_at, range(visit, confirmed + 1)))
