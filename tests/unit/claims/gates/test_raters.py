import pytest

from ranvier.tables.programme import Groups
from tests.small_cohorts import visits_of
from tests.unit.claims.gates.ask import FOLLOWED, about, answer, clinic, names


def rated(**columns):
    """Visits of twenty patients with more columns; a column is a value, or made of place and day."""
    return clinic(
        visits=[
            {**row, **{name: made(value, count, day) for name, value in columns.items()}}
            for count, patient in enumerate(names(20))
            for row, day in zip(visits_of(patient, FOLLOWED), FOLLOWED, strict=True)
        ]
    )


def made(value, count, day):
    return value(count, day) if callable(value) else value


def first(n, then, otherwise):
    """*then* for the first *n* patients."""
    return lambda count, _day: then if count < n else otherwise


def on_days(days, then, otherwise):
    """*then* at the visits on *days*."""
    return lambda _count, day: then if day in days else otherwise


def test_blinded_scores_pass():
    assert answer(17, rated(rater_blinded=True)).status == "pass"


@pytest.mark.parametrize(("n_open", "status"), [(2, "pass"), (3, "fail")])
def test_more_than_10_percent_open_or_unknown_scores_fail(n_open, status):
    # each patient has three scores after time zero: 2 of 20 patients are 10 %
    assert answer(17, rated(rater_blinded=first(n_open, False, True))).status == status
    assert answer(17, rated(rater_blinded=first(n_open, None, True))).status == status


def test_an_open_score_before_or_on_the_day_of_the_dose_does_not_matter():
    baseline = [
        {**row, "rater_blinded": False} for name in names(20) for row in visits_of(name, {-5: 4.0, 0: 4.0})
    ]
    after = [{**row, "rater_blinded": True} for name in names(20) for row in visits_of(name, {365: 3.0})]
    assert answer(17, clinic(visits=baseline + after)).status == "pass"


def test_absence_of_the_column_is_not_assessable():
    result = answer(17, clinic())
    assert result.status == "not_assessable"
    assert "visits.rater_blinded" in result.reason


@pytest.mark.parametrize(("declared", "status"), [(True, "flag"), (False, "fail")])
def test_the_programmes_own_word_is_no_more_than_a_word(declared, status):
    assert answer(17, about(clinic(), groups=Groups(assessor_blinded=declared))).status == status


def test_a_person_who_treats_is_not_blind():
    assert answer(17, rated(rater_id="R1", treating_id="R1")).status == "fail"
    assert answer(17, rated(rater_id="R1", treating_id="R1", rater_blinded=True)).status == "fail"
    assert answer(17, rated(rater_id="R1", treating_id="R2")).status == "not_assessable"


@pytest.mark.parametrize(("n_changed", "status"), [(6, "pass"), (7, "flag")])
def test_another_rater_in_more_than_30_percent_is_noted(n_changed, status):
    cohort = rated(rater_id=lambda count, day: "R2" if count < n_changed and day == 365 else "R1")
    assert answer(18, cohort).status == status


def test_raters_at_other_visits_do_not_matter():
    cohort = rated(rater_id=on_days((180, 545), "R2", "R1"))
    assert answer(18, cohort).reason == "another rater than at baseline in 0 of 20 (0%)"


def test_without_names_rater_change_cannot_be_assessed():
    assert answer(18, clinic()).status == "not_assessable"
    assert answer(18, rated(rater_id=on_days((-10,), "R1", None))).status == "not_assessable"
