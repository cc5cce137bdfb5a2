"""People of the natural history who could come to a clinic, in the state in which they would come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.coming import Coming, Windows, simulate_coming, simulate_windows
from ranvier.simulate.entry import EntryPlan
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import Courses, simulate_courses
from ranvier.simulate.natural_history.patients import Patients, simulate_patients
from ranvier.simulate.people import People
from ranvier.simulate.plan import LEAST_SEEN_DAYS, ClinicPlan
from ranvier.simulate.recorded import ToScore, simulate_recorded
from ranvier.simulate.treated import DrugTaken, drug_treatments, drugs_before, threads_for
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TO_DOSE_DAYS = (2, 5)
"""Day 0 comes so many days after the baseline visit, each as likely."""

PREFERRED_STEP = 0.5
LEAST_FOUND = 0.02
"""A wanted mean and spread of the EDSS are met in half points; rarer ones than 2 % of those who fit are not
waited for."""

STEROIDS_IN_RELAPSE, STEROIDS_OTHERWISE = 1.4, 0.5
"""Steroids at entry: so many times the clinic's share in a relapse and without one; assumed."""


def simulate_fitting(plan: ClinicPlan, first_number: int, n: int, seed: int) -> People:
    """Of *n* people numbered from *first_number*, followed from their first symptom, those who come and fit.

    They fit by age, time since the first symptom, true and recorded EDSS, and freedom from relapses.
    """
    patients = simulate_patients(n, plan.natural_history, seed, first_number=first_number)
    windows = simulate_windows(patients, plan, seed)
    aged = np.flatnonzero(_of_age(patients, windows, plan.entry))
    patients, windows = patients.of(aged), windows.of(aged)
    drugs = drugs_before(patients.number, plan, seed)
    courses = simulate_courses(
        patients,
        plan.natural_history,
        seed,
        until_day=(windows.close_day + TO_DOSE_DAYS[1]).astype(np.int64),
        treatments=drug_treatments(plan, drugs),
        n_threads=threads_for(len(patients)),
    )
    coming = simulate_coming(courses, windows, plan, seed)
    come = np.flatnonzero(coming.day < courses.death_day - LEAST_SEEN_DAYS)  # false for those who never come
    people = _in_state(courses.of(come), coming.of(come), drugs.of(come), plan, seed)
    fitting = people.of(np.flatnonzero(_fits(people, plan, seed)))
    return fitting.of(np.flatnonzero(_preferred(fitting, plan.entry, seed)))


def _of_age(patients: Patients, windows: Windows, entry: EntryPlan) -> Flags:
    """Who can be of the permitted age while the clinic takes patients."""
    onset_years = patients.onset_age_years
    youngest = onset_years + windows.open_day / DAYS_PER_YEAR
    oldest = onset_years + windows.close_day / DAYS_PER_YEAR
    of_age: Flags = (youngest < entry.oldest_years) & (oldest >= entry.youngest_years)
    return of_age


def _in_state(courses: Courses, coming: Coming, drugs: DrugTaken, plan: ClinicPlan, seed: int) -> People:
    """Those who come, on the day on which they do."""
    number = courses.patients.number
    in_relapse = ~np.isnan(coming.relapse_day)
    first, last = TO_DOSE_DAYS
    to_dose = first + np.floor((last - first + 1) * luck_of(seed, Purpose.DAYS_TO_DOSE, number))
    start_day = (coming.day + to_dose).astype(np.int64)
    times = np.where(in_relapse, STEROIDS_IN_RELAPSE, STEROIDS_OTHERWISE)
    steroids = luck_of(seed, Purpose.STEROIDS_AT_ENTRY, number) < times * plan.entry.steroid_share
    late = luck_of(seed, Purpose.SCORED_LATE, number) < plan.entry.share_without_baseline
    return People(
        patients=courses.patients,
        zero=_opens(plan) + start_day - coming.open_day.astype(np.int64),
        start_day=start_day,
        treated=np.ones(len(number), dtype=bool),
        progressive=courses.patients.primary | (courses.secondary_day <= coming.day),
        in_relapse=in_relapse,
        relapse_day=coming.relapse_day - start_day,
        steroids=steroids,
        scored_late=steroids & late,
        baseline_day=-to_dose,
        drug=drugs.drug,
        drug_day=drugs.day - start_day,
        courses=courses,
    )


def _opens(plan: ClinicPlan) -> int:
    """The first day on which the clinic takes patients, as days since 1970-01-01."""
    return int(np.datetime64(plan.first_day, "D").astype(np.int64))


def _fits(people: People, plan: ClinicPlan, seed: int) -> Flags:
    entry = plan.entry
    age_years = people.patients.onset_age_years + people.start_day / DAYS_PER_YEAR
    lasting = people.lasting_points(people.baseline_day[:, None])[:, 0]
    fits: Flags = (lasting >= entry.edss_low) & (lasting <= entry.edss_high)
    fits &= (age_years >= entry.youngest_years) & (age_years < entry.oldest_years)
    fits &= people.in_relapse | ~_had_relapse(people, entry.relapse_free_days)
    if entry.entry_edss_at_least is not None:
        fits &= _baseline_scores(people, plan, seed) >= entry.entry_edss_at_least
    return fits


def _preferred(people: People, entry: EntryPlan, seed: int) -> Flags:
    """Whom to keep so that the true EDSS of each kind of those who fit has the wanted mean and spread."""
    kept = np.ones(len(people), dtype=bool)
    if entry.edss_mean is None or entry.edss_sd is None:
        return kept
    lasting = people.lasting_points(people.baseline_day[:, None])[:, 0]
    luck = luck_of(seed, Purpose.PREFERRED, people.number)
    for is_kind in people.kinds().values():
        if is_kind.any():
            chance = _chance_to_keep(lasting[is_kind], entry.edss_mean, entry.edss_sd)
            kept[is_kind] = luck[is_kind] < chance
    return kept


def _chance_to_keep(lasting: Floats, mean: float, sd: float) -> Floats:
    """How many of each half point are wanted for each of them that is found; 1 where most are."""
    step = np.floor(lasting / PREFERRED_STEP).astype(np.intp)
    found = np.bincount(step) / len(lasting)
    middle = (np.arange(len(found)) + 0.5) * PREFERRED_STEP
    ratio = np.exp(-0.5 * ((middle - mean) / sd) ** 2) / np.maximum(found, LEAST_FOUND)
    chance: Floats = (ratio / ratio[found > 0].max())[step]
    return chance


def _had_relapse(people: People, within_days: int) -> Flags:
    """Whether a relapse began so many days before the baseline visit, or up to day 0."""
    courses = people.courses
    row = np.repeat(np.arange(len(people)), np.diff(courses.relapse_offset))
    day = courses.relapse_day - people.start_day[row]
    recent = (day <= 0) & (day > people.baseline_day[row] - within_days)
    return np.bincount(row[recent], minlength=len(people)) > 0


def _baseline_scores(people: People, plan: ClinicPlan, seed: int) -> Floats:
    """EDSS as recorded at the baseline visit, before any dose and any steroids."""
    day = (people.start_day + people.baseline_day).astype(np.int32)
    offset = np.arange(len(people) + 1, dtype=np.int64)
    visits = ToScore(offset, day, people.courses.true_points(offset, day))
    return simulate_recorded(people, visits, plan, seed).edss
