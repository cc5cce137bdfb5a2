from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from ranvier.vocabulary.outcomes import Reading
from ranvier.vocabulary.people import Assignment
from tests.small_cohorts import dose_of, on, relapses_of, visits_of
from tests.unit.claims.basis.test_fair_comparison import found, programme
from tests.unit.claims.gates.ask import CHANGE, FOLLOWED, answer, clinic, compared, entered, names

COMPARISON = (8, 19, 20, 22)


def described(n=40, age_gap=0, **more):
    """Both groups with everything that confounds; comparators are *age_gap* years older."""
    people = []
    for count, name in enumerate(names(n) + names(n, "c")):
        older = age_gap if name.startswith("c") else 0
        people.append(
            {
                "patient_id": name,
                **entered(name),
                "birth_year": 1970 + count % 10 - older,
                "sex": "female" if count % 3 else "male",
                "onset_date": on(-1000 - 50 * (count % 7)),
                "phenotype": "rrms" if count % 4 else "spms",
            }
        )
    everyone = names(n) + names(n, "c")
    return compared(
        n,
        people=people,
        relapses=[row for name in everyone[::2] for row in relapses_of(name, -200)],
        visits=[
            row
            for count, name in enumerate(everyone)
            for row in visits_of(name, {**FOLLOWED, -10: 3.0 + count % 5})
        ],
        **more,
    )


@pytest.mark.parametrize("number", COMPARISON)
def test_without_comparators_a_check_of_a_comparison_is_not_used(number):
    result = answer(number, clinic())
    assert result.status == "not_assessable"
    assert set(result.severity.values()) == {"not_used"}


@pytest.mark.parametrize(
    ("years", "status"), [(0, "pass"), (4.9, "pass"), (5.1, "flag"), (9.9, "flag"), (10.1, "fail")]
)
def test_groups_from_other_years(years, status):
    people = [{"patient_id": name, **entered(name)} for name in names(20) + names(20, "c")]
    for person in people[20:]:
        person["enrolled_date"] = on(0) - timedelta(days=round(365.25 * years))
    assert answer(8, compared(people=people)).status == status


def test_all_six_confounders_must_be_known():
    assert answer(19, described()).status == "pass"
    result = answer(19, compared())
    assert result.status == "fail"
    assert "age, sex, years since onset, relapses in the year before and phenotype" in result.reason


def test_groups_that_are_alike_pass():
    # n = 40: ages repeat with period 10, sexes with 3; the two groups differ by one woman at most
    assert answer(20, described()).status in ("pass", "flag")


def test_groups_not_chosen_by_lot_that_differ_fail():
    # ages spread by 2.9 years; 1 year is 0.34 standard deviations
    result = answer(20, described(age_gap=1))
    assert result.status == "fail"
    assert result.reason.endswith("standard deviations, in age")


def test_a_difference_that_lot_can_give_passes_where_lot_chose():
    assert answer(20, described(age_gap=1, assignment=Assignment.RANDOMISED)).status == "pass"


def test_lot_is_judged_over_all_covariates_together():
    # 2 years are t = 2 / (2.90 × √(2/50)) = 3.45, P = 0.08 %: rare for one, not for the rarest of six
    assert answer(20, described(50, age_gap=2, assignment=Assignment.RANDOMISED)).status == "pass"


def test_groups_called_randomised_that_differ_more_than_chance_allows_fail():
    result = answer(20, described(age_gap=10, assignment=Assignment.RANDOMISED))
    assert result.status == "fail"
    assert "lot would hardly ever give that" in result.reason


@pytest.mark.parametrize(("step_days", "status"), [(90, "pass"), (140, "flag"), (60, "pass"), (59, "flag")])
def test_a_ratio_of_visit_intervals_outside_its_range_is_noted(step_days, status):
    # the treated are seen every 90 days: 90/60 = 1.5, 90/59 = 1.53, 90/140 = 0.64
    visits = [row for name in names(20) for row in visits_of(name, dict.fromkeys(range(0, 720, 90), 4.0))]
    visits += [
        row
        for name in names(20, "c")
        for row in visits_of(name, dict.fromkeys(range(0, 720, step_days), 4.0))
    ]
    assert answer(22, compared(visits=visits)).status == status


