"""What a simulated clinic writes down of its patients, their visits and their relapses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.course import Flags, Floats
from ranvier.simulate.frames import frame_of
from ranvier.simulate.noise import simulate_scores
from ranvier.simulate.people import People
from ranvier.simulate.plan import ClinicPlan
from ranvier.simulate.visits import Attendance, simulate_attendance, simulate_schedule
from ranvier.tables.relapses import RELAPSES
from ranvier.tables.visits import VISITS
from ranvier.vocabulary.time import DAYS_PER_YEAR
from ranvier.vocabulary.visits import RelapseRecovery, RelapseSeverity, VisitKind

RELAPSE_VISIT_CHANCE = 0.4
"""Share of relapses in which the patient is also seen; assumed."""

RATERS = ("R1", "R2", "R3")
TREATING = "T1"


@dataclass(frozen=True)
class Observed:
    """What the clinic saw: every visit and score, and until when it knows of each patient.

    day, seen, edss, by_relapse: one row a patient, one column a possible visit. known_until: day of the last
    news, alive or dead. death_day: infinite while alive; n_days: days from day 0 to the data date.
    """

    day: Floats
    seen: Flags
    edss: Floats
    by_relapse: Flags
    lost_day: Floats
    known_until: Floats
    death_day: Floats
    n_days: Floats

    def of(self, rows: NDArray[np.intp]) -> Observed:
        """What was seen of the patients in *rows*."""
        return Observed(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


def simulate_observed(people: People, plan: ClinicPlan, rng: np.random.Generator) -> Observed:
    """Visits, scores, deaths and losses of *people* until the data date."""
    data_day = int(np.datetime64(plan.data_date, "D").astype(np.int64))
    n_days = (data_day - people.zero).astype(np.float64)
    death_day = np.ceil(rng.exponential(DAYS_PER_YEAR / plan.course.deaths_per_year.value, len(people)))
    death_day = np.where(death_day <= n_days, np.maximum(death_day, 30.0), np.inf)
    planned = _planned_visits(people, plan, np.minimum(n_days, death_day - 1), rng)
    day, seen, by_relapse = _with_relapse_visits(people, planned, np.minimum(n_days, death_day - 1), rng)
    edss = _scores(people, day, plan, rng)
    last_seen = np.where(seen, day, -np.inf).max(axis=1)
    recent = np.maximum(last_seen, n_days - np.floor(60 * rng.random(len(people))))
    known_until = np.where(planned.lost_day < np.inf, last_seen, np.minimum(recent, death_day))
    known_dead = np.where((planned.lost_day == np.inf) | plan.linked, death_day, np.inf)
    known_until = np.where(known_dead < np.inf, np.maximum(known_until, known_dead), known_until)
    return Observed(day, seen, edss, by_relapse, planned.lost_day, known_until, known_dead, n_days)


def _planned_visits(
    people: People, plan: ClinicPlan, last_possible_day: Floats, rng: np.random.Generator
) -> Attendance:
    first = np.where(people.scored_late, people.baseline_day + 2, people.baseline_day)
    schedule = simulate_schedule(first, plan.follow_up, rng)
    change = people.true_course.at(schedule) - people.true_course.at(people.baseline_day[:, None])
    return simulate_attendance(schedule, change, last_possible_day, plan.follow_up, rng)


def _with_relapse_visits(
    people: People, planned: Attendance, last_possible_day: Floats, rng: np.random.Generator
) -> tuple[Floats, Flags, Flags]:
    """Planned visits and those because of a relapse, in order; none within five days of another."""
    onset = people.true_course.relapses.onset_day
    extra = onset + np.floor(3 + 12 * rng.random(onset.shape))
    chosen = (onset > 0) & (rng.random(onset.shape) < RELAPSE_VISIT_CHANCE)
    known = np.minimum(planned.lost_day, last_possible_day)[:, None]
    chosen &= (extra > 20) & (extra <= known)
    apart = np.abs(extra[:, :, None] - planned.day[:, None, :]).min(axis=2) > 5
    chosen &= apart
    day = np.column_stack([planned.day, np.where(chosen, extra, np.nan)])
    seen = np.column_stack([planned.seen, chosen])
    by_relapse = np.column_stack([np.zeros_like(planned.seen), chosen])
    order = np.argsort(day, axis=1, kind="stable")
    day = np.take_along_axis(day, order, axis=1)
    return day, np.take_along_axis(seen, order, axis=1), np.take_along_axis(by_relapse, order, axis=1)


def _scores(people: People, day: Floats, plan: ClinicPlan, rng: np.random.Generator) -> Floats:
    """Scores at *day*; the baseline score is the one that decided on entry."""
    noise = plan.noise
    shift = noise.expectation_shift.value + (0.0 if plan.blinded else noise.unblinded_shift.value)
    after = day > 0
    edss = simulate_scores(people.true_course.at(day), np.where(after, shift, 0.0), noise, rng)
    edss[:, 0] = np.where(people.scored_late, edss[:, 0], people.baseline_edss)
    return edss


@dataclass(frozen=True)
class Listed:
    """The patients on the clinic's list, with their pseudonyms and consecutive numbers."""

    people: People
    observed: Observed
    ids: NDArray[np.str_]
    numbers: NDArray[np.intp]
    plan: ClinicPlan


