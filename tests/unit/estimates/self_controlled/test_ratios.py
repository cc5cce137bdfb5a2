import math

import numpy as np
import pytest

from ranvier.estimates.comparison.refusals import Collinear
from ranvier.estimates.inputs import InputError
from ranvier.estimates.self_controlled.ratios import estimate_self_controlled
from ranvier.estimates.self_controlled.records import CaseRecords
from ranvier.estimates.self_controlled.windows import RiskWindow

AFTER = (RiskWindow("after", 0, 9),)
CHECKED = (RiskWindow("before", -10, -1), RiskWindow("after", 0, 9))


def series(events, exposures=((0, 40),), n=1, last_day=99, windows=AFTER, **options):
    """*n* patients observed on days 0 to last_day; events, exposures: (patient, day)."""
    records = CaseRecords(
        range(n),
        [0] * n,
        [last_day] * n,
        [who for who, _ in events],
        [day for _, day in events],
        [who for who, _ in exposures],
        [day for _, day in exposures],
    )
    return estimate_self_controlled(records, windows, **options)


def test_one_patient_gives_the_ratio_of_the_daily_rates():
    # 10 days in the window with 2 events, 90 outside with 6: (2 / 10) / (6 / 90) = 3; by hand.
    found = series([(0, 41), (0, 45), *((0, day) for day in (1, 10, 20, 60, 70, 80))])
    ratio = found.ratios["after"]
    assert ratio.estimate == pytest.approx(3, rel=1e-12)
    # The variance of the logarithm is 1 / 2 + 1 / 6, as for a binomial odds.
    half = 1.959963984540054 * math.sqrt(1 / 2 + 1 / 6)
    assert ratio.lower == pytest.approx(3 * math.exp(-half), rel=1e-9)
    assert ratio.upper == pytest.approx(3 * math.exp(half), rel=1e-9)
    assert (ratio.n, ratio.n_events, ratio.unit) == (1, 2, "ratio")
    assert "Whitaker" in ratio.reference


def test_no_event_in_the_window_gives_an_exact_upper_limit():
    # (90 / (90 + 10 r))^3 = 0.025, by hand: r = 9 (0.025^(-1/3) - 1).
    ratio = series([(0, 1), (0, 10), (0, 90)]).ratios["after"]
    assert (ratio.estimate, ratio.lower) == (0, 0)
    assert ratio.upper == pytest.approx(9 * (0.025 ** (-1 / 3) - 1), rel=1e-9)


def test_every_event_in_the_window_gives_an_exact_lower_limit():
    # (10 r / (90 + 10 r))^2 = 0.025, by hand: r = 9 s / (1 - s) with s = sqrt(0.025).
    ratio = series([(0, 41), (0, 45)]).ratios["after"]
    assert (ratio.estimate, ratio.upper) == (math.inf, math.inf)
    share = math.sqrt(0.025)
    assert ratio.lower == pytest.approx(9 * share / (1 - share), rel=1e-9)


def test_all_events_in_several_windows_say_nothing():
    found = series([(0, 41), (0, 35)], windows=CHECKED)
    assert not any(ratio.is_known for ratio in found.ratios.values())
    assert "outside the windows" in found.ratios["after"].method


def test_without_an_event_nothing_is_known():
    found = series([])
    assert not found.ratios["after"].is_known
    assert (found.n_cases, found.n_patients) == (0, 1)
    assert "no patient had an event" in found.ratios["after"].method


def test_events_before_the_happening_are_a_fault():
    events = [(0, day) for day in (31, 33, 35, 37, 39, 42, 60, 95)]
    found = series(events, windows=CHECKED)
    assert found.before["before"].lower > 1
    assert len(found.faults) == 1
    assert "before" in found.faults[0]


def test_no_fault_where_the_window_before_is_as_the_other_days():
    events = [(0, day) for day in (35, 41, 42, 43, 5, 15, 25, 55, 65, 75)]
    assert series(events, windows=CHECKED).faults == ()


def test_of_recurrent_events_only_the_first_counts_where_asked():
    found = series([(0, 20), (0, 41), (0, 45)], first_only=True)
    assert found.intervals.n_events.sum() == 1
    assert found.ratios["after"].estimate == 0


def test_a_patient_without_an_event_changes_nothing():
    events, exposures = [(0, 41), (0, 1), (1, 80), (1, 12)], [(0, 40), (1, 10), (2, 50)]
    with_third, without = series(events, exposures, n=3), series(events, exposures[:2], n=2)
    assert with_third.ratios == without.ratios
    assert (with_third.n_cases, with_third.n_patients) == (2, 3)


