"""The truth about each patient of a simulated clinic, as tables."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.behind import Behind, true_change
from ranvier.vocabulary.time import days_from_months

FATE_MONTHS = (6, 12, 24, 60)


def true_ids(behind: Behind) -> NDArray[np.str_]:
    """The pseudonyms of everybody the clinic took: those of its list, and H1, H2 … of hidden patients."""
    ids = np.empty(len(behind.people), dtype=object)
    hidden = np.setdiff1d(np.arange(len(behind.people)), behind.listed_rows)
    ids[hidden] = [f"H{place + 1}" for place in range(len(hidden))]
    ids[behind.listed_rows] = behind.listed.ids
    return ids.astype(str)


def patients_table(behind: Behind) -> pl.DataFrame:
    """One row a patient: what the records do not tell. Columns ending in _day count from day 0.

    patient_id (H1, H2 … for patients left out of the records), consecutive_number, hidden, treated, day_0,
    disease_years, onset_age_years, female, phenotype of the illness on day 0 (primary, progressive),
    in_relapse, relapse_pace, progression_pace, onset_points, therapy_points (what the therapy would bring
    apart from its ratios), secondary_day, death_day, lost_day.
    """
    people, given = behind.people, behind.people.courses.given
    patients, courses = people.patients, people.courses
    lost = np.full(len(people), np.inf)
    lost[behind.listed_rows] = behind.listed.observed.lost_day
    hidden = np.ones(len(people), dtype=bool)
    hidden[behind.listed_rows] = False
    dead = np.where(courses.death_day <= courses.until_day, courses.death_day - people.start_day, np.inf)
    return pl.DataFrame(
        {
            "patient_id": true_ids(behind),
            "consecutive_number": np.arange(1, len(people) + 1),
            "hidden": hidden,
            "treated": people.treated,
            "day_0": people.zero.astype("datetime64[D]"),
            "disease_years": np.round(people.start_day / 365.25, 2),
            "onset_age_years": np.round(patients.onset_age_years, 2),
            "female": patients.female,
            "primary": patients.primary,
            "progressive": people.progressive,
            "in_relapse": people.in_relapse,
            "relapse_pace": np.round(patients.relapse_pace, 4),
            "progression_pace": np.round(patients.progression_pace, 4),
            "onset_points": patients.onset_points,
            "therapy_points": np.round(given.points[0], 4),
            "secondary_day": _days(courses.secondary_day - people.start_day),
            "death_day": _days(dead),
            "lost_day": _days(lost),
        }
    )


def steps_table(behind: Behind) -> pl.DataFrame:
    """One row a change of the true EDSS, by patient and day: patient_id, day, date, points, cause.

    day: from day 0, below 0 for what was before. points: height of a relapse at its onset, what stays of it,
    a silent step, or what the therapy brings in the end; empty for death.
    """
    people = behind.people
    steps = people.courses.steps_table()
    steps = steps.filter((pl.col("points") != 0) | pl.col("points").is_null())
    row = steps["patient"].to_numpy()
    day = steps["day"].to_numpy() - people.start_day[row]
    return pl.DataFrame(
        {
            "patient_id": true_ids(behind)[row],
            "day": day,
            "date": (people.zero[row] + day).astype("datetime64[D]"),
            "points": steps["points"].cast(pl.Float64).round(3),
            "cause": steps["cause"],
        }
    )


def fates_table(behind: Behind) -> pl.DataFrame:
    """One row a patient and month: the true change of EDSS since the baseline visit in both fates.

    patient_id, months, treated (what happened), change_with and change_without the therapy, effect (the
    difference). Empty where a patient would be dead, and after the data date.
    """
    people = behind.people
    ids = true_ids(behind)
    parts = []
    for months in FATE_MONTHS:
        day = days_from_months(months)
        known = people.courses.until_day >= people.start_day + day
        with_it = np.where(known, true_change(behind.with_therapy, day), np.nan)
        without = np.where(known, true_change(behind.without, day), np.nan)
        parts.append(
            pl.DataFrame(
                {
                    "patient_id": ids,
                    "months": np.full(len(ids), months),
                    "treated": people.treated,
                    "change_with": np.round(with_it, 3),
                    "change_without": np.round(without, 3),
                    "effect": np.round(with_it - without, 3),
                }
            )
        )
    return pl.concat(parts).fill_nan(None).sort("patient_id", "months")


def _days(day: NDArray[np.float64]) -> pl.Series:
    """Whole days, empty where there is none."""
    return pl.Series(np.where(np.isfinite(day), day, np.nan)).fill_nan(None).cast(pl.Int64)
