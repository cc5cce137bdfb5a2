"""Relapses in a fixed window, against comparators, and after stopping, small enough to count by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least, at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, randomised


def find(small, name, **parameters):
    asked = Interpretation("as in the test", name, at_least(50), parameters)
    return ENDPOINTS[name](bench(small), asked)


def patients(word, *names, **more):
    return [{"patient_id": name, "group": word, "enrolled_date": ZERO, **more} for name in names]


def seen(**last_days):
    """A visit on day 0 and one on the last day of each patient."""
    rows = [(name, number) for name, last in last_days.items() for number in (0, last)]
    return [{"patient_id": name, "date": day(number), "edss": 3.0} for name, number in rows]


def relapses(**days):
    return [{"patient_id": name, "onset_date": day(n)} for name, numbers in days.items() for n in numbers]


def two_arms(cells, sham, visits, bouts, **more):
    people = patients("cells", *cells, **more) + patients("sham", *sham, **more)
    return cohort(randomised(), patients=people, visits=visits, relapses=bouts)


FREE = "relapse_free_share"


def test_a_relapse_answers_however_short_and_none_only_if_heard_of_long_enough():
    # a: free, seen out; b: relapse on day 100, then lost; c: lost on day 200; d: relapse only after the year
    small = two_arms("abcd", "", seen(a=365, b=120, c=200, d=700), relapses(a=[-30], b=[100], d=[400]))
    found = find(small, FREE, months=12)
    assert (found.found.n_events, found.found.n) == (2, 3)
    assert dict(found.unseen) == {"left_before": 1}
    assert (found.bounds.worst, found.bounds.best) == (50.0, 75.0)


def test_two_months_before_the_end_is_long_enough_and_three_are_not():
    # twelve months are 365 days
    small = two_arms("ab", "", seen(a=365 - 61, b=365 - 90), relapses(z=[1]))
    assert find(small, FREE, months=12).found.n == 1


def test_shares_of_both_arms_are_compared():
    small = two_arms("ab", "cd", seen(a=400, b=400, c=400, d=400), relapses(c=[5], d=[9]))
    assert find(small, FREE, months=12).contrast.estimate == 100.0


REDUCTION = "relapse_rate_reduction"
ARMS = [f"t{i}" for i in range(8)], [f"c{i}" for i in range(8)]


def arms_with_relapses(n_treated, n_compared, **more):
    """Eight in each arm for two years; the first so many of each have one relapse."""
    treated, compared = ARMS
    visits = seen(**dict.fromkeys(treated + compared, 731))
    bouts = relapses(**{name: [100] for name in treated[:n_treated] + compared[:n_compared]})
    return two_arms(treated, compared, visits, bouts, **more)


def test_a_third_of_the_relapses_is_two_thirds_fewer():
    # 2 against 6 relapses in the same time: the ratio of rates is 1/3
    found = find(arms_with_relapses(2, 6), REDUCTION, months=24)
    assert found.found.estimate == pytest.approx(100 * (1 - 2 / 6), abs=0.01)
    assert (found.unit, found.higher_is_better) == ("% lower", True)
    assert found.contrast.estimate == pytest.approx(found.found.estimate)
    assert found.contrast.lower < found.found.lower  # 99% against 95%


def test_its_limits_are_those_of_two_poisson_counts():
    # without spread beyond chance log ratio ± 1.96 × sqrt(1/2 + 1/6)
    found = find(arms_with_relapses(2, 6), REDUCTION, months=24).found
    assert found.lower == pytest.approx(
        100 * (1 - (2 / 6) * 2.71828 ** (1.96 * (1 / 2 + 1 / 6) ** 0.5)), abs=1
    )


def test_time_not_observed_is_worst_at_twice_the_rate_of_the_comparators():
    small = arms_with_relapses(2, 6)
    assert find(small, REDUCTION, months=24).contrast_bounds.worst == pytest.approx(200 / 3, abs=0.1)
    # half of 48 months is not observed: (2 + 2 × 6) / 12 more years against 6 and none
    assert find(small, REDUCTION, months=48).contrast_bounds.worst == pytest.approx(-100 * 8 / 6, abs=1)


def test_without_comparators_there_is_no_answer():
    small = two_arms("ab", "", seen(a=400, b=400), relapses(a=[5]))
    assert "comparators" in find(small, REDUCTION, months=12).reason


def test_a_named_kind_of_ms_leaves_the_others_out():
    small = arms_with_relapses(2, 6, phenotype="rrms")
    assert find(small, REDUCTION, months=24, phenotype="rrms").found.n == 16
    assert not find(small, REDUCTION, months=24, phenotype="spms").is_known


STOP = "relapse_after_stop_share"


def stopping(**stops):
    """Natalizumab from day −300 to the named day of each patient."""
    return [
        {
            "patient_id": name,
            "substance": "Natalizumab",
            "kind": "dmt",
            "start_date": day(-300),
            "end_date": None if number is None else day(number),
        }
        for name, number in stops.items()
    ]


def stopped(**stops):
    visits = seen(**dict.fromkeys(stops, 900))
    visits += [{"patient_id": name, "date": day(-310), "edss": 3.0} for name in stops]
    return cohort(
        randomised(),
        patients=patients("cells", *stops),
        visits=visits,
        relapses=relapses(a=[150], b=[700], c=[-100]),
        treatments=stopping(**stops),
    )


def test_relapses_in_the_window_after_the_last_day_count():
    # a stopped on day 0 and relapsed on day 150; b on day 200, relapse on day 700; c before time zero
    small = stopped(a=0, b=200, c=-150, d=None)
    found = find(small, STOP, months=12, substance="natalizumab")
    assert (found.found.n_events, found.found.n) == (2, 3)  # a, and c on day −100
    later = find(small, STOP, months=12, kind="dmt", after_time_zero=True)
    assert (later.found.n_events, later.found.n) == (1, 2)


def test_who_was_not_heard_of_so_long_is_worst_and_best_case():
    found = find(stopped(a=0, b=800), STOP, months=12)
    assert dict(found.unseen) == {"not_seen_so_long_after_stopping": 1}
    assert (found.bounds.worst, found.bounds.best) == (100.0, 50.0)


def test_nobody_stopped():
    asked = Interpretation("as in the test", STOP, at_most(25), {"months": 12})
    assert not ENDPOINTS[STOP](bench(stopped(a=None)), asked).is_known
