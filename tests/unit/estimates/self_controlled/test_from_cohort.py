import numpy as np
import pytest

from ranvier.errors import UsageError
from ranvier.estimates.inputs import InputError
from ranvier.estimates.self_controlled.from_cohort import find_self_controlled
from ranvier.estimates.self_controlled.ratios import estimate_self_controlled
from ranvier.estimates.self_controlled.windows import RiskWindow
from ranvier.vocabulary.safety import ExposureKind
from tests.small_cohorts import cohort_of, on


def visits(patient, *days):
    return [{"patient_id": patient, "date": on(day), "edss": 2.0} for day in days]


def relapse(patient, day, precision="day"):
    return {"patient_id": patient, "onset_date": on(day), "onset_date_precision": precision}


def stress(patient, day, kind="stress"):
    return {"patient_id": patient, "date": on(day), "date_precision": "day", "kind": kind}


def clinic(**changed):
    return cohort_of(
        **{
            "visits": visits("p1", 0, 99) + visits("p2", 0, 99) + visits("p3", 10),
            "relapses": [relapse("p1", day) for day in (41, 45, 1, 10, 20, 60, 70, 80)],
            "exposures": [stress("p1", 40), stress("p2", 50), stress("p1", 10, "infection")],
            **changed,
        }
    )


def test_relapses_after_stress_give_the_ratio_of_the_daily_rates():
    # 10 days with 2 relapses, 90 with 6: by hand 3.
    series = find_self_controlled(clinic(), [ExposureKind.STRESS])
    found = estimate_self_controlled(series.records, (RiskWindow("after", 0, 9, "stress"),))
    assert found.ratios["after"].estimate == pytest.approx(3, rel=1e-9)
    assert (found.n_cases, found.n_patients, series.n_patients_aside) == (1, 2, 1)


def test_kinds_that_were_not_asked_for_stay_out():
    assert find_self_controlled(clinic()).records.exposure_day.size == 3
    assert set(find_self_controlled(clinic(), [ExposureKind.STRESS]).records.exposure_kind) == {"stress"}


def test_relapses_outside_the_visits_or_known_by_month_are_set_aside():
    relapses = [relapse("p1", 41), relapse("p1", 120), relapse("p1", 60, "month"), relapse("p3", 10)]
    series = find_self_controlled(clinic(relapses=relapses))
    assert series.n_relapses_aside == 3
    assert np.unique(series.records.event_patient).tolist() == ["p1"]


@pytest.mark.parametrize("table", ["relapses", "exposures"])
def test_a_table_that_was_not_supplied_is_not_none(table):
    rows = {
        "visits": visits("p1", 0, 99),
        "relapses": [relapse("p1", 41)],
        "exposures": [stress("p1", 40)],
    }
    del rows[table]
    with pytest.raises(UsageError, match="needs relapses"):
        find_self_controlled(cohort_of(**rows))


def test_kinds_may_be_words_and_a_word_that_is_none_is_refused():
    assert set(find_self_controlled(clinic(), ["stress"]).records.exposure_kind) == {"stress"}
    with pytest.raises(InputError, match="kinds must be one of ExposureKind"):
        find_self_controlled(clinic(), ["flu"])
