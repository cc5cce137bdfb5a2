"""Checks 32, 33, 36 and 37: what the report can tell, what it may show, and what looks rounded."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Attribution
from ranvier.estimates.result import Bounds, Estimate
from ranvier.vocabulary.outcomes import Cap, Reading
from tests.small_cohorts import on, visits_of
from tests.unit.claims.gates.ask import CHANGE, CLAIMS, about, answer, answers, claim_of, clinic, names

FILES = MappingProxyType({"visits.csv": "0" * 64})
RATIO = claim_of("exposure_relapse_ratio", at_most(1.0), Attribution.RECORD, kind="infection", days=90)


def number(n=15, n_unseen=5, unseen=None, unit="EDSS points", **more):
    """A mean change of *n* of 20 treated."""
    found = Estimate(-1.0, -1.5, -0.5, n, "made up", "for a test", unit)
    reasons = {"no_contact": n_unseen} if unseen is None else unseen
    bounds = Bounds(1.0, -2.0, n_unseen, "made up")
    return Finding(
        "edss_change_mean", "mean", unit, False, 20, found=found, bounds=bounds, unseen=reasons, **more
    )


def with_files(cohort):
    return replace(cohort, files=FILES)


def test_32_a_number_whose_source_and_patients_are_told_passes():
    assert answer(32, with_files(clinic()), CHANGE, number()).status == "pass"


@pytest.mark.parametrize(
    ("cohort", "finding", "claim", "lacks"),
    [
        (clinic(), number(), CHANGE, "which files they were"),
        (with_files(about(clinic(), supplied_by=" ")), number(), CHANGE, "who supplied the records"),
        (with_files(clinic()), number(unseen={}), CHANGE, "why patients were not seen"),
        (with_files(clinic()), number(unit="times"), RATIO, "the rates behind the ratio"),
    ],
)
def test_32_what_the_report_cannot_tell_is_noted(cohort, finding, claim, lacks):
    result = answer(32, cohort, claim, finding)
    assert (result.status, lacks in result.reason) == ("flag", True)


def test_32_more_patients_than_there_are_fails():
    # 16 with a result and 5 without one, of 20
    assert answer(32, with_files(clinic()), CHANGE, number(n=16)).status == "fail"


@pytest.mark.parametrize("finding", [None, Finding("edss_change_mean", "mean", "points", False, 20)])
def test_32_without_a_number_there_is_nothing_to_tell(finding):
    assert answer(32, clinic(), CHANGE, finding).status == "not_assessable"


@pytest.mark.parametrize(("least", "status"), [(5, "pass"), (4, "flag"), (2, "flag"), (1, "fail")])
def test_33_smaller_groups_than_usual_are_noted_and_single_patients_fail(tmp_path, least, status):
    path = tmp_path / "mine.toml"
    path.write_text(f"[thresholds]\nsmallest_count_shown = {least}\n", encoding="utf-8")
    result = answers(clinic(), thresholds=read_thresholds(path))[33]
    assert result.status == status
    assert "nothing is pooled" in result.reason


def people(ages):
    """Patients born in 1980 with their onset at these ages."""
    return [
        {"patient_id": name, "birth_year": 1980, "onset_date": on(0).replace(year=1980 + age)}
        for name, age in zip(names(len(ages)), ages, strict=True)
    ]


@pytest.mark.parametrize(
    # of 40 (R binom.test): the interval of 18 begins at 29.3%, of 20 at 33.8%, of 30 at 58.8%, of 31 at 61.5%
    ("n_round", "status"),
    [(8, "pass"), (18, "pass"), (20, "flag"), (30, "flag"), (31, "fail")],
)
def test_36_round_ages_at_onset(n_round, status):
    ages = [30] * n_round + [31] * (40 - n_round)
    cohort = clinic(40, scores={-10: 4.0, 360: 3.5}, patients=people(ages))
    assert answer(36, cohort).status == status


@pytest.mark.parametrize(
    # day 0 is a 1st of January; of 80 (R binom.test) the interval of 16 begins at 11.9%, of 17 at 12.9%,
    # of 41 at 39.8%, of 42 at 41.0%
    ("n_round", "status"),
    [(16, "pass"), (17, "flag"), (41, "flag"), (42, "fail")],
)
def test_36_visits_on_the_first_or_fifteenth(n_round, status):
    days = [14 if place < n_round else 20 + place % 7 for place in range(80)]
    rows = [row for name, day in zip(names(80), days, strict=True) for row in visits_of(name, {day: 3.5})]
    scored = [{**row, "edss": 3.5 if place % 2 else 4.0} for place, row in enumerate(rows)]
    assert answer(36, clinic(80, visits=scored)).status == status


def test_36_scores_without_half_points_fail():
    # 80 of 80: the exact interval begins at 95.5%
    course = {-10: 4.0, 100: 3.0, 200: 4.0, 300: 3.0}
    assert answer(36, clinic(20, scores=course)).status == "fail"


def test_36_dates_known_to_the_month_only_say_nothing_of_the_day():
    rows = [
        {"patient_id": name, "date": on(14), "date_precision": "month", "edss": 3.5 + place % 2 / 2}
        for place, name in enumerate(names(40))
    ]
    result = answer(36, clinic(40, visits=rows))
    assert result.status == "pass"
    assert "1st" not in result.reason


def test_36_a_planned_number_of_cells_is_told_and_weighs_nothing():
    doses = [{"patient_id": name, "date": on(0), "cells": 5.0e6} for name in names(20)]
    assert "planned rather than counted" in answer(36, clinic(administrations=doses)).reason
    counted = [{**dose, "cells": 5.13e6} for dose in doses]
    assert "planned" not in answer(36, clinic(administrations=counted)).reason


def test_36_without_scores_dates_or_ages_nothing_can_be_said():
    assert answer(36, clinic(visits=[])).status == "not_assessable"


def test_37_says_that_only_a_registry_can_tell():
    result = answer(37, clinic())
    assert result.status == "not_assessable"
    assert "registry" in result.reason


@pytest.mark.parametrize("claim", CLAIMS)
def test_none_of_them_caps_an_answer(claim):
    found = answers(clinic(), claim)
    for gate in (found[check] for check in (32, 33, 36, 37, 42)):
        assert {gate.cap(reading) for reading in Reading} <= {Cap.NONE}
