"""Programmes whose truth is known: no effect, a true one, a smaller one, and comparisons that are not fair.

They come from `ranvier.simulate`, whose laws are not those of the null band: no generator examines itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.claims.records import find_records
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.noise import nearest_step
from ranvier.simulate.plan import NO_EFFECT, TRUE_EFFECT, EffectPlan, Lost
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Assignment, Group

World = Callable[[int], Cohort]
"""From seed to programme."""

WITHOUT_EFFECT = replace(TRUE_EFFECT, effect=EffectPlan())
"""The clinic of the demo that draws its comparators by lot, with a therapy that does nothing."""


def no_effect_alone(seed: int) -> Cohort:
    """No effect, nobody compared, often treated in a relapse, partly lost."""
    return simulate_clinic(NO_EFFECT, seed)


def no_effect_by_lot(seed: int) -> Cohort:
    """No effect, a sham group by lot, blinded raters."""
    return simulate_clinic(WITHOUT_EFFECT, seed)


def true_effect_by_lot(seed: int) -> Cohort:
    """2.5 points better than a sham group by lot: as claimed."""
    return simulate_clinic(TRUE_EFFECT, seed)


def smaller_effect_by_lot(seed: int) -> Cohort:
    """One point better than a sham group by lot, where two to three are claimed."""
    return simulate_clinic(replace(TRUE_EFFECT, effect=EffectPlan(points=-1.0, sd_points=0.3)), seed)


def harm_by_lot(seed: int) -> Cohort:
    """One point worse than a sham group by lot."""
    return simulate_clinic(replace(TRUE_EFFECT, effect=EffectPlan(points=1.0, sd_points=0.3)), seed)


def harm_alone(seed: int) -> Cohort:
    """One point worse, and nobody compared."""
    plan = replace(
        TRUE_EFFECT, effect=EffectPlan(points=1.0, sd_points=0.3), has_comparator=False, blinded=False
    )
    return simulate_clinic(plan, seed)


def good_responders_lost(seed: int) -> Cohort:
    """A true effect, and those who improved stay away: the records look worse than the truth."""
    leaving = replace(TRUE_EFFECT.follow_up, lost_per_year=0.10, lost=Lost.BETTER, lost_pull=1.0)
    return simulate_clinic(replace(TRUE_EFFECT, follow_up=leaving), seed)


def biased_comparators(seed: int) -> Cohort:
    """No effect, and comparators from elsewhere who are scored half a point worse every other time."""
    cohort = _shifted(no_effect_by_lot(seed), "sham", 0.5, seed)
    return _about(cohort, assignment=Assignment.EXTERNAL)


def treated_are_sicker(seed: int) -> Cohort:
    """No effect; who is treated was no lot's choice: the higher the score the sooner, which is recorded."""
    return _chosen(simulate_clinic(replace(WITHOUT_EFFECT, n_patients=360), seed), seed)


def treated_are_sicker_and_gain(seed: int) -> Cohort:
    """2.5 points better, as claimed; treated the sooner the higher the score."""
    return _chosen(simulate_clinic(replace(TRUE_EFFECT, n_patients=360), seed), seed)


def treated_had_something_better(seed: int) -> Cohort:
    """No effect, and comparators who fare worse for a reason that is not recorded: half of them a point."""
    return _about(_shifted_people(no_effect_by_lot(seed), "sham", 1.0, seed), assignment=Assignment.EXTERNAL)


def treated_would_have_fared_better(seed: int) -> Cohort:
    """No effect; treated the sooner, the better their next five years: nothing in the records says so."""
    cohort = simulate_clinic(replace(WITHOUT_EFFECT, n_patients=360), seed)
    changes = find_records(cohort).changes(60).filter(pl.col("change").is_not_null()).sort("patient_id")
    change = changes["change"].to_numpy()
    fares_well = 1 / (1 + np.exp(0.7 * (change - change.mean()) / change.std()))
    treated = (changes["group"] == Group.TREATED.value).to_numpy()
    stays = np.random.default_rng(seed).random(len(change)) < np.where(treated, fares_well, 1 - fares_well)
    return _about(_only(cohort, changes["patient_id"].filter(stays)), assignment=Assignment.EXTERNAL)


def treated_are_scored_harder(seed: int) -> Cohort:
    """No effect, and raters elsewhere who score the treated half a point higher most of the time."""
    cohort = _shifted(no_effect_by_lot(seed), "cells", 0.5, seed, chance=0.7)
    return _about(cohort, assignment=Assignment.EXTERNAL)


def raters_who_knew(seed: int) -> Cohort:
    """No effect, lot, and raters who score the treated 0.35 points too low because they know."""
    cohort = _shifted(no_effect_by_lot(seed), "cells", -0.5, seed, chance=0.7)
    unblinded = cohort.visits.with_columns(pl.lit(value=False).alias("rater_blinded"))
    return _about(_with(cohort, visits=unblinded), assessor_blinded=False)


