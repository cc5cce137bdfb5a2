"""Many simulated patients of each arm of a study, from whom trials are drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import polars as pl

from ranvier.claims.basis.records import Records, find_records
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.course.time_zero import find_time_zero
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.people import Arrivals
from ranvier.simulate.plan import ClinicPlan
from ranvier.simulate.taking import plan_until_taken, simulate_taken
from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_MONTH, DAYS_PER_YEAR

POOL_PATIENTS = 3000
"""Simulated patients of each arm: their mean lies within 0.02 points of that of any number of patients."""

NOTHING = EffectPlan()
"""A therapy that does nothing."""

_FIRST_DAY = date(2020, 1, 1)
_RECRUITING_YEARS = 1.0
_LATE_DAYS = 92
"""The records are closed so long after the last planned visit, when late visits have taken place."""

_SHARED_TABLES = ("patients", "visits", "relapses", "treatments", "mri")
"""Tables of both groups; comparators have no doses."""


@dataclass(frozen=True)
class Arm:
    """One group of a study: what the therapy does to it, and whether hope moves its scores."""

    effect: EffectPlan
    hopes: bool
    raters_know: bool
    milder_points: float = 0.0


def arms_of(study: StudyPlan, effect: EffectPlan) -> tuple[Arm, ...]:
    """The treated, and where anybody is compared the comparators.

    Patients who know that they are treated hope, and so do those beside them who may have had a sham; who
    waits, or lives elsewhere, does not.
    """
    treated = Arm(effect, hopes=True, raters_know=study.raters_know)
    comparator = {
        Design.BEFORE_AFTER: (),
        Design.EXTERNAL: (Arm(NOTHING, hopes=False, raters_know=False, milder_points=study.milder_points),),
        Design.WAITING_LIST: (Arm(NOTHING, hopes=False, raters_know=False),),
        Design.SHAM: (Arm(NOTHING, hopes=True, raters_know=False),),
    }[study.design]
    return (treated, *comparator)


@lru_cache(maxsize=32)
def find_pool(
    study: StudyPlan, effect: EffectPlan, months: float, seed: int, n_patients: int = POOL_PATIENTS
) -> Records:
    """The records of *n_patients* of each arm, followed for *months*; the same seed gives the same people.

    A patient of one arm is the twin of a patient of the other: the same course, but for what the arms do.
    """
    plans = [clinic_plan(study, arm, months, n_patients) for arm in arms_of(study, effect)]
    return find_records(_as_one(study, [_records_of_arm(plan, seed) for plan in plans]))


@lru_cache(maxsize=32)
def _records_of_arm(plan: ClinicPlan, seed: int) -> Cohort:
    """The records of one arm, the same in every study that has such an arm."""
    return simulate_clinic(plan, seed, taken=_taken(plan_until_taken(plan), seed))


@lru_cache(maxsize=32)
def _taken(plan: ClinicPlan, seed: int) -> Arrivals:
    """Whom an arm takes, whatever is done to them."""
    return simulate_taken(plan, seed)


def clinic_plan(study: StudyPlan, arm: Arm, months: float, n_patients: int) -> ClinicPlan:
    """A clinic whose patients are those of one arm."""
    every = study.visit_every_months
    visits = tuple(every * (number + 1) for number in range(round(months / every)))
    last = timedelta(days=round(_RECRUITING_YEARS * DAYS_PER_YEAR + months * DAYS_PER_MONTH) + _LATE_DAYS)
    entry = study.entry
    plan = ClinicPlan(
        key="study",
        name="A simulated study",
        n_patients=n_patients,
        first_day=_FIRST_DAY,
        recruiting_years=_RECRUITING_YEARS,
        data_date=_FIRST_DAY + last,
        claims_fixed=_FIRST_DAY - timedelta(days=30),
        entry=replace(entry, edss_mean=(entry.edss_mean or 0.0) - arm.milder_points),
        follow_up=FollowUpPlan(
            visit_months=visits or (months,),
            missed=study.missed,
            lost_per_year=study.lost_per_year,
            lost=study.lost,
            hidden_patients=0,
        ),
        effect=arm.effect,
        has_comparator=False,
        blinded=not arm.raters_know,
    )
    return plan if arm.hopes else _without_hope(plan)


def _without_hope(plan: ClinicPlan) -> ClinicPlan:
    return replace(plan, biases=replace(plan.biases, expectation=None))


def _as_one(study: StudyPlan, cohorts: list[Cohort]) -> Cohort:
    """The arms as one programme that says how its groups were made."""
    words = (Group.TREATED.value, Group.COMPARATOR.value)[: len(cohorts)]
    parts = [_of_group(cohort, word, study) for cohort, word in zip(cohorts, words, strict=True)]
    names = [name for name in parts[0] if name in _SHARED_TABLES or name == "administrations"]
    frames = {name: pl.concat([part[name] for part in parts if name in part]) for name in names}
    first = cohorts[0]
    return Cohort(
        programme=_programme(study, first.programme),
        frames=frames,
        supplied={name: first.supplied[name] | _OWN.get(name, frozenset()) for name in names},
    )


_OWN = {"patients": frozenset({"group", "enrolled_date"}), "visits": frozenset({"rater_blinded"})}


def _of_group(cohort: Cohort, word: str, study: StudyPlan) -> dict[str, pl.DataFrame]:
    """The tables of one arm, its patients marked by *word* and enrolled on their day 0."""
    zeros = find_time_zero(cohort).select("patient_id", zero="zero_date")
    frames = dict(cohort.frames)
    frames["patients"] = (
        frames["patients"]
        .join(zeros, on="patient_id", how="left", maintain_order="left")
        .with_columns(pl.lit(word).alias("group"), pl.col("zero").alias("enrolled_date"))
        .drop("zero")
    )
    frames["visits"] = frames["visits"].with_columns(pl.lit(not study.raters_know).alias("rater_blinded"))
    if word == Group.COMPARATOR.value:
        frames.pop("administrations", None)
        n_before = cohort.patients.height
        number = (pl.col("consecutive_number") + n_before).cast(pl.Int64)
        frames["patients"] = frames["patients"].with_columns(
            number.cast(frames["patients"]["consecutive_number"].dtype)
        )
    named = pl.concat_str(pl.lit(word[0].upper()), pl.col("patient_id")).alias("patient_id")
    return {name: frame.with_columns(named) for name, frame in frames.items()}


def _programme(study: StudyPlan, single: Programme) -> Programme:
    alone = study.design.n_arms == 1
    groups = Groups(
        treated=(Group.TREATED.value,),
        comparator=() if alone else (Group.COMPARATOR.value,),
        assignment=study.design.assignment,
        comparator_kind=study.design.comparator_kind,
        assessor_blinded=not study.raters_know,
    )
    return replace(
        single,
        name="A simulated study",
        time_zero=TimeZero("administrations.date", None if alone else "patients.enrolled_date"),
        groups=groups,
    )


def arm_rows(pool: Records) -> tuple[np.ndarray, ...]:
    """For each arm the rows of its patients in `baselines`."""
    group = pool.baselines["group"]
    found = [np.flatnonzero((group == word.value).to_numpy()) for word in (Group.TREATED, Group.COMPARATOR)]
    return tuple(rows for rows in found if rows.size)
