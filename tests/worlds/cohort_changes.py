"""What can be done to a programme's records: raters who lean, patients taken off the list, other words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.claims.basis.records import find_records
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Assignment, Group
from tests.worlds.raters import nearest_step


def timed(cohort: Cohort) -> pl.DataFrame:
    """The visits in their order, with the group and the day from entry."""
    people = cohort.patients.select("patient_id", "group", "enrolled_date")
    joined = cohort.visits.join(people, on="patient_id", how="left", maintain_order="left")
    return joined.with_columns((pl.col("date") - pl.col("enrolled_date")).dt.total_days().alias("day"))


def shifted(cohort: Cohort, group: str, by: float, seed: int, *, chance: float = 0.5) -> Cohort:
    """The cohort with scores after day 0 of one group moved by *by* points, at the given *chance* each."""
    visits = timed(cohort)
    hit = ((visits["group"] == group) & (visits["day"] > 0)).to_numpy()
    return _moved(cohort, hit & (np.random.default_rng(seed).random(len(hit)) < chance), by)


def shifted_people(cohort: Cohort, group: str, by: float, seed: int, *, share: float = 0.5) -> Cohort:
    """The cohort with all scores after day 0 of a *share* of the people of a group moved by *by* points."""
    visits = timed(cohort)
    people = cohort.patients["patient_id"].to_numpy()
    fated = set(people[np.random.default_rng(seed).random(len(people)) < share])
    hit = ((visits["group"] == group) & (visits["day"] > 0)).to_numpy()
    return _moved(cohort, hit & np.array([patient in fated for patient in visits["patient_id"]]), by)


def _moved(cohort: Cohort, hit: np.ndarray, by: float) -> Cohort:
    scores = cohort.visits["edss"].to_numpy().copy()
    scores[hit] = nearest_step(scores[hit] + by)
    return with_frames(cohort, visits=cohort.visits.with_columns(pl.Series("edss", scores)))


def chosen_by_severity(cohort: Cohort, seed: int) -> Cohort:
    """The cohort without some mild treated and some severe comparators, who were not drawn by lot."""
    baselines = find_records(cohort).baselines.filter(pl.col("baseline_edss").is_not_null())
    severe = 1 / (1 + np.exp(-(baselines["baseline_edss"].to_numpy() - 4.0)))
    treated = (baselines["group"] == Group.TREATED.value).to_numpy()
    stays = np.random.default_rng(seed).random(len(severe)) < np.where(treated, severe, 1 - severe)
    kept = only(cohort, baselines["patient_id"].filter(pl.Series(stays)))
    return about(kept, assignment=Assignment.EXTERNAL)


def chosen_by_future(cohort: Cohort, seed: int) -> Cohort:
    """The cohort without some treated who fare worse, and some comparators who fare better, in five years."""
    changes = find_records(cohort).changes(60).filter(pl.col("change").is_not_null()).sort("patient_id")
    change = changes["change"].to_numpy()
    fares_well = 1 / (1 + np.exp(0.7 * (change - change.mean()) / change.std()))
    treated = (changes["group"] == Group.TREATED.value).to_numpy()
    stays = np.random.default_rng(seed).random(len(change)) < np.where(treated, fares_well, 1 - fares_well)
    kept = only(cohort, changes["patient_id"].filter(pl.Series(stays)))
    return about(kept, assignment=Assignment.EXTERNAL)


def only(cohort: Cohort, patients: pl.Series) -> Cohort:
    """The cohort of these patients."""
    kept = patients.implode()
    frames = {name: rows.filter(pl.col("patient_id").is_in(kept)) for name, rows in cohort.frames.items()}
    return replace(cohort, frames=frames)


def without(cohort: Cohort, patients: pl.Series) -> Cohort:
    """The cohort without these patients."""
    left = cohort.patients["patient_id"]
    return only(cohort, left.filter(~left.is_in(patients.implode())))


def with_frames(cohort: Cohort, **frames: pl.DataFrame) -> Cohort:
    """The cohort with other rows in the tables named."""
    return replace(cohort, frames={**cohort.frames, **frames})


def about(cohort: Cohort, **words: object) -> Cohort:
    """The cohort of a programme that says something else of its groups."""
    groups = replace(cohort.programme.groups, **words)  # type: ignore[arg-type]
    return replace(cohort, programme=replace(cohort.programme, groups=groups))
