"""MRI of a simulated clinic: lesions by the pace of a patient's relapses, and bursts at relapses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.frames import frame_of
from ranvier.simulate.listed import Listed
from ranvier.simulate.people import People
from ranvier.simulate.plan import ClinicPlan
from ranvier.tables.mri import MRI
from ranvier.vocabulary.time import DAYS_PER_YEAR
from ranvier.vocabulary.visits import MriRegion

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

FOLLOW_UP_DAY = 365


@dataclass(frozen=True)
class _Lesions:
    """Lesions of each patient at two scans: all at the first, new ones until the second, and active ones."""

    at_first: NDArray[np.int64]
    new: NDArray[np.int64]
    active_at_first: NDArray[np.int64]
    active_at_second: NDArray[np.int64]


def mri_frame(listed: Listed, rng: np.random.Generator) -> pl.DataFrame:
    """Brain at baseline and after a year, and then the spine too where the clinic looks for harms there."""
    people, plan = listed.people, listed.plan
    lesions = _simulate_lesions(listed, rng)
    imaged = np.flatnonzero(rng.random(len(people)) < plan.mri_share)
    again = imaged[listed.observed.known_until[imaged] >= FOLLOW_UP_DAY]
    spine = again if plan.linked else again[:0]
    row = np.concatenate([imaged, again, spine])
    is_first = np.arange(len(row)) < len(imaged)
    is_spine = np.arange(len(row)) >= len(imaged) + len(again)
    is_second = ~is_first & ~is_spine
    count = lesions.at_first[row] + np.where(is_second, lesions.new[row], 0)
    active = np.where(is_second, lesions.active_at_second[row], lesions.active_at_first[row])
    return frame_of(
        MRI,
        {
            "patient_id": listed.ids[row],
            "date": people.zero[row] + np.where(is_first, people.baseline_day[row], FOLLOW_UP_DAY),
            "region": np.where(is_spine, MriRegion.SPINE.value, MriRegion.BRAIN.value),
            "t2_lesions": np.where(is_spine, np.nan, count),
            "new_t2": np.where(is_second, lesions.new[row], np.nan),
            "compared_to_date": np.where(is_second, people.zero[row] + people.baseline_day[row], np.nan),
            "gd_lesions": np.where(is_spine, np.nan, active),
        },
    )


def _simulate_lesions(listed: Listed, rng: np.random.Generator) -> _Lesions:
    """A lesion that is new within the last weeks before a scan takes up contrast at it."""
    people = listed.people
    first, second = people.baseline_day, np.full(len(people), float(FOLLOW_UP_DAY))
    shows = listed.plan.imaging.shows_contrast_days.value
    active_from = np.maximum(first - shows, -people.start_day)
    still_from = np.maximum(second - shows, first)
    old = rng.poisson(_expected(listed, -people.start_day.astype(np.float64), active_from))
    active = rng.poisson(_expected(listed, active_from, first))
    gone = rng.poisson(_expected(listed, first, still_from))
    still = rng.poisson(_expected(listed, still_from, second))
    return _Lesions(old + active, gone + still, active, still)


def _expected(listed: Listed, from_day: Floats, to_day: Floats) -> Floats:
    """Lesions expected of each patient to arise after *from_day* and up to *to_day*."""
    people, relapses, law = listed.people, listed.relapses, listed.plan.imaging
    within = (relapses.day > from_day[relapses.row]) & (relapses.day <= to_day[relapses.row])
    at_relapses = np.bincount(relapses.row[within], minlength=len(people)) * law.at_relapse.value
    middle = (from_day + to_day) / 2
    rate = law.silent_per_relapse.value * _relapses_per_year(people, listed.plan, middle)
    rate *= _lesion_ratio(people, listed.plan, middle)
    expected: Floats = at_relapses + rate * np.maximum(to_day - from_day, 0.0) / DAYS_PER_YEAR
    return expected


def _relapses_per_year(people: People, plan: ClinicPlan, day: Floats) -> Floats:
    """Relapses a year that are expected of each patient at this age and phase, untreated."""
    patients, law = people.patients, plan.natural_history.relapses
    disease_day = people.start_day + day
    age_years = patients.onset_age_years + disease_day / DAYS_PER_YEAR
    fall = (1 - law.fall_per_5_years.value) ** ((age_years - 30) / 5)
    phase = np.select(
        [patients.primary, disease_day >= people.courses.secondary_day],
        [law.primary_ratio.value, law.secondary_ratio.value],
        1.0,
    )
    rate: Floats = law.per_year_at_30.value * fall * phase * patients.relapse_pace
    return rate


def _lesion_ratio(people: People, plan: ClinicPlan, day: Floats) -> Floats:
    """Lesions under what each patient gets on *day*, as a ratio; full from the first dose on."""
    ratio = np.ones(len(people))
    for treatment in people.courses.treatments:
        under = people.start_day + day >= treatment.start_day
        ratio *= np.where(under, treatment.effect.relapse_ratio, 1.0)
    lesions: Floats = ratio ** (1 / plan.imaging.relapse_exponent.value)
    return lesions
