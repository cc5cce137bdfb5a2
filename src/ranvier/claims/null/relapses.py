"""Relapses after day 0 in re-created programmes: when they come, how far they rise, and what stays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ranvier.claims.null.baseline import STEP, Singles, looked_up, remaining_by_day, staying_chances
from ranvier.claims.null.frame import FAR_DAYS, Floats, NullFrame
from ranvier.claims.null.parameters import LaterLaw, RelapseLaw
from ranvier.kernels.arrays import RelapseArrays
from ranvier.vocabulary.time import DAYS_PER_YEAR

FIRST_YEARS_DAYS = 2 * DAYS_PER_YEAR
DAY_SPAN = 1 << 20
"""More than any number of days, so that patient and day make one sortable number."""


@dataclass(frozen=True)
class NewRelapses:
    """New relapses, one number each, sorted by draw, patient and onset."""

    draw: NDArray[np.int64]
    patient: NDArray[np.int64]
    onset_day: NDArray[np.int64]


def pace_of_draws(law: LaterLaw, n_draws: int) -> Floats:
    """The pace of each draw, in turn; one column, for every patient of a programme the same."""
    return np.resize(np.array(law.paces), n_draws)[:, None]


def new_relapses(frame: NullFrame, law: LaterLaw, n_draws: int, rng: Generator) -> NewRelapses:
    """Relapses after day 0 until each patient's last visit, more of them in the first two years of MS."""
    last = frame.last_day
    early_until = np.clip(np.nan_to_num(frame.onset_day, nan=-np.inf) + FIRST_YEARS_DAYS, 0, last)
    usual = np.where(np.isnan(frame.onset_day), law.relapses_unknown.value, law.relapses_later.value)
    usual = np.where(frame.progressive, law.relapses_progressive.value, usual)
    early = np.where(frame.progressive, usual, law.relapses_first_years.value)
    pace = pace_of_draws(law, n_draws)
    parts = [
        _onsets(early * pace, np.zeros(frame.n_patients), early_until, rng),
        _onsets(usual * pace, early_until, last, rng),
    ]
    draw, patient, onset = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort((draw * frame.n_patients + patient) * DAY_SPAN + onset, kind="stable")
    return NewRelapses(draw[order], patient[order], onset[order])


def _onsets(
    rate_per_year: Floats, from_day: Floats, to_day: Floats, rng: Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Draw, patient and day of relapses that come at a constant rate (row: draw) between two days."""
    length = to_day - from_day
    counts = rng.poisson(rate_per_year * length / DAYS_PER_YEAR)
    place = np.repeat(np.arange(counts.size), counts.ravel())
    draw, patient = np.divmod(place, len(length))
    days = np.ceil(from_day[patient] + rng.random(len(place)) * length[patient])
    return draw, patient, days.astype(np.int64)


def rises(frame: NullFrame, new: NewRelapses, law: RelapseLaw, n_draws: int, rng: Generator) -> Singles:
    """Points by which new relapses raise the EDSS of each visit: what stays, and what has not receded yet."""
    rise, stays = _sizes(law, len(new.draw), rng)
    relapse, visit = _visits_after(frame, new)
    since = frame.day[visit] - new.onset_day[relapse]
    left = looked_up(remaining_by_day(law), since)
    points = STEP * (stays[relapse] + (rise - stays)[relapse] * left)
    place = new.draw[relapse] * frame.n_visits + visit
    summed = np.bincount(place, weights=points, minlength=n_draws * frame.n_visits)
    return summed.reshape(n_draws, frame.n_visits).astype(np.float32)


def _sizes(law: RelapseLaw, n: int, rng: Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rise and lasting part of *n* relapses, in half points."""
    rise = _drawn(np.array(law.peak), n, rng)
    stays = np.zeros(n, dtype=np.int64)
    for size in range(1, len(law.peak)):
        of_size = rise == size
        stays[of_size] = _drawn(staying_chances(law, size), int(of_size.sum()), rng)
    return rise, stays


def _drawn(chances: Floats, n: int, rng: Generator) -> NDArray[np.int64]:
    limits = np.cumsum(chances / chances.sum())[:-1]
    return np.searchsorted(limits, rng.random(n), side="right").astype(np.int64)


def _visits_after(frame: NullFrame, new: NewRelapses) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each pair of a relapse and a visit of the same patient on or after its onset."""
    by_patient_and_day = frame.patient_of_visit * DAY_SPAN + frame.day
    first = np.searchsorted(by_patient_and_day, new.patient * DAY_SPAN + new.onset_day)
    counts = frame.offset[new.patient + 1] - first
    relapse = np.repeat(np.arange(len(first)), counts)
    within = np.arange(len(relapse)) - np.repeat(np.cumsum(counts) - counts, counts)
    return relapse, first[relapse] + within


LONG_SINCE_DAYS = 32_000
"""The longest distance from a relapse that is told apart; it stands for no relapse as well."""


def days_since(frame: NullFrame, known_day: Floats, new: NewRelapses, n_draws: int) -> NDArray[np.int16]:
    """Days from the latest relapse at each visit, at most LONG_SINCE_DAYS, which stands for none."""
    who = frame.patient_of_visit
    known = np.minimum(frame.day - np.nan_to_num(known_day, nan=-FAR_DAYS)[who], LONG_SINCE_DAYS)
    since = np.tile(known.astype(np.int16), (n_draws, 1))
    relapse, visit = _visits_after(frame, new)
    # pairs come in order of onset within a patient, so the latest onset is the one that stays
    since[new.draw[relapse], visit] = np.minimum(frame.day[visit] - new.onset_day[relapse], LONG_SINCE_DAYS)
    return since


def flattened(known_day: Floats, new: NewRelapses, n_draws: int) -> RelapseArrays:
    """Onsets draw by draw and patient by patient, the known one first, as a kernel takes them."""
    n_patients = len(known_day)
    n_courses = n_draws * n_patients
    has_known = np.flatnonzero(np.tile(~np.isnan(known_day), n_draws))
    course = np.concatenate([has_known, new.draw * n_patients + new.patient])
    day = np.concatenate([np.tile(known_day, n_draws)[has_known].astype(np.int64), new.onset_day])
    order = np.argsort(course, kind="stable")
    offset = np.zeros(n_courses + 1, np.int64)
    np.cumsum(np.bincount(course, minlength=n_courses), out=offset[1:])
    return RelapseArrays(offset, day[order].astype(np.int32))
