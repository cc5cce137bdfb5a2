"""Relapses and worsening under a treatment and without any drug: days and events counted by hand."""

import numpy as np
import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.exposed_time import find_exposed_time
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, scores

RELAPSES, WORSENING = "relapse_rate_ratio_on", "worsening_ratio_on"


def asked(endpoint, **parameters):
    return Interpretation("as in the test", endpoint, at_most(1.0, "times"), parameters)


def find(small, endpoint=RELAPSES, **parameters):
    parameters = parameters or {"substance": "Interferon beta-1a, interferon beta-1b"}
    return ENDPOINTS[endpoint](bench(small), asked(endpoint, **parameters))


def drug(patient, start, end=None, substance="interferon beta-1a", kind="dmt"):
    return {
        "patient_id": patient,
        "substance": substance,
        "kind": kind,
        "start_date": day(start),
        "end_date": None if end is None else day(end),
    }


def relapses(**days):
    return [{"patient_id": name, "onset_date": day(number)} for name, each in days.items() for number in each]


def programme(names, treatments, relapsed=(), visits=None, **more):
    visits = visits or [row for name in names for row in scores(name, {0: 3.0, 2000: 3.0})]
    patients = [{"patient_id": name} for name in names]
    tables = {"patients": patients, "visits": visits, "treatments": treatments, **more}
    return cohort(
        **{**tables, "relapses": list(relapsed) or [{"patient_id": names[0], "onset_date": day(-50)}]}
    )


def two_patients():
    """Each 910 days without, 90 before the start, 1,000 under it; relapses 6, 1 and 3 in all."""
    treatments = [drug("a", 1000), drug("b", 1000, substance="INTERFERON beta-1b ")]
    relapsed = relapses(a=(100, 300, 500, 950, 1500), b=(50, 200, 400, 1200, 1900))
    return programme("ab", treatments, relapsed)


def test_patients_are_their_own_controls():
    found = find(two_patients())
    # days are the same in both, so that the most likely ratio is that of the sums
    assert found.found.estimate == pytest.approx((3 / 1000) / (6 / 910))
    assert (found.found.n_events, found.found.n, found.unit) == (3, 2, "times")
    assert found.before_exposure.estimate == pytest.approx((1 / 90) / (6 / 910))
    assert found.contrast is None
    assert "indication" in " ".join(found.cautions)


def test_between_patients_is_shown_beside():
    (between,) = find(two_patients()).beside
    assert between.estimate == pytest.approx((3 / 1000) / (6 / 910))
    assert between.definition.endswith("between patients")


def states(small, **parameters):
    spans = find_exposed_time(small, asked(RELAPSES, **parameters))
    return [
        (row["state"], (row["start_date"] - ZERO).days, (row["end_date"] - ZERO).days)
        for row in spans.iter_rows(named=True)
    ]


def test_time_is_cut_where_something_begins_or_ends():
    small = programme("a", [drug("a", 500, 900), drug("a", 950, 1100)])
    assert states(small, kind="dmt") == [
        ("off", 0, 410),
        ("before", 410, 500),
        ("on", 500, 860),
        ("on", 860, 900),  # also the days before the next start, but under the treatment
        ("before", 900, 950),
        ("on", 950, 1100),
        ("off", 1100, 2000),
    ]


def test_time_under_other_drugs_and_after_a_cell_dose_is_left_out():
    others = [drug("a", 100, 200, "natalizumab"), drug("a", 300, 400, "azathioprine", "immunosuppressant")]
    dose = [{"patient_id": "a", "date": day(1500)}]
    small = programme("a", [drug("a", 1000, 1200), *others], administrations=dose)
    assert states(small, substance="interferon beta-1a") == [
        ("off", 0, 100),
        ("off", 200, 300),
        ("off", 400, 910),
        ("before", 910, 1000),
        ("on", 1000, 1200),
        ("off", 1200, 1500),
    ]


def test_steroids_and_psychological_work_are_no_drugs_for_this():
    rows = [
        drug("a", 100, 200, "methylprednisolone", "steroid"),
        drug("a", 500, 600, "talks", "psychological"),
    ]
    small = programme("a", rows)
    assert [state for state, *_ in states(small, kind="psychological")].count("on") == 1
    assert sum(last - first for _, first, last in states(small, kind="psychological")) == 2000


def test_a_name_and_a_kind_must_both_hold():
    small = programme("a", [drug("a", 500, 900), drug("a", 1000, 1100, kind="symptomatic")])
    on = [span for span in states(small, substance="interferon beta-1a", kind="dmt") if span[0] == "on"]
    assert on == [("on", 500, 900)]


def test_who_had_one_kind_of_time_only_says_nothing():
    found = find(programme("ab", [drug("a", 0)], relapses(a=(100,), b=(200,))))
    assert not found.is_known
    assert found.reason == "No patient with a relapse was seen both under the treatment and without any drug."
    assert len(found.beside) == 1


def test_a_claim_must_name_the_treatment():
    found = ENDPOINTS[RELAPSES](bench(two_patients()), asked(RELAPSES))
    assert found.reason == "The claim names neither a substance nor a kind."


def test_what_is_lacking_is_named():
    small = cohort(patients=[{"patient_id": "a"}], visits=scores("a", {0: 3.0}))
    assert {"treatments.substance", "treatments.kind", "relapses.onset_date"} <= set(find(small).missing)
    assert "relapses.onset_date" not in find(small, WORSENING).missing


COURSES = {  # first EDSS, day from which it is one point higher, start of the drug
    "a": (3.0, 360, None),
    "b": (3.0, 720, 540),
    "c": (4.0, None, 180),
    "d": (4.0, 180, None),
    "e": (3.0, 540, None),
    "f": (4.0, 900, 360),
    "g": (3.0, None, None),
    "h": (3.0, None, 720),
    "i": (4.0, 720, None),
    "j": (3.0, 900, None),
    "k": (4.0, None, 360),
}


def worsening_programme():
    visits, treatments = [], []
    for name, (edss, worse, start) in COURSES.items():
        course = {at: edss + (1.0 if worse and at >= worse else 0.0) for at in range(0, 1261, 180)}
        visits += scores(name, course)
        treatments += [drug(name, start)] if start else []
    return programme(list(COURSES), treatments, visits=visits)


def test_the_hazard_of_worsening_changes_with_the_treatment_under_way():
    found = find(worsening_programme(), WORSENING)
    rows = []  # patient, entry, exit, event, on, EDSS; who stays well leaves midway of days 1080 and 1260
    for place, (edss, worse, start) in enumerate(COURSES.values()):
        last = worse or 1170
        cuts = [(0, last, 0)] if start is None else [(0, start - 90, 0), (start, last, 1)]
        rows += [(place, first, end, bool(worse) and end == last, on, edss) for first, end, on in cuts]
    cluster, entry, exits, event, on, edss = (np.array(column) for column in zip(*rows, strict=True))
    by_hand = estimate_hazard_ratios(
        exits, event, {"on": on, "EDSS": edss}, entry_day=entry, cluster=cluster
    ).ratio("on")
    assert found.found.estimate == pytest.approx(by_hand.estimate)
    assert (found.found.lower, found.found.upper) == pytest.approx((by_hand.lower, by_hand.upper))
    assert found.found.n_events == 7
    assert found.before_exposure is None  # nobody worsened in the days before a start


def test_without_worsening_no_hazard_is_told():
    found = find(programme("ab", [drug("a", 500)]), WORSENING)
    assert not found.is_known
    assert found.reason
