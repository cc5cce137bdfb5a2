"""Cognitive worsening, EDSS-plus and PIRA with MRI as tables."""

from __future__ import annotations

import pytest

from ranvier.course.cognitive_worsening import find_cognitive_worsening
from ranvier.course.edss_plus import find_edss_plus
from ranvier.course.outcome_visits import find_results
from ranvier.course.pira_with_mri import find_pira_with_mri
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.edss_plus import EdssPlus, Hands
from ranvier.definitions.pira_with_mri import PiraWithMri
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import NHPT, SDMT
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of

EDSS_COURSE = {0: 2.0, 200: 3.0, 368: 3.0}


def peg_tests(patient_id, side, scores):
    return [
        {"patient_id": patient_id, "date": on(day), "instrument": "nhpt", "value": value, "side": side}
        for day, value in scores.items()
    ]


def test_cognitive_worsening_without_a_table_of_measures_is_refused():
    with pytest.raises(RanvierError, match="no table of measures was supplied"):
        find_cognitive_worsening(cohort_of(visits=visits_of("a", EDSS_COURSE)), CognitiveWorsening())


def test_each_hand_can_be_followed_by_itself():
    """The right hand slows by a fifth; the mean of both hands by a tenth."""
    cohort = cohort_of(
        visits=[],
        measures=[
            *peg_tests("a", "right", {0: 20.0, 100: 24.0, 300: 24.0}),
            *peg_tests("a", "left", {0: 20.0, 100: 20.0, 300: 20.0}),
        ],
    )
    assert find_edss_plus(cohort, EdssPlus())["component"].to_list() == [None]
    each = find_edss_plus(cohort, EdssPlus(hands=Hands.EACH)).row(0, named=True)
    assert (each["component"], each["onset_date"], each["reached"]) == ("nhpt right", on(100), True)
    assert each["unmeasured"] == "edss; t25fw"


@pytest.mark.parametrize(
    ("tests", "unmeasured", "reached"),
    [
        ({"right": 3}, "nhpt left", None),
        ({"left": 1, "right": 3}, "nhpt left", None),
        ({"left": 2, "right": 2}, None, False),
        ({"left": 1, "right": 1}, "nhpt left; nhpt right", None),
        ({"both": 2}, None, False),
        ({None: 2, "right": 1}, None, False),
        ({}, "nhpt", None),
        ({"dominant": 2, "nondominant": 2}, None, False),
        ({"dominant": 2, "nondominant": 1}, "nhpt nondominant", None),
        ({"dominant": 2, "nondominant": 2, "left": 1}, None, False),
    ],
)
def test_a_hand_that_was_not_followed_is_named(tests, unmeasured, reached):
    of_a = [
        row
        for side, n_tests in tests.items()
        for row in peg_tests("a", side, dict.fromkeys((0, 100, 300)[:n_tests], 20.0))
    ]
    of_b = [*peg_tests("b", "left", {0: 20.0}), *peg_tests("b", "right", {0: 20.0})]
    cohort = cohort_of(patients=[{"patient_id": "a"}], measures=[*of_a, *of_b])
    each = find_edss_plus(cohort, EdssPlus(components=(NHPT,), hands=Hands.EACH)).row(0, named=True)
    assert (each["unmeasured"], each["reached"]) == (unmeasured, reached)


def test_edss_plus_has_a_row_for_every_patient():
    cohort = cohort_of(patients=[{"patient_id": "b"}], visits=visits_of("a", {0: 2.0, 200: 3.0, 400: 3.0}))
    found = find_edss_plus(cohort, EdssPlus())
    assert found.select("patient_id", "kind", "reached", "unmeasured").rows() == [
        ("a", "worsening", True, "t25fw; nhpt"),
        ("b", None, None, "edss; t25fw; nhpt"),
    ]


def mri_of(day, **columns):
    return {"patient_id": "a", "date": on(day), **columns}


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        ([mri_of(250, region="brain", new_t2=0, gd_lesions=0)], "not_active"),
        ([mri_of(250, region="cervical", new_t2=0, gd_lesions=0)], "unknown"),
        ([mri_of(250, region="cervical", new_t2=1, gd_lesions=0)], "active"),
        ([mri_of(250, region="injection_site", new_t2=1, gd_lesions=0)], "unknown"),
        ([mri_of(250, region=None, new_t2=None, gd_lesions=0)], "unknown"),
    ],
)
def test_the_region_of_an_mri_decides_what_it_can_say(scans, expected):
    cohort = cohort_of(visits=visits_of("a", EDSS_COURSE), relapses=[], mri=scans)
    assert find_pira_with_mri(cohort, PiraWithMri())["mri_activity"].to_list() == [expected]


def test_an_active_mri_is_dated_and_those_that_were_read_are_counted():
    scans = [
        mri_of(day, new_t2=new_t2, gd_lesions=0) for day, new_t2 in ((50, 0), (210, 2), (300, 1), (400, 1))
    ]
    cohort = cohort_of(visits=visits_of("a", EDSS_COURSE), relapses=[], mri=scans)
    row = find_pira_with_mri(cohort, PiraWithMri()).row(0, named=True)
    assert (row["mri_activity"], row["n_mri"], row["active_date"]) == ("active", 3, on(210))


def test_without_mri_or_events_there_is_a_table_all_the_same():
    without = cohort_of(visits=visits_of("a", EDSS_COURSE), relapses=relapses_of("a", -400))
    assert find_pira_with_mri(without, PiraWithMri())["mri_activity"].to_list() == ["unknown"]
    assert find_pira_with_mri(cohort_of(visits=[], relapses=[]), PiraWithMri()).height == 0


def test_pira_with_mri_without_a_table_of_relapses_is_refused():
    with pytest.raises(RanvierError, match="without a table of relapses"):
        find_pira_with_mri(cohort_of(visits=visits_of("a", EDSS_COURSE)), PiraWithMri())


def test_a_timed_test_that_took_no_time_is_no_result():
    # 0 seconds stands for a test that was not done; as a reference it would make any later time a worsening
    times = {0: 0.0, 100: 25.0, 400: 25.0, 700: 25.0}
    measures = [
        {"patient_id": "a", "date": on(day), "instrument": "nhpt", "value": value}
        for day, value in times.items()
    ]
    cohort = cohort_of(visits=visits_of("a", {0: 2.0}), measures=measures)
    assert find_edss_plus(cohort, EdssPlus())["component"].to_list() == [None]
    assert find_results(cohort, NHPT)["date"].to_list() == [on(100), on(400), on(700)]
    right = [{**row, "instrument": "sdmt"} for row in measures]
    assert find_results(cohort_of(measures=right), SDMT)["sdmt"].to_list()[0] == 0.0


@pytest.mark.parametrize(("confirms_after_days", "reached"), [(167, None), (168, True)])
def test_edss_plus_is_confirmed_after_24_weeks(confirms_after_days, reached):
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 3.0, 100 + confirms_after_days: 3.0}))
    assert find_edss_plus(cohort, EdssPlus())["reached"].to_list() == [reached]


@pytest.mark.parametrize(("confirms_after_days", "n_events"), [(83, 0), (84, 1)])
def test_cognitive_worsening_is_confirmed_after_12_weeks(confirms_after_days, n_events):
    results = {0: 50.0, 30: 50.0, 200: 46.0, 200 + confirms_after_days: 46.0}
    measures = [
        {"patient_id": "a", "date": on(day), "instrument": "sdmt", "value": value}
        for day, value in results.items()
    ]
    assert find_cognitive_worsening(cohort_of(measures=measures), CognitiveWorsening()).height == n_events
