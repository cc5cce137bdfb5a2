"""The last-confirmable-visit rule on simulated programmes with a known truth.

A share of 75 % stays free of worsening for five years (constant hazard). Course rule C17 says what is
read instead when patients stay at risk until their last visit: 77 % with half-yearly and 79.5 % with yearly
visits. The curves are computed here, by hand, from the columns of the follow-up table.
"""

import numpy as np
import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.follow_up import find_follow_up
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.follow_up import FreeOfWorsening
from tests.small_cohorts import cohort_of_columns

N_PATIENTS = 20_000
TRUE_SHARE = 0.75
FIVE_YEARS = 1826
AND_TWO_MONTHS = FIVE_YEARS + FreeOfWorsening().reading_window_days
HALF_YEARLY, YEARLY = 182.625, 365.25
TOLERANCE = 0.0125  # three to four standard errors: a third to a half of the 20,000 are still seen


def followed(last_day, interval_days, *, seed=1, relapses_per_year=0.0, jitter_days=0):
    """Follow-up of patients at EDSS 3.0 who rise to 4.0 for good, seen on a grid until *last_day*."""
    rng = np.random.default_rng(seed)
    onset = rng.exponential(-FIVE_YEARS / np.log(TRUE_SHARE), N_PATIENTS)
    last_day = rng.uniform(*last_day, N_PATIENTS)
    day = np.rint(np.arange(int(10 * 365.25 / interval_days)) * interval_days) + np.zeros((N_PATIENTS, 1))
    day[:, 1:] += rng.integers(-jitter_days, jitter_days + 1, day[:, 1:].shape)
    seen = day <= last_day[:, None]
    ids = np.array([f"p{number:05d}" for number in range(N_PATIENTS)])
    relapsing = rng.poisson(relapses_per_year * 10, N_PATIENTS)
    cohort = cohort_of_columns(
        patients={"patient_id": ids},
        visits={
            "patient_id": np.broadcast_to(ids[:, None], day.shape)[seen],
            "date": day[seen],
            "edss": np.where(day >= onset[:, None], 4.0, 3.0)[seen],
        },
        relapses={
            "patient_id": np.repeat(ids, relapsing),
            "onset_date": rng.integers(0, 3652, relapsing.sum()),
        },
        administrations={"patient_id": ids, "date": np.zeros(N_PATIENTS)},
    )
    return find_follow_up(cohort, find_baseline(cohort, find_time_zero(cohort)), FreeOfWorsening())


def share_free(exit_day, event, day):
    """Kaplan–Meier at *day*, a step at a time; events count before the censorings of their day."""
    share = 1.0
    for step in np.unique(exit_day[event & (exit_day <= day)]):
        share *= 1 - np.sum(event & (exit_day == step)) / np.sum(exit_day >= step)
    return share


def our_share(table, day=FIVE_YEARS):
    return share_free(table["exit_day"].to_numpy(), table["event"].to_numpy(), day)


def naive_share(table, day=FIVE_YEARS):
    """What is read if a patient without an event stays at risk until the last visit."""
    event = table["event"].to_numpy()
    leaves = np.where(event, table["exit_day"].to_numpy(), table["last_visit_day"].to_numpy())
    return share_free(leaves, event, day)


@pytest.mark.parametrize("interval_days", [HALF_YEARLY, YEARLY])
@pytest.mark.parametrize("relapses_per_year", [0.0, 0.8])
@pytest.mark.parametrize("last_day", [(400, 3600), (180, 2900)], ids=["long", "short"])
def test_a_true_75_percent_reads_75_percent(interval_days, relapses_per_year, last_day):
    table = followed(last_day, interval_days, relapses_per_year=relapses_per_year)
    assert our_share(table) == pytest.approx(TRUE_SHARE, abs=TOLERANCE)
    assert naive_share(table) > our_share(table) + 0.01


@pytest.mark.parametrize(("interval_days", "naive"), [(HALF_YEARLY, 0.77), (YEARLY, 0.795)])
def test_a_naive_curve_reads_too_well_and_ours_ends_before(interval_days, naive):
    table = followed((FIVE_YEARS, FIVE_YEARS + 1), interval_days)
    assert naive_share(table) == pytest.approx(naive, abs=TOLERANCE)
    # nobody could be confirmed any more at five years, so the curve must not be read there
    assert table["exit_day"].max() < FIVE_YEARS
    assert our_share(table, day=table["exit_day"].max()) == pytest.approx(naive, abs=TOLERANCE)


@pytest.mark.parametrize("interval_days", [HALF_YEARLY, YEARLY])
@pytest.mark.parametrize(
    "last_day", [(2300, 3600), (400, 3600), (180, 2900)], ids=["closed", "long", "short"]
)
def test_visits_up_to_a_month_early_or_late_change_nothing_once_all_were_due(last_day, interval_days):
    table = followed(last_day, interval_days, jitter_days=30)
    assert our_share(table, day=AND_TWO_MONTHS) == pytest.approx(TRUE_SHARE, abs=TOLERANCE)


def test_leaving_on_the_day_of_the_last_confirmable_visit_would_read_too_low():
    # why exit_days takes the midway: the same patients, short follow-up, visits a month early or late
    table = followed((180, 2900), HALF_YEARLY, jitter_days=30)
    at_the_visit = table["onset_day"].fill_null(table["last_confirmable_day"]).to_numpy()
    assert share_free(at_the_visit, table["event"].to_numpy(), AND_TWO_MONTHS) < TRUE_SHARE - TOLERANCE


def test_every_worsening_seen_by_the_last_confirmable_visit_is_confirmed_and_no_other():
    # this is why the rule is unbiased: when a patient leaves does not depend on whether worsening came
    table = followed((400, 3600), HALF_YEARLY, relapses_per_year=0.8, jitter_days=30)
    event = table.filter("event")
    assert (event["onset_day"] <= event["last_confirmable_day"]).all()
    pending = table.filter(table["unconfirmed_day"].is_not_null())
    assert pending.height > 100
    assert (pending["unconfirmed_day"] > pending["last_confirmable_day"]).all()
