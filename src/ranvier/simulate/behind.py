"""What lies behind a simulated clinic's records: everybody it took, and both fates of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.listed import Listed
from ranvier.simulate.people import People
from ranvier.simulate.plan import ClinicPlan
from ranvier.simulate.taking import simulate_fate

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Behind:
    """Everybody the clinic took, hidden patients included, with what truly happened.

    with_therapy, without: the same people if everybody, and if nobody, had got the therapy. listed: those on
    the clinic's list; listed_rows: their places among everybody.
    """

    people: People
    with_therapy: People
    without: People
    listed: Listed
    listed_rows: Rows
    plan: ClinicPlan
    seed: int


def find_behind(people: People, listed: Listed, listed_rows: Rows, plan: ClinicPlan, seed: int) -> Behind:
    """Both fates of *people*, beside what happened to them."""
    n = len(people)
    with_therapy, without = (
        replace(people, courses=simulate_fate(people, plan, seed, np.full(n, treated)))
        for treated in (True, False)
    )
    return Behind(people, with_therapy, without, listed, listed_rows, plan, seed)


def true_change(people: People, day: float) -> Floats:
    """True change of the EDSS from the baseline visit to *day*, one number a patient; NaN for the dead."""
    days = np.column_stack([people.baseline_day, np.full(len(people), day)])
    points = people.true_points(days)
    alive = people.courses.death_day > people.start_day + day
    change: Floats = np.where(alive, points[:, 1] - points[:, 0], np.nan)
    return change
