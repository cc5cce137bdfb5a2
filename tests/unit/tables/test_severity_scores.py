"""MSSS and ARMSS of a cohort's visits, ranked among themselves or against a table of the user's."""

from __future__ import annotations

from datetime import date

import numpy as np

from ranvier.tables.severity_scores import add_severity_scores, local_severity_table, visit_years
from ranvier.vocabulary.scales.severity_score import SCORED_EDSS, Clock, SeverityTable
from tests.small_cohorts import cohort_of


def small_cohort():
    people = [
        {"patient_id": "a", "onset_date": date(2010, 1, 1), "birth_year": 1980},
        {"patient_id": "b", "onset_date": date(2010, 1, 1), "birth_year": 1960},
        {"patient_id": "c"},
    ]
    visits = [
        {"patient_id": "a", "date": date(2010, 6, 1), "edss": 2.0},
        {"patient_id": "a", "date": date(2015, 1, 1), "edss": 2.0},
        {"patient_id": "a", "date": date(2015, 2, 1), "edss": None},
        {"patient_id": "b", "date": date(2015, 1, 1), "edss": 3.0},
        {"patient_id": "b", "date": date(2016, 1, 1), "edss": 6.0},
        {"patient_id": "c", "date": date(2016, 1, 1), "edss": 6.0},
    ]
    return cohort_of(patients=people, visits=visits)


def test_years_at_the_visit():
    disease = visit_years(small_cohort(), Clock.DISEASE_YEARS)["years"]
    assert [None if year is None else round(year, 2) for year in disease] == [0.41, 5.0, 5.08, 5.0, 6.0, None]
    assert visit_years(small_cohort(), Clock.AGE)["years"].to_list() == [30, 35, 35, 55, 56, None]


def test_a_local_table_takes_one_visit_a_patient():
    table = local_severity_table(small_cohort(), Clock.DISEASE_YEARS)
    # the last visit with an EDSS of a and b; c has no onset
    assert table.n_patients.max() == 2
    assert "2 patients" in table.source
    scored = add_severity_scores(small_cohort(), table)
    # a's 2.0 and b's 6.0 have ranks 1 and 2 of 3; b's earlier 3.0 lies between them
    assert scored["msss"].to_list() == [None, 3.33, None, 5.0, 6.67, None]
    assert scored["msss_why_none"].to_list() == ["before_table", None, "missing", None, None, "missing"]
    assert scored.drop("msss", "msss_why_none").equals(small_cohort().visits)


def test_a_table_of_ages_gives_an_armss():
    table = SeverityTable(Clock.AGE, 35, np.full((1, 19), 4.5), np.zeros(1, np.int64), "made up")
    scored = add_severity_scores(small_cohort(), table)
    assert scored["armss"].to_list() == [None, 4.5, None, None, None, None]
    assert scored["armss_why_none"].to_list() == [
        "before_table", None, "missing", "beyond_table", "beyond_table", "missing",
    ]  # fmt: skip
    assert len(SCORED_EDSS) == table.scores.shape[1]
