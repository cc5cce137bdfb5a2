"""From courses to a programme's records: therapy, raters, losses, and what the programme says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Groups, TimeZero
from ranvier.vocabulary.people import Assignment, ComparatorKind
from ranvier.vocabulary.products import CellProduct, Route, TreatmentKind
from tests.small_cohorts import cohort_of_columns
from tests.worlds.courses import Courses, Flags, Floats, Rng
from tests.worlds.leaving import Leaving, seen_visits
from tests.worlds.raters import RaterLaw, Scoring, nearest_step, no_error

CELLS, SHAM = "cells", "sham"
FULL_BY_DAYS = 183
RECRUITING_DAYS = 700
FOLLOWED_DAYS = 2260
"""From the last first dose to the data date: the visit of 72 months has taken place."""

DATA_DATE = date(2023, 2, 8)
DATA_DAY = RECRUITING_DAYS + FOLLOWED_DAYS
"""The same in days from 2015-01-01."""


@dataclass(frozen=True)
class Design:
    """What is done to the patients, and how it is written down.

    effect_points, effect_spread: of the treated, between patients, growing over half a year. compared: by
    lot, external, or nobody (none). blinded: said of the raters. treated_shift, comparator_shift: by which
    raters lean after day 0. treated_leaving: how the treated are lost, if otherwise than the comparators.
    entry_edss_at_least: score needed at baseline.
    """

    effect_points: float = 0.0
    effect_spread: float = 0.0
    compared: Assignment = Assignment.RANDOMISED
    blinded: bool = True
    rater: RaterLaw = no_error
    treated_shift: float = 0.0
    comparator_shift: float = 0.0
    leaving: Leaving = field(default_factory=Leaving)
    treated_leaving: Leaving | None = None
    entry_edss_at_least: float | None = None


@dataclass(frozen=True)
class Written:
    """What was seen: scores at visits that took place."""

    courses: Courses
    edss: Floats
    seen: Flags
    scoring: Scoring


def record(courses: Courses, design: Design, rng: Rng) -> Cohort:
    """The records of a programme of *courses* under *design*."""
    if design.compared is Assignment.NONE:
        courses = replace(courses, treated=np.ones(len(courses), dtype=bool))
    return _cohort(written(courses, design, rng), design, rng)


def written(courses: Courses, design: Design, rng: Rng) -> Written:
    """What is seen and scored of *courses* under *design*."""
    felt = courses.points + effect_at(courses, design, rng)
    scoring = Scoring.drawn(courses, rng)
    shift = np.where(courses.treated, design.treated_shift, design.comparator_shift)
    lean = np.where(courses.day > 0, shift[:, None], 0.0)
    edss = nearest_step(felt + lean + design.rater(courses, scoring, rng))
    seen = seen_visits(courses, felt, design.leaving, rng)
    if design.treated_leaving is not None:
        of_treated = seen_visits(courses, felt, design.treated_leaving, rng)
        seen = np.where(courses.treated[:, None], of_treated, seen)
    found = Written(courses, edss, seen, scoring)
    return found if design.entry_edss_at_least is None else _entered(found, design.entry_edss_at_least)


def effect_at(courses: Courses, design: Design, rng: Rng) -> Floats:
    """Points that the therapy adds at each visit of the treated (below 0: better)."""
    amount = design.effect_points + design.effect_spread * rng.standard_normal(len(courses))
    grown = np.clip(courses.day / FULL_BY_DAYS, 0, 1)
    return np.where(courses.treated, amount, 0.0)[:, None] * grown


def _entered(found: Written, at_least: float) -> Written:
    rows = np.flatnonzero(found.edss[:, 0] >= at_least)
    scoring = Scoring(found.scoring.rater[rows])
    return Written(found.courses.of(rows), found.edss[rows], found.seen[rows], scoring)


def _cohort(found: Written, design: Design, rng: Rng) -> Cohort:
    courses, n = found.courses, len(found.courses)
    ids = np.array([f"W{number:05d}" for number in range(1, n + 1)])
    zero = rng.integers(0, RECRUITING_DAYS, n)
    cohort = cohort_of_columns(
        data_date=DATA_DATE,
        patients=_patients(found, ids, zero),
        visits=_visits(found, ids, zero, blinded=design.blinded),
        relapses=_relapses(courses, ids, zero, found),
        administrations=_doses(ids[courses.treated], zero[courses.treated]),
        treatments=_shams(ids[~courses.treated], zero[~courses.treated]),
    )
    compared = design.compared is not Assignment.NONE
    programme = replace(
        cohort.programme,
        name="A programme of a known truth",
        synthetic=True,
        claims_fixed=date(2014, 6, 1),
        entry_edss_at_least=design.entry_edss_at_least,
        time_zero=TimeZero("administrations.date", "patients.enrolled_date" if compared else None),
        groups=_groups(design) if compared else Groups(),
    )
    return replace(cohort, programme=programme)


def _groups(design: Design) -> Groups:
    by_lot = design.compared is Assignment.RANDOMISED
    return Groups(
        treated=(CELLS,),
        comparator=(SHAM,),
        assignment=design.compared,
        comparator_kind=ComparatorKind.SHAM if by_lot else ComparatorKind.UNTREATED,
        assessor_blinded=design.blinded,
    )


def _patients(found: Written, ids: np.ndarray, zero: np.ndarray) -> dict[str, Any]:
    courses = found.courses
    last_seen = np.where(found.seen, courses.day, -np.inf).max(axis=1)
    return {
        "patient_id": ids,
        "sex": np.where(courses.female, "female", "male"),
        "birth_year": np.floor(2015 + zero / 365.25 - courses.age_years).astype(np.int64),
        "onset_date": np.floor(zero - 365.25 * courses.years_since_onset).astype(np.int64),
        "phenotype": np.where(courses.progressive, "spms", "rrms"),
        "group": np.where(courses.treated, CELLS, SHAM),
        "enrolled_date": zero,
        "consecutive_number": np.arange(1, len(ids) + 1),
        "last_contact_date": (zero + last_seen).astype(np.int64),
        "vital_status": np.full(len(ids), "alive"),
    }


def _visits(found: Written, ids: np.ndarray, zero: np.ndarray, *, blinded: bool) -> dict[str, Any]:
    courses = found.courses
    day = np.where(found.seen, courses.day, np.nan) + zero[:, None]
    row, column = np.nonzero(day <= DATA_DAY)
    return {
        "patient_id": ids[row],
        "date": day[row, column].astype(np.int64),
        "edss": found.edss[row, column],
        "rater_id": np.array([f"R{number}" for number in found.scoring.rater[row, column]]),
        "treating_id": np.full(len(row), "T1"),
        "rater_blinded": np.full(len(row), blinded),
        "kind": np.full(len(row), "scheduled"),
    }


def _relapses(courses: Courses, ids: np.ndarray, zero: np.ndarray, found: Written) -> dict[str, Any]:
    """Relapses until the last visit: nobody hears of later ones."""
    last_seen = np.where(found.seen, courses.day, -np.inf).max(axis=1)
    row, column = np.nonzero(courses.relapse_day <= last_seen[:, None])
    onset = (zero[row] + courses.relapse_day[row, column]).astype(np.int64)
    return {"patient_id": ids[row], "onset_date": onset, "confirmed": np.ones(len(row), dtype=bool)}


def _doses(ids: np.ndarray, zero: np.ndarray) -> dict[str, Any]:
    return {
        "patient_id": ids,
        "date": zero,
        "product": np.full(len(ids), CellProduct.UMBILICAL_CORD_OR_PLACENTA.value),
        "lot": np.array([f"L{1 + number // 6:03d}" for number in range(len(ids))]),
        "route": np.full(len(ids), Route.INTRATHECAL.value),
    }


def _shams(ids: np.ndarray, zero: np.ndarray) -> dict[str, Any]:
    return {
        "patient_id": ids,
        "substance": np.full(len(ids), "sham injection"),
        "kind": np.full(len(ids), TreatmentKind.SYMPTOMATIC.value),
        "start_date": zero,
    }
