"""What arms of trials show in which nobody gets a working drug, and one in which everybody does."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.course.baseline import find_baseline
from ranvier.course.edss_change import find_change
from ranvier.course.follow_up import find_follow_up
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.targets.counted import (
    Figures,
    curve_of_days,
    percent,
    percent_by,
    relapses_per_year,
    spans_of,
)
from ranvier.simulate.luck import Purpose, normal_luck_of
from ranvier.simulate.targets.arms import Arm, EntryRule, put_under_drugs, simulate_arm
from ranvier.simulate.targets.records import date_of, patient_ids
from ranvier.simulate.targets.studies import SimulatedStudies

Floats = NDArray[np.float64]

RELAPSING = EntryRule(0.0, 5.0, progressive=False, relapses_two_years=2, years_after_onset=(0.5, 10.0))
PRIMARY_PROGRESSIVE = EntryRule(3.0, 6.5, progressive=True, years_after_onset=(1.0, 15.0))
SHAM = EntryRule(3.5, 6.5, progressive=True, has_worsened=True, one_centre=True)
SALINE = EntryRule(3.0, 6.5, progressive=True, one_centre=True)

_EVERY_12_WEEKS = tuple(range(0, 157, 12))
_SIX_MONTHS = (0, 13, 26)
_THIRTEEN_MONTHS = (0, 28, 56)
_FIVE_YEARS = tuple(range(0, 313, 12))

_AFTER_12_WEEKS = ConfirmedWorsening(confirm_after_days=84, relapse_to_confirmation=RelapseDistance())
_AFTER_24_WEEKS = ConfirmedWorsening(relapse_to_confirmation=RelapseDistance())
_TIMED_SPREAD = 0.15  # of a timed test between visits, S36 for the walk; assumed for the peg test


def find_trials_figures(studies: SimulatedStudies) -> Figures:
    """Sham, saline and placebo arms, and an arm under drugs."""
    placebo = simulate_arm(studies, studies.relapsing, RELAPSING, _EVERY_12_WEEKS)
    primary = simulate_arm(studies, studies.primary, PRIMARY_PROGRESSIVE, _EVERY_12_WEEKS)
    treated = simulate_arm(
        studies, put_under_drugs(studies, studies.relapsing, RELAPSING), RELAPSING, _FIVE_YEARS
    )
    curve = _curve(placebo, _AFTER_12_WEEKS)
    first = percent_by(curve, 1)
    return {
        **_sham(simulate_arm(studies, studies.untreated, SHAM, _SIX_MONTHS)),
        "saline_improved": _improved(
            simulate_arm(studies, studies.untreated, SALINE, _THIRTEEN_MONTHS), studies
        ),
        "placebo_first_year": first,
        "placebo_second_year": 100 * (percent_by(curve, 2) - first) / (100 - first),
        "placebo_two_years": percent_by(curve, 2),
        "placebo_relapses": _relapses(placebo),
        "progressive_placebo_worsened": percent_by(_curve(primary, _AFTER_12_WEEKS), 2.5),
        "treated_free_five_years": 100 - percent_by(_curve(treated, _AFTER_24_WEEKS), 5),
    }


def _zeros(arm: Arm) -> pl.DataFrame:
    ids = pl.Series(patient_ids(arm.courses).tolist(), dtype=pl.String)
    frame = pl.DataFrame({"patient_id": ids, "zero_date": date_of(arm.entry_day)})
    return frame.with_columns(pl.lit(None, pl.String).alias("group"))


def _curve(arm: Arm, rule: ConfirmedWorsening) -> SurvivalCurve:
    """Patients free of confirmed worsening from entry."""
    baselines = find_baseline(arm.record, _zeros(arm))
    followed = find_follow_up(arm.record, baselines, FreeOfWorsening(worsening=rule))
    return curve_of_days(followed["exit_day"], followed["event"])


def _relapses(arm: Arm) -> float:
    """Relapses a year in the first two years of the arm."""
    return relapses_per_year(arm.record, spans_of(arm.courses, arm.entry_day, arm.entry_day + 730))


def _sham(arm: Arm) -> Figures:
    """Change of the EDSS in six months: mean, spread, and the share that has risen."""
    baselines = find_baseline(arm.record, _zeros(arm))
    change = find_change(arm.record, baselines, EdssChange(months=6))["change"].drop_nulls().to_numpy()
    return {
        "sham_change": float(change.mean()),
        "sham_change_spread": float(change.std(ddof=1)),
        "sham_failure": percent(change >= 0.5),
    }


def _improved(arm: Arm, studies: SimulatedStudies) -> float:
    """Percent better by the EDSS (1.0 up to 5.5, 0.5 above) or by chance in one of two timed tests."""
    baselines = find_baseline(arm.record, _zeros(arm))
    found = find_change(arm.record, baselines, EdssChange(months=13)).filter(pl.col("change").is_not_null())
    needed = np.where(found["baseline_edss"].to_numpy() <= 5.5, 1.0, 0.5)
    better = found["change"].to_numpy() <= -needed
    number = found["patient_id"].str.slice(1).cast(pl.Int64).to_numpy()
    for test in (1, 2):  # the walk and the peg test
        luck = normal_luck_of(studies.seed, Purpose.BELIEF, number, test)
        better |= luck * _TIMED_SPREAD * np.sqrt(2) <= np.log(0.8)
    return percent(better)
