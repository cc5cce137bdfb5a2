import numpy as np
import pytest

from ranvier.estimates.comparison.refusals import Separation
from ranvier.estimates.emulation.clone_censor_weight import estimate_strategies
from ranvier.estimates.emulation.clones import find_clone_rows
from ranvier.estimates.emulation.people import People, Records
from ranvier.estimates.emulation.strategies import StartNever, StartWithin
from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from tests.unit.estimates.emulation.cohorts import guarantee_time, three_patients

PAIR = (StartWithin("start within 540 days", 0, 540), StartNever("never start"))


def test_immortal_time_makes_a_benefit_that_cloning_takes_away():
    # The treatment does nothing. Those who ever started lived until then, so ever-treated looks protective.
    people, records = guarantee_time(seed=3)
    naive = estimate_hazard_ratios(people.exit_day, people.event, {"ever": ~np.isnan(people.start_day)})
    assert naive.ratio("ever").upper < 0.6
    found = estimate_strategies(people, records, PAIR, 700, every_days=30)
    assert found.hazard_ratio.lower < 1 < found.hazard_ratio.upper
    assert found.hazard_ratio.estimate == pytest.approx(1, abs=0.1)
    assert found.risk_difference.lower < 0 < found.risk_difference.upper


def rows_of(strategy, other=PAIR[1]):
    people, records = three_patients()
    rows, _ = find_clone_rows(people, records, (strategy, other), every_days=30)
    return [
        (int(who), int(entry), int(leave), bool(event))
        for who, entry, leave, event, treated in zip(
            rows.patient, rows.entry_day, rows.exit_day, rows.event, rows.treated, strict=True
        )
        if treated
    ]


def test_copies_end_where_the_data_contradict_the_strategy():
    # Start before day 60: a does on day 30; b has not by day 60; c has the event on day 45, in time for both.
    days = {}
    for who, entry, leave, event in rows_of(StartWithin("early", 0, 60)):
        days.setdefault(who, []).append((entry, leave, event))
    assert days[0][-1][1] == 90
    assert days[1][-1][1:] == (60, False)
    assert days[2][-1][1:] == (45, True)


def test_a_start_too_early_ends_the_copy_on_its_day():
    found = [row for row in rows_of(StartWithin("late", 60, 90), StartNever("never", 60)) if row[0] == 0]
    assert found[-1][2] == 30


def test_weights_are_known_by_hand():
    # Day 0: nobody of 3 starts. Day 30: a of 3; c's event on day 45 comes before the grace ends on day 60, so
    # of the 2 who can still depart then 1 has started: a counts twice from day 60 on.
    people, records = three_patients()
    rows, _ = find_clone_rows(people, records, (StartWithin("early", 0, 60), PAIR[1]), every_days=30)
    mine = (rows.patient == 0) & rows.treated
    assert list(zip(rows.entry_day[mine], rows.exit_day[mine], rows.weights[mine], strict=True)) == [
        (0, 60, 1.0),
        (60, 90, pytest.approx(2.0)),
    ]


def test_the_protocol_and_the_counts_are_told():
    people, records = guarantee_time(seed=4, n=400)
    found = estimate_strategies(people, records, PAIR, 600, every_days=90)
    items = [row.item for row in found.protocol]
    assert items == [
        "eligibility",
        "strategies",
        "assignment",
        "time zero",
        "follow-up",
        "outcome",
        "contrast",
        "analysis",
    ]
    assert "start within 540 days" in found.protocol[1].target_trial
    assert (found.flow[0].n_treated, found.flow[0].n_comparators) == (400, 400)
    assert found.hazard_ratio.n == 400
    assert "severity" in found.hazard_ratio.weights
    assert "Maringe" in found.hazard_ratio.reference
    assert found.weights.largest >= found.weights.mean


def test_curves_and_risks_of_an_arm_agree():
    people, records = guarantee_time(seed=4, n=400)
    found = estimate_strategies(people, records, PAIR, 600, every_days=90)
    for treated, risk in ((True, found.risks.treated), (False, found.risks.comparator)):
        curve = found.curve(treated=treated)
        assert 1 - curve.at(600).estimate == pytest.approx(risk.estimate, rel=1e-10)
        half_width = 1.959963984540054 * curve.std_error_at(600)
        assert risk.upper - risk.estimate == pytest.approx(half_width, rel=1e-9)


def test_truncated_weights_are_counted():
    people, records = guarantee_time(seed=4, n=400)
    found = estimate_strategies(people, records, PAIR, 600, every_days=90, truncate_share=0.02)
    assert found.weights.largest == found.weights.truncated_at
    assert found.weights.n_truncated >= 1
    assert "2 % truncated" in found.hazard_ratio.weights


def test_few_at_risk_on_the_day_are_not_known():
    people, records = guarantee_time(seed=4, n=300)
    found = estimate_strategies(people, records, PAIR, 720, every_days=90)
    assert not found.risks_at(5_000).difference.is_known
    assert "fewer than 10" in found.risks_at(5_000).difference.method


@pytest.mark.parametrize(
    ("pair", "every_days", "said"),
    [
        ((StartWithin("early", 0, 100), PAIR[1]), 90, "multiples of every_days"),
        ((StartWithin("early", 90, 0), PAIR[1]), 90, "end after they begin"),
        (PAIR, 0, "every_days"),
        ((StartWithin("early", 0, 630), PAIR[1]), 90, "last days of grace"),
    ],
)
def test_strategies_that_cannot_be_followed_are_refused(pair, every_days, said):
    people, records = guarantee_time(seed=4, n=300)
    with pytest.raises(InputError, match=said):
        estimate_strategies(people, records, pair, 600, every_days=every_days)


def test_a_patient_without_a_record_on_day_0_is_refused():
    people, _ = three_patients()
    with pytest.raises(InputError, match="record on day 0"):
        find_clone_rows(people, Records(["a", "b", "c"], [0, 0, 5], {}), PAIR, every_days=30)


def test_a_covariate_that_tells_who_starts_is_refused():
    n = 200
    severe = np.arange(n) % 2
    people = People(np.arange(n), np.full(n, 400), np.arange(n) % 3 == 0, np.where(severe, 0.0, np.nan))
    records = Records(np.arange(n), np.zeros(n, int), {"severe": severe})
    pair = (StartWithin("early", 0, 90), PAIR[1])
    with pytest.raises(Separation):
        estimate_strategies(people, records, pair, 300, every_days=90)
