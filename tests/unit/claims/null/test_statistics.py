"""Figures of re-created programmes equal those of the same scores read as records."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from ranvier.claims.basis.records import Records
from ranvier.claims.endpoints.first_improvement import find_first_improvements
from ranvier.claims.null.frame import read_null_frame
from ranvier.claims.null.programmes import NullProgrammes, simulate_null
from ranvier.claims.null.statistics import NullFigures
from ranvier.course.edss_change import find_change
from ranvier.course.follow_up import find_follow_up
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.time import days_from_months
from tests.null_trials import programme_of
from tests.small_cohorts import DAY_ZERO, table_of

MONTHS = (1, 3, 6, 12, 18, 24, 30, 36)
SCORES = [2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 5.5, 6.0, 6.5, 0.0, 1.0, 1.5] * 3
RECORDS = programme_of(SCORES, months=MONTHS, in_relapse=15)


@pytest.fixture(scope="module")
def programmes() -> NullProgrammes:
    frame = read_null_frame(RECORDS)
    assert frame is not None
    return simulate_null(frame, 3, 12)


def as_records(programmes: NullProgrammes, variant: int, draw: int) -> Cohort:
    """One re-created programme written down as a clinic would, with its baseline visits and new relapses."""
    frame, cohort = programmes.frame, RECORDS.cohort
    (state,) = programmes.states
    days = pl.Series("date", [DAY_ZERO + timedelta(days=int(day)) for day in frame.day])
    later = pl.DataFrame(
        {
            "patient_id": frame.patient_ids.gather(frame.patient_of_visit),
            "date": days,
            "edss": state.scores[variant][draw] / TICKS_PER_POINT,
        }
    )
    first = cohort.visits.filter(pl.col("date") == DAY_ZERO).select("patient_id", "date", "edss")
    offset, day = state.relapses
    courses = range(draw * frame.n_patients, (draw + 1) * frame.n_patients)
    relapses = [
        {"patient_id": frame.patient_ids[place], "onset_date": DAY_ZERO + timedelta(days=int(onset))}
        for place, course in enumerate(courses)
        for onset in np.unique(day[offset[course] : offset[course + 1]])
    ]
    visits = table_of("visits", [*first.iter_rows(named=True), *later.iter_rows(named=True)])
    return replace(
        cohort, frames={**cohort.frames, "visits": visits, "relapses": table_of("relapses", relapses)}
    )


@pytest.mark.parametrize("draw", [0, 5, 11])
@pytest.mark.parametrize("variant", [0, 7])
def test_figures_equal_those_of_the_records(programmes: NullProgrammes, variant: int, draw: int) -> None:
    figures = NullFigures(programmes, RECORDS)
    cohort = as_records(programmes, variant, draw)
    records = Records(cohort, RECORDS.zeros, RECORDS.baselines)
    for months in (6, 12, 24):
        change = find_change(cohort, records.baselines, EdssChange(months=months))
        seen, confirmed = change["change"].drop_nulls(), change["confirmed_change"].drop_nulls()
        assert figures.mean_change(months)[variant, draw] == pytest.approx(seen.mean())
        assert figures.median_change(months)[variant, draw] == seen.median()
        for points in (0.5, 1.0, 2.0):
            share = figures.fall_share(months, points, confirmed=False)[variant, draw]
            assert share == pytest.approx(100 * (seen <= -points).mean())
            share = figures.fall_share(months, points, confirmed=True)[variant, draw]
            assert share == pytest.approx(100 * (confirmed <= -points).mean())


@pytest.mark.parametrize("draw", [0, 5, 11])
@pytest.mark.parametrize("variant", [0, 7])
def test_free_share_equals_the_curve_of_the_records(
    programmes: NullProgrammes, variant: int, draw: int
) -> None:
    cohort = as_records(programmes, variant, draw)
    found = find_follow_up(cohort, RECORDS.baselines, FreeOfWorsening())
    curve = estimate_survival(found["exit_day"].to_numpy(), found["event"].to_numpy())
    for months in (6, 12, 24):
        horizon = days_from_months(months)
        share = NullFigures(programmes, RECORDS).free_share(horizon)[variant, draw]
        assert share == pytest.approx(100 * curve.at(horizon, least_at_risk=0).estimate)


@pytest.mark.parametrize("draw", [0, 5, 11])
@pytest.mark.parametrize("variant", [0, 7])
def test_free_among_followed_equals_that_of_the_records(
    programmes: NullProgrammes, variant: int, draw: int
) -> None:
    cohort = as_records(programmes, variant, draw)
    found = find_follow_up(cohort, RECORDS.baselines, FreeOfWorsening())
    for months in (6, 12, 24):
        horizon = days_from_months(months)
        followed = found.filter(pl.col("last_visit_day") >= horizon)
        worsened = followed.filter(pl.col("onset_day") <= horizon).height
        share = NullFigures(programmes, RECORDS).free_among_followed(horizon)[variant, draw]
        assert share == pytest.approx(100 - 100 * worsened / followed.height)


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("draw", [0, 5, 11])
@pytest.mark.parametrize("variant", [0, 7])
def test_improved_share_equals_the_curve_of_the_records(
    programmes: NullProgrammes, variant: int, draw: int, confirmed: bool
) -> None:
    records = Records(as_records(programmes, variant, draw), RECORDS.zeros, RECORDS.baselines)
    for points in (0.5, 1.0):
        found = find_first_improvements(records, points, confirmed=confirmed)
        curve = estimate_survival(found["exit_day"].to_numpy(), found["event"].to_numpy())
        for horizon in (40, 200, 500):
            share = NullFigures(programmes, RECORDS).improved_share(horizon, points, confirmed=confirmed)
            expected = 100 - 100 * curve.at(horizon, least_at_risk=0).estimate
            assert share[variant, draw] == pytest.approx(expected)


def test_free_among_followed_is_unknown_where_nobody_is_followed(programmes: NullProgrammes) -> None:
    assert np.isnan(NullFigures(programmes, RECORDS).free_among_followed(days_from_months(60))).all()


def test_free_share_is_unknown_past_the_follow_up(programmes: NullProgrammes) -> None:
    assert np.isnan(NullFigures(programmes, RECORDS).free_share(days_from_months(60))).all()


def test_patients_by_change_add_up(programmes: NullProgrammes) -> None:
    counts = NullFigures(programmes, RECORDS).patients_by_change(12)
    assert (sum(counts.values()) == len(SCORES)).all()
