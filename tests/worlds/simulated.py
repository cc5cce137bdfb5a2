"""Worlds from `ranvier.simulate`, and what unfair comparisons make of them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.records import find_records
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import NO_EFFECT, TRUE_EFFECT, Lost
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.people import Assignment
from tests.worlds import cohort_changes as change
from tests.worlds.world import BOTH, CHANGE, LEVEL, Row, Source, World

AS_CLAIMED = TRUE_EFFECT.effect
NOTHING = type(AS_CLAIMED)()
"""A therapy that does nothing."""

WITHOUT_EFFECT = replace(TRUE_EFFECT, effect=NOTHING)
"""The clinic of the demo that draws its comparators by lot, with a therapy that does nothing."""

HARMFUL = replace(NOTHING, points=1.0, sd_points=0.3)
SMALLER = replace(NOTHING, points=-1.0, sd_points=0.3)


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
    return simulate_clinic(replace(TRUE_EFFECT, effect=SMALLER), seed)


def harm_by_lot(seed: int) -> Cohort:
    """One point worse than a sham group by lot."""
    return simulate_clinic(replace(TRUE_EFFECT, effect=HARMFUL), seed)


def harm_alone(seed: int) -> Cohort:
    """One point worse, and nobody compared."""
    return simulate_clinic(replace(TRUE_EFFECT, effect=HARMFUL, has_comparator=False, blinded=False), seed)


def good_responders_lost(seed: int) -> Cohort:
    """A true effect, and those who improved stay away: the records look worse than the truth."""
    leaving = replace(TRUE_EFFECT.follow_up, lost_per_year=0.10, lost=Lost.BETTER, lost_pull=1.0)
    return simulate_clinic(replace(TRUE_EFFECT, follow_up=leaving), seed)


def biased_comparators(seed: int) -> Cohort:
    """No effect, and comparators from elsewhere who are scored half a point worse every other time."""
    cohort = change.shifted(no_effect_by_lot(seed), "sham", 0.5, seed)
    return change.about(cohort, assignment=Assignment.EXTERNAL)


def treated_are_sicker(seed: int) -> Cohort:
    """No effect; who is treated was no lot's choice: the higher the score the sooner, which is recorded."""
    return change.chosen_by_severity(simulate_clinic(replace(WITHOUT_EFFECT, n_patients=360), seed), seed)


def treated_are_sicker_and_gain(seed: int) -> Cohort:
    """2.5 points better, as claimed; treated the sooner the higher the score."""
    return change.chosen_by_severity(simulate_clinic(replace(TRUE_EFFECT, n_patients=360), seed), seed)


def treated_had_something_better(seed: int) -> Cohort:
    """No effect, and comparators who fare worse for a reason that is not recorded: half of them a point."""
    cohort = change.shifted_people(no_effect_by_lot(seed), "sham", 1.0, seed)
    return change.about(cohort, assignment=Assignment.EXTERNAL)


def treated_would_have_fared_better(seed: int) -> Cohort:
    """No effect; treated the sooner, the better their next five years: nothing in the records says so."""
    return change.chosen_by_future(simulate_clinic(replace(WITHOUT_EFFECT, n_patients=360), seed), seed)


def treated_are_scored_harder(seed: int) -> Cohort:
    """No effect, and raters elsewhere who score the treated half a point higher most of the time."""
    cohort = change.shifted(no_effect_by_lot(seed), "cells", 0.5, seed, chance=0.7)
    return change.about(cohort, assignment=Assignment.EXTERNAL)


def raters_who_knew(seed: int) -> Cohort:
    """No effect, lot, and raters who score the treated 0.35 points too low because they know."""
    cohort = change.shifted(no_effect_by_lot(seed), "cells", -0.5, seed, chance=0.7)
    unblinded = cohort.visits.with_columns(pl.lit(value=False).alias("rater_blinded"))
    return change.about(change.with_frames(cohort, visits=unblinded), assessor_blinded=False)


def treated_seen_every_two_years(seed: int) -> Cohort:
    """No effect, lot, and fewer visits of the treated: their worsening is seen late and seldom confirmed."""
    cohort = no_effect_by_lot(seed)
    visits = change.timed(cohort)
    months = visits["day"] / 30.4375
    round_visit = ((months - 24 * (months / 24).round()).abs() < 2) & (months > 20)
    keep = (visits["group"] != "cells") | (visits["day"] <= 0) | round_visit
    return change.with_frames(cohort, visits=cohort.visits.filter(keep))


def early_failures_become_comparators(seed: int) -> Cohort:
    """No effect, "lot", and only who did not worsen before the second dose counts as treated."""
    cohort = no_effect_by_lot(seed)
    cells = change.timed(cohort).filter(pl.col("group") == "cells")
    before = (
        cells.filter(pl.col("day") <= 0).group_by("patient_id").agg(pl.col("edss").last().alias("before"))
    )
    early = cells.filter(pl.col("day").is_between(1, 110)).join(before, on="patient_id")
    worse = early.filter(pl.col("edss") > pl.col("before"))["patient_id"].unique()
    moved = pl.when(pl.col("patient_id").is_in(worse.implode())).then(pl.lit("sham")).otherwise("group")
    return change.with_frames(cohort, patients=cohort.patients.with_columns(moved.alias("group")))


def failures_hidden(seed: int) -> Cohort:
    """No effect, nobody compared, and the half who fell least is taken off the list."""
    cohort = no_effect_alone(seed)
    worst_first = find_records(cohort).changes(12).sort("change", descending=True, nulls_last=True)
    return change.without(cohort, worst_first["patient_id"].head(worst_first.height // 2))


def _world(make: object, row: Row, asked: tuple[str, ...] = BOTH, true: tuple[str, ...] = ()) -> World:
    name = "simulated: " + make.__name__.replace("_", " ")  # type: ignore[attr-defined]
    return World(name, row, Source.SIMULATED, str(make.__doc__), make, asked, true)  # type: ignore[arg-type]


WORLDS = (
    _world(no_effect_alone, Row.ALONE),
    _world(failures_hidden, Row.ALONE),
    _world(no_effect_by_lot, Row.FAIR),
    _world(biased_comparators, Row.BIASED),
    _world(treated_are_sicker, Row.BIASED),
    _world(treated_had_something_better, Row.BIASED),
    _world(treated_would_have_fared_better, Row.BIASED),
    _world(treated_are_scored_harder, Row.BIASED),
    _world(raters_who_knew, Row.BIASED),
    _world(treated_seen_every_two_years, Row.BIASED),
    _world(early_failures_become_comparators, Row.BIASED),
    _world(true_effect_by_lot, Row.TRUE, true=BOTH),
    _world(smaller_effect_by_lot, Row.SMALLER, asked=(CHANGE,), true=(LEVEL,)),
    _world(harm_by_lot, Row.OUTSIDE),
    _world(harm_alone, Row.OUTSIDE),
    _world(good_responders_lost, Row.LOST, true=BOTH),
)
"""All of them but the external comparison that is fair once adjusted, which no row asks for."""