def test_a_group_without_time_zero_has_no_calendar():
    doses = [dose_of(name) for name in names(20)]
    people = [{"patient_id": name, "group": entered(name)["group"]} for name in names(20) + names(20, "c")]
    people[0]["enrolled_date"] = date(2015, 1, 1)
    assert answer(8, compared(people=people, administrations=doses)).status == "not_assessable"


ADJUSTED = (21, 40, 41)


@pytest.mark.parametrize("number", ADJUSTED)
def test_a_difference_that_lot_did_not_make_is_not_assessable_without_adjustment(number):
    assert answer(number, compared(assignment=Assignment.EXTERNAL)).status == "not_assessable"
    assert answer(number, compared(assignment=Assignment.RANDOMISED)).status == "pass"


def adjusted(**more):
    records = programme(**more)
    return {
        number: answer(number, records, CHANGE, found("edss_change_mean", records)) for number in ADJUSTED
    }


def test_an_adjusted_difference_passes_and_says_what_for():
    gates = adjusted(effect=-2.5)
    assert {gate.status for gate in gates.values()} == {"pass"}
    assert "overlap weights" in gates[40].reason
    assert "EDSS" in gates[40].reason
    assert "half" not in gates[41].reason
    assert "scored 0.5 points higher" in gates[41].reason


def test_a_difference_that_hidden_bias_could_make_fails():
    gates = adjusted(effect=-1.0)
    assert (gates[40].status, gates[41].status) == ("pass", "fail")
    assert gates[41].caps_to[Reading.BECAUSE] == "not_supported"


def test_groups_that_cannot_be_made_alike_fail():
    gates = adjusted(sicker=0.5)
    assert {gates[21].status, gates[40].status} == {"fail"}
    assert gates[41].status == "not_assessable"


def test_what_tells_a_few_comparators_apart_is_not_said():
    records = programme(effect=-2.5, sicker=0.5)
    few = records.patients.filter(pl.col("group") == "sham")["patient_id"].head(4)
    kept = records.patients.filter((pl.col("group") != "sham") | pl.col("patient_id").is_in(few.implode()))
    records = replace(records, frames={**records.frames, "patients": kept})
    for number in (21, 40):
        gate = answer(number, records, CHANGE, found("free_of_worsening", records))
        assert gate.status in ("fail", "not_assessable")
        assert "EDSS" not in gate.reason


def test_too_few_patients_for_the_covariates_fail():
    # 24 patients in all: even of two equal groups none has five for each of the three covariates or more.
    gates = adjusted(effect=-2.5, n=12, sicker=0.0)
    assert gates[21].status == "fail"
    assert "for each covariate" in gates[21].reason
    assert gates[21].caps_to[Reading.BECAUSE] == "not_supported"


def without_a_covariate(records, *, every_treated):
    """One in *every_treated* of the treated without sex, the next one without year of birth."""
    treated = records.patients.filter(pl.col("group") == "cells")["patient_id"]
    unknown = [
        pl.when(pl.col("patient_id").is_in(treated.gather_every(every_treated, offset).implode()))
        .then(None)
        .otherwise(pl.col(name))
        .alias(name)
        for offset, name in enumerate(("sex", "birth_year"))
    ]
    return replace(records, frames={**records.frames, "patients": records.patients.with_columns(unknown)})


@pytest.mark.parametrize(("every_treated", "status"), [(7, "fail"), (12, "flag")])
def test_too_many_of_one_group_left_out_are_too_many(every_treated, status):
    # Two in seven of the treated are 29%, two in seven of half the patients 15%; the limit is 20%.
    records = without_a_covariate(programme(effect=-2.5), every_treated=every_treated)
    gate = answer(40, records, CHANGE, found("edss_change_mean", records))
    assert gate.status == status
    assert "of the treated without all of these are left out" in gate.reason


def test_balance_is_that_after_weighting():
    records = programme(effect=-2.5)
    gate = answer(20, records, CHANGE, found("edss_change_mean", records))
    assert gate.status == "pass"
    assert "before" in gate.reason
