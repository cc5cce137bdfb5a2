"""Relapses after a happening beside the patient's other days: days and events counted by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import bench, cohort, day, scores


def find(small, **parameters):
    parameters = {"kind": "stress", "days": 28, **parameters}
    asked = Interpretation("as in the test", "exposure_relapse_ratio", at_least(1.5, "times"), parameters)
    return ENDPOINTS["exposure_relapse_ratio"](bench(small), asked)


def programme(relapses, exposures, kind="stress"):
    """Visits on days 0 and 729: 730 days are observed."""
    names = sorted({*relapses, *exposures})
    return cohort(
        patients=[{"patient_id": name} for name in names],
        visits=[row for name in names for row in scores(name, {0: 3.0, 729: 3.0})],
        relapses=[{"patient_id": n, "onset_date": day(at)} for n, each in relapses.items() for at in each],
        exposures=[
            {"patient_id": n, "date": day(at), "kind": kind} for n, each in exposures.items() for at in each
        ],
    )


RELAPSES = {"a": (110, 300, 500), "b": (100, 128, 700), "c": (95, 10, 600, 650, 120)}
STRESS = {"a": (100,), "b": (100,), "c": (100,)}


def test_relapses_a_day_after_it_over_those_on_other_days():
    found = find(programme(RELAPSES, STRESS))
    # days 100 to 128: 110; 100, 128; 120. Days 86 to 99: 95. Others 6 on 730 − 29 − 14 days
    assert found.found.estimate == pytest.approx((4 / 29) / (6 / 687))
    assert found.before_exposure.estimate == pytest.approx((1 / 14) / (6 / 687))
    assert (found.found.n_events, found.unit, found.higher_is_better) == (4, "times", False)
    assert found.contrast is None


def test_the_check_before_can_be_longer():
    found = find(programme(RELAPSES, STRESS), days_before=90)
    # days 10 to 99: 95 and 10; others 5 on 730 − 29 − 90 days
    assert found.before_exposure.estimate == pytest.approx((2 / 90) / (5 / 611))


def test_happenings_of_another_kind_say_nothing():
    found = find(programme(RELAPSES, STRESS, kind="infection"))
    assert not found.is_known
    assert found.reason.startswith("It cannot be told:")


def test_relapses_outside_of_the_visits_are_named():
    found = find(programme({**RELAPSES, "a": (110, 300, 900)}, STRESS))
    assert dict(found.unseen) == {"relapse_not_dated_to_the_day": 1}


def test_what_is_lacking_is_named():
    small = cohort(patients=[{"patient_id": "a"}], visits=scores("a", {0: 3.0}))
    assert set(find(small).missing) == {"relapses.onset_date", "exposures.date", "exposures.kind"}