def test_happenings_of_two_kinds_have_windows_of_their_own_and_of_any():
    records = CaseRecords([0], [0], [99], [0, 0], [41, 71], [0, 0], [40, 70], ["stress", "infection"])
    windows = (RiskWindow("any", 0, 9), RiskWindow("stress", 0, 4, "stress"))
    columns = estimate_self_controlled(records, windows).intervals
    days = {name: int(columns.n_days[rows].sum()) for name, rows in columns.columns.items()}
    assert days == {"any": 20, "stress": 5}


def test_a_band_without_an_event_is_set_aside():
    events = [(0, 41), (0, 1), (0, 20)]
    found = series(events, cut_days=(95,))
    # Days 95 to 99 say nothing of the window: 10 days with 1 event, 85 with 2.
    assert found.ratios["after"].estimate == pytest.approx((1 / 10) / (2 / 85), rel=1e-9)
    assert found.ratios["band 2"].estimate == 0


def test_seasons_are_parts_of_the_year():
    events = [(0, day) for day in (10, 20, 100, 200, 210, 300)]
    found = series(events, last_day=364, n_seasons=4)
    # Ends of the quarters of 365.25 days, by hand: days 0-91, 92-182, 183-273, 274-364.
    of_season = {
        name: int(found.intervals.n_days[rows].sum()) for name, rows in found.intervals.columns.items()
    }
    assert of_season == {"after": 10, "season 2": 91, "season 3": 91, "season 4": 91}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"events": [(0, 120)]}, "within the observation"),
        ({"events": [(3, 20)]}, "among the patients"),
        ({"exposures": [(3, 20)]}, "among the patients"),
        ({"windows": ()}, "a window is needed"),
        ({"windows": (RiskWindow("after", 9, 0),)}, "ends before it begins"),
        ({"windows": (RiskWindow("a", 0, 9), RiskWindow("a", 10, 19))}, "different names"),
        ({"conf_level": 95}, "conf_level"),
        ({"n_seasons": 13}, "n_seasons"),
        ({"cut_days": (-3,)}, "cut_days"),
    ],
)
def test_misuse_is_refused_with_what_to_do(changed, said):
    with pytest.raises(InputError, match=said):
        series(**{"events": [(0, 20), (0, 44)], **changed})


def test_a_window_that_is_the_whole_observation_is_refused():
    events = [(0, 20), (1, 44)]
    exposures = [(0, 0)]
    with pytest.raises(Collinear, match="told apart"):
        series(events, exposures, n=2, windows=(RiskWindow("always", 0, 2000),))


def test_an_observation_that_ends_before_it_begins_is_refused():
    with pytest.raises(InputError, match="last_day must not be before"):
        estimate_self_controlled(CaseRecords([1], [5], [4], [], [], [], []), AFTER)


def test_two_entries_for_one_patient_are_refused():
    with pytest.raises(InputError, match="one entry"):
        estimate_self_controlled(CaseRecords([1, 1], [0, 0], [9, 9], [], [], [], []), AFTER)


def test_missing_days_are_refused_without_showing_a_value():
    with pytest.raises(InputError, match="must be known"):
        estimate_self_controlled(CaseRecords([1], [0], [np.nan], [], [], [], []), AFTER)


@pytest.mark.parametrize("patient", [[None, 2], [math.nan, 2], [[1, 2]]])
def test_patients_without_a_name_are_refused(patient):
    with pytest.raises(InputError, match="patient must be"):
        estimate_self_controlled(CaseRecords(patient, [0, 0], [99, 99], [2], [50], [2], [45]), AFTER)


@pytest.mark.parametrize("days", [(0.5, 20.2), (None, 5), (0, 10**7), (True, 5), ("0", "5")])
def test_a_window_has_whole_days(days):
    with pytest.raises(InputError, match="a window's days must be whole numbers"):
        series([(0, 41)], windows=(RiskWindow("after", *days),))


def test_a_window_may_not_be_called_as_a_band_is():
    # Its column gave way to the band's without a word.
    with pytest.raises(InputError, match="called as a band"):
        series([(0, 41), (0, 70)], windows=(RiskWindow("band 1", 0, 9),), cut_days=[50])


def test_a_band_is_compared_with_the_band_of_most_events():
    found = series([(0, 41), (0, 43), (0, 70), (0, 80), (0, 20)], cut_days=[50])
    assert "band 2 over band 1" in found.ratios["band 2"].definition
    assert "over the patient's other days" in found.ratios["after"].definition