def treated_seen_every_two_years(seed: int) -> Cohort:
    """No effect, lot, and fewer visits of the treated: their worsening is seen late and seldom confirmed."""
    cohort = no_effect_by_lot(seed)
    timed = _timed(cohort)
    months = timed["day"] / 30.4375
    round_visit = ((months - 24 * (months / 24).round()).abs() < 2) & (months > 20)
    keep = (timed["group"] != "cells") | (timed["day"] <= 0) | round_visit
    return _with(cohort, visits=cohort.visits.filter(keep))


def early_failures_become_comparators(seed: int) -> Cohort:
    """No effect, "lot", and only who did not worsen before the second dose counts as treated."""
    cohort = no_effect_by_lot(seed)
    timed = _timed(cohort).filter(pl.col("group") == "cells")
    before = (
        timed.filter(pl.col("day") <= 0).group_by("patient_id").agg(pl.col("edss").last().alias("before"))
    )
    early = timed.filter(pl.col("day").is_between(1, 110)).join(before, on="patient_id")
    worse = early.filter(pl.col("edss") > pl.col("before"))["patient_id"].unique()
    moved = pl.when(pl.col("patient_id").is_in(worse.implode())).then(pl.lit("sham")).otherwise("group")
    return _with(cohort, patients=cohort.patients.with_columns(moved.alias("group")))


def failures_hidden(seed: int) -> Cohort:
    """No effect, nobody compared, and the half who fell least is taken off the list."""
    cohort = no_effect_alone(seed)
    worst_first = find_records(cohort).changes(12).sort("change", descending=True, nulls_last=True)
    hidden = worst_first["patient_id"].head(worst_first.height // 2).implode()
    kept = {name: rows.filter(~pl.col("patient_id").is_in(hidden)) for name, rows in cohort.frames.items()}
    return replace(cohort, frames=kept)


def _timed(cohort: Cohort) -> pl.DataFrame:
    """The visits in their order, with the group and the day from entry."""
    people = cohort.patients.select("patient_id", "group", "enrolled_date")
    joined = cohort.visits.join(people, on="patient_id", how="left", maintain_order="left")
    return joined.with_columns((pl.col("date") - pl.col("enrolled_date")).dt.total_days().alias("day"))


def _shifted(cohort: Cohort, group: str, by: float, seed: int, *, chance: float = 0.5) -> Cohort:
    """The cohort with scores after day 0 of one group moved by *by* points, at the given *chance* each."""
    timed = _timed(cohort)
    hit = ((timed["group"] == group) & (timed["day"] > 0)).to_numpy()
    hit &= np.random.default_rng(seed).random(len(hit)) < chance
    scores = timed["edss"].to_numpy().copy()
    scores[hit] = nearest_step(scores[hit] + by)
    return _with(cohort, visits=cohort.visits.with_columns(pl.Series("edss", scores)))


def _shifted_people(cohort: Cohort, group: str, by: float, seed: int, *, share: float = 0.5) -> Cohort:
    """The cohort with all scores after day 0 of a *share* of the people of a group moved by *by* points."""
    timed = _timed(cohort)
    people = cohort.patients["patient_id"].to_numpy()
    fated = set(people[np.random.default_rng(seed).random(len(people)) < share])
    hit = ((timed["group"] == group) & (timed["day"] > 0)).to_numpy()
    hit &= np.array([patient in fated for patient in timed["patient_id"]])
    scores = timed["edss"].to_numpy().copy()
    scores[hit] = nearest_step(scores[hit] + by)
    return _with(cohort, visits=cohort.visits.with_columns(pl.Series("edss", scores)))


def _chosen(cohort: Cohort, seed: int) -> Cohort:
    """The cohort without some mild treated and some severe comparators, who were not drawn by lot."""
    baselines = find_records(cohort).baselines.filter(pl.col("baseline_edss").is_not_null())
    severe = 1 / (1 + np.exp(-(baselines["baseline_edss"].to_numpy() - 4.0)))
    treated = (baselines["group"] == Group.TREATED.value).to_numpy()
    stays = np.random.default_rng(seed).random(len(severe)) < np.where(treated, severe, 1 - severe)
    kept = _only(cohort, baselines["patient_id"].filter(pl.Series(stays)))
    return _about(kept, assignment=Assignment.EXTERNAL)


def _only(cohort: Cohort, patients: pl.Series) -> Cohort:
    """The cohort of these patients."""
    kept = patients.implode()
    frames = {name: rows.filter(pl.col("patient_id").is_in(kept)) for name, rows in cohort.frames.items()}
    return replace(cohort, frames=frames)


def _with(cohort: Cohort, **frames: pl.DataFrame) -> Cohort:
    return replace(cohort, frames={**cohort.frames, **frames})


def _about(cohort: Cohort, **words: object) -> Cohort:
    groups = replace(cohort.programme.groups, **words)  # type: ignore[arg-type]
    return replace(cohort, programme=replace(cohort.programme, groups=groups))