def visits_frame(listed: Listed, rng: np.random.Generator) -> pl.DataFrame:
    """One row an examination that took place."""
    people, observed, ids, plan = listed.people, listed.observed, listed.ids, listed.plan
    row, column = np.nonzero(observed.seen)
    day = observed.day[row, column]
    edss = observed.edss[row, column]
    usual = rng.integers(len(RATERS), size=len(people))
    other = rng.random(len(row)) < 0.12
    rater = (usual[row] + other) % len(RATERS)
    raters = np.array(RATERS if plan.blinded else (TREATING, TREATING, RATERS[0]))
    return frame_of(
        VISITS,
        {
            "patient_id": ids[row],
            "date": people.zero[row] + day,
            "edss": edss,
            "aid": _aid(edss),
            "rater_id": raters[rater],
            "treating_id": np.full(len(row), TREATING),
            "rater_blinded": np.full(len(row), plan.blinded),
            "kind": np.where(
                observed.by_relapse[row, column], VisitKind.RELAPSE.value, VisitKind.SCHEDULED.value
            ),
        },
    )


def _aid(edss: Floats) -> NDArray[np.str_]:
    """Walking aid that goes with an EDSS of 6.0 (one side), 6.5 (both sides) and 7.0 or more (wheelchair)."""
    found: NDArray[np.str_] = np.select(
        [edss < 6, edss < 6.5, edss < 7], ["none", "unilateral", "bilateral"], "wheelchair"
    )
    return found


def relapses_frame(listed: Listed) -> pl.DataFrame:
    """One row a relapse that the clinic knows of: those before entry, and later ones until the last news."""
    people, observed, ids = listed.people, listed.observed, listed.ids
    relapses = people.true_course.relapses
    row, slot = np.nonzero(relapses.onset_day <= observed.known_until[:, None])
    onset = people.zero[row] + relapses.onset_day[row, slot]
    peak = relapses.peak[row, slot]
    severity = np.select(
        [peak < 1, peak < 2],
        [RelapseSeverity.MILD.value, RelapseSeverity.MODERATE.value],
        RelapseSeverity.SEVERE.value,
    )
    stays = relapses.residual[row, slot] > 0
    entry = (relapses.onset_day[row, slot] <= 0) & relapses.steroids[row, slot]
    steroids_start = np.where(entry, people.zero[row] + people.baseline_day[row] + 1, onset + 5)
    return frame_of(
        RELAPSES,
        {
            "patient_id": ids[row],
            "onset_date": onset,
            "severity": severity,
            "recovery": np.where(stays, RelapseRecovery.PARTIAL.value, RelapseRecovery.FULL.value),
            "steroids_start": np.where(relapses.steroids[row, slot], steroids_start, np.nan),
            "confirmed": np.ones(len(row), dtype=bool),
        },
    )
