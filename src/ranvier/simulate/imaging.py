"""MRI of a simulated clinic."""

from __future__ import annotations

import numpy as np
import polars as pl

from ranvier.simulate.frames import frame_of
from ranvier.simulate.records import Listed
from ranvier.tables.mri import MRI
from ranvier.vocabulary.visits import MriRegion

NEW_LESIONS_A_YEAR = 1.5
ACTIVE_SHARE = 0.25
"""Mean new T2 lesions a year, and share of scans with a lesion that takes up contrast; assumed."""

FOLLOW_UP_DAY = 365


def mri_frame(listed: Listed, rng: np.random.Generator) -> pl.DataFrame:
    """Brain at baseline and after a year, and then the spine too where the clinic looks for harms there."""
    people, observed, ids, plan = listed.people, listed.observed, listed.ids, listed.plan
    imaged = np.flatnonzero(rng.random(len(people)) < plan.mri_share)
    again = imaged[observed.known_until[imaged] >= FOLLOW_UP_DAY]
    spine = again if plan.linked else again[:0]
    row = np.concatenate([imaged, again, spine])
    is_first = np.arange(len(row)) < len(imaged)
    is_spine = np.arange(len(row)) >= len(imaged) + len(again)
    day = np.where(is_first, people.baseline_day[row], FOLLOW_UP_DAY)
    follow_up = ~is_first & ~is_spine
    lesions = rng.negative_binomial(3, 3 / (3 + 20), len(people))
    new = rng.poisson(NEW_LESIONS_A_YEAR, len(people))
    brain_count = np.where(is_first, lesions[row], lesions[row] + new[row]).astype(np.float64)
    active = (rng.random(len(row)) < ACTIVE_SHARE).astype(np.float64)
    return frame_of(
        MRI,
        {
            "patient_id": ids[row],
            "date": people.zero[row] + day,
            "region": np.where(is_spine, MriRegion.SPINE.value, MriRegion.BRAIN.value),
            "t2_lesions": np.where(is_spine, np.nan, brain_count),
            "new_t2": np.where(follow_up, new[row], np.nan),
            "compared_to_date": np.where(follow_up, people.zero[row] + people.baseline_day[row], np.nan),
            "gd_lesions": np.where(is_spine, np.nan, active),
        },
    )
