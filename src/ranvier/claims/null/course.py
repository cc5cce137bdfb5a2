"""What happens after day 0 without any effect: relapses recede, new ones come, disability progresses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ranvier.claims.null.baseline import (
    Singles,
    TrueBaselines,
    draw_true_baselines,
    left_after,
)
from ranvier.claims.null.frame import FAR_DAYS, Floats, NullFrame
from ranvier.claims.null.parameters import BeforeEntry, LaterLaw, NullParameters, RelapseLaw
from ranvier.claims.null.relapses import days_since, flattened, new_relapses, pace_of_draws, rises
from ranvier.kernels.arrays import RelapseArrays
from ranvier.vocabulary.time import DAYS_PER_YEAR


@dataclass(frozen=True)
class NullCourses:
    """True courses of re-created programmes: one row a draw, one column a visit (or patient).

    points: true EDSS at each visit. receding: of it, what of the relapse before baseline has still to recede.
    relapses: onsets after day 0 and the one known before, flattened draw by draw, patient by patient.
    since_relapse: days from the latest relapse of each visit.
    """

    points: Singles
    receding: Singles
    relapses: RelapseArrays
    since_relapse: NDArray[np.int16]


def draw_courses(
    frame: NullFrame, since_relapse: Floats, parameters: NullParameters, n_draws: int, rng: Generator
) -> NullCourses:
    """True courses of *n_draws* programmes with the patients and visits of *frame*.

    since_relapse: days from the latest relapse at each patient's baseline, FAR_DAYS without one.
    """
    points, receding = (np.empty((n_draws, frame.n_visits), np.float32) for _ in range(2))
    starts = parameters.starts
    for kind, start in enumerate(starts):
        before, _ = start
        n = len(range(kind, n_draws, len(starts)))
        baselines = draw_true_baselines(frame, since_relapse, parameters, start, n, rng)
        rows = slice(kind, None, len(starts))
        receding[rows] = _receding_at_visits(frame, since_relapse, baselines, parameters.relapse, before)
        at_baseline = left_after(since_relapse * before.times_as_fast, parameters.relapse)
        points[rows] = (baselines.points - baselines.receding * at_baseline)[:, frame.patient_of_visit]
    points += receding
    points += _progression(frame, parameters.later, n_draws, rng)
    new = new_relapses(frame, parameters.later, n_draws, rng)
    points += rises(frame, new, parameters.relapse, n_draws, rng)
    known = np.where(since_relapse < FAR_DAYS, frame.baseline_day - since_relapse, np.nan)
    relapses = flattened(known, new, n_draws)
    return NullCourses(points, receding, relapses, days_since(frame, known, new, n_draws))


def _receding_at_visits(
    frame: NullFrame, since_relapse: Floats, baselines: TrueBaselines, law: RelapseLaw, before: BeforeEntry
) -> Singles:
    """Points of the relapse before baseline that are still there at each visit."""
    who = frame.patient_of_visit
    days = (since_relapse - frame.baseline_day)[who] + frame.day
    found: Singles = baselines.receding[:, who] * left_after(days * before.times_as_fast, law)
    return found


def _progression(frame: NullFrame, law: LaterLaw, n_draws: int, rng: Generator) -> Singles:
    """Points by which each patient has become worse at each visit, apart from relapses."""
    shape = (n_draws, frame.n_patients)
    mean = np.where(frame.primary, law.slope_primary.value, law.slope_relapsing.value)
    slopes = rng.standard_exponential(shape, dtype=np.float32) * mean.astype(np.float32)
    secondary = frame.progressive & ~frame.primary
    if secondary.any():
        shares, rates = np.array(law.slopes_secondary).T
        luck = rng.random((n_draws, int(secondary.sum())))
        slopes[:, secondary] = rates[np.searchsorted(np.cumsum(shares)[:-1], luck, side="right")]
    who = frame.patient_of_visit
    years = ((frame.day - frame.baseline_day[who]) / DAYS_PER_YEAR).astype(np.float32)
    slopes *= pace_of_draws(law, n_draws).astype(np.float32)
    found: Singles = slopes[:, who] * years
    return found
