import pytest

from ranvier.tables.programme import TimeZero
from tests.small_cohorts import visits_of
from tests.unit.claims.gates.ask import FOLLOWED, about, answer, clinic, compared, names


def visits_with_missing(n, n_missing):
    """Visits of *n* patients; the last *n_missing* have none before the dose."""
    after = {day: score for day, score in FOLLOWED.items() if day > 0}
    return [
        row
        for count, name in enumerate(names(n))
        for row in visits_of(name, after if count >= n - n_missing else FOLLOWED)
    ]


@pytest.mark.parametrize(("n_missing", "status"), [(2, "pass"), (3, "flag"), (6, "flag"), (7, "fail")])
def test_more_than_10_percent_missing_is_noted_and_more_than_30_fails(n_missing, status):
    # of 20: 2 are 10 %, 6 are 30 %
    assert answer(9, clinic(visits=visits_with_missing(20, n_missing))).status == status


def test_the_reasons_are_counted():
    result = answer(9, clinic(visits=visits_with_missing(20, 7)))
    assert result.reason == "7 of 20 (35%) of the treated have none (7 no EDSS in 90 days)"
    assert result.threshold == "noted above 10% ◊ missing, fails above 30% ◊"
    assert result.proposed_threshold


def test_the_worse_group_decides():
    visits = [row for name in names(20) for row in visits_of(name, FOLLOWED)]
    visits += [row for name in names(20, "c") for row in visits_of(name, {365: 3.0})]
    assert answer(9, compared(visits=visits)).status == "fail"


def test_without_a_time_zero_no_score_is_a_baseline():
    assert answer(9, about(clinic(), time_zero=TimeZero())).status == "not_assessable"


def test_without_scores_it_cannot_be_assessed():
    cohort = clinic(visits=[{"patient_id": name, "date": None} for name in ()])
    assert answer(9, cohort).reason == "the records lack visits.date and visits.edss"
