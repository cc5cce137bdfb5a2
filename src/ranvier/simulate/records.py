"""What a simulated clinic writes down of its patients' visits and relapses."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.frames import frame_of
from ranvier.simulate.listed import Listed
from ranvier.simulate.scores.systems import functional_systems_of, walking_aids_of
from ranvier.tables.relapses import RELAPSES
from ranvier.tables.visits import VISITS
from ranvier.vocabulary.visits import AmbulationCoding, RelapseRecovery, RelapseSeverity, VisitKind

TREATING = "T1"
CODING = AmbulationCoding.NEUROSTATUS_16

HISTORY_DAYS = 730
"""A clinic writes down the relapses of the two years before a patient comes; assumed."""


def visits_frame(listed: Listed, seed: int) -> pl.DataFrame:
    """One row an examination that took place, with the functional systems that give its EDSS."""
    people, seen, plan = listed.people, listed.observed, listed.plan
    systems = functional_systems_of(seen.edss, people.number[seen.row], seed, CODING)
    n = len(seen.row)
    return frame_of(
        VISITS,
        {
            "patient_id": listed.ids[seen.row],
            "date": people.zero[seen.row] + seen.day,
            "edss": seen.edss,
            **systems,
            "ambulation_coding": np.full(n, CODING.value),
            "aid": walking_aids_of(systems["ambulation"], CODING),
            "rater_id": _rater_names(plan.raters.n_raters, blinded=plan.blinded)[seen.rater],
            "treating_id": np.full(n, TREATING),
            "rater_blinded": np.full(n, plan.blinded),
            "kind": np.where(seen.by_relapse, VisitKind.RELAPSE.value, VisitKind.SCHEDULED.value),
        },
    )


def _rater_names(n_raters: int, *, blinded: bool) -> NDArray[np.str_]:
    """Names of the raters; where nobody is blinded, one of them treats."""
    names = [f"R{place + 1}" for place in range(n_raters)]
    return np.array(names if blinded else [TREATING, *names[:-1]])


def relapses_frame(listed: Listed) -> pl.DataFrame:
    """One row a relapse that the clinic knows of: those before entry, and later ones until the last news."""
    people = listed.people
    relapses = listed.relapses.of(listed.relapses.day <= listed.observed.known_until[listed.relapses.row])
    recent = relapses.of(relapses.day >= people.baseline_day[relapses.row] - HISTORY_DAYS)
    severity = np.select(
        [recent.peak < 1, recent.peak < 2],
        [RelapseSeverity.MILD.value, RelapseSeverity.MODERATE.value],
        RelapseSeverity.SEVERE.value,
    )
    recovery = np.where(recent.residual > 0, RelapseRecovery.PARTIAL.value, RelapseRecovery.FULL.value)
    return frame_of(
        RELAPSES,
        {
            "patient_id": listed.ids[recent.row],
            "onset_date": people.zero[recent.row] + recent.day,
            "severity": severity,
            "recovery": recovery,
            "steroids_start": people.zero[recent.row] + recent.steroid_day,
            "confirmed": np.ones(len(recent.row), dtype=bool),
        },
    )
