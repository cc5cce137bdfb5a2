"""Serious events after one product and after the others: days asked and events counted by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.serious_event_rate_ratio import SEVERAL
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from ranvier.estimates.rates.incidence import Incidence
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from tests.unit.claims.small_programme import bench, cohort, day

FAT, CORD = "autologous_adipose", "cord_blood"


def find(small, product=FAT):
    asked = Interpretation(
        "as in the test", "serious_event_rate_ratio", at_most(1.0, "times"), {"product": product}
    )
    return ENDPOINTS["serious_event_rate_ratio"](bench(small), asked)


def dose(patient, at, product):
    return {"patient_id": patient, "date": day(at), "product": product}


def event(patient, at, serious=True):
    return {"patient_id": patient, "onset_date": day(at), "term": "fever", "serious": serious}


def asked(patient, first, last, method="active"):
    return {"patient_id": patient, "from_date": day(first), "to_date": day(last), "method": method}


def programme(doses, events, spans):
    names = sorted({row["patient_id"] for row in doses})
    return cohort(
        patients=[{"patient_id": name} for name in names],
        administrations=doses,
        adverse_events=events,
        safety_followup=spans,
    )


DOSES = [dose("a", 0, FAT), dose("b", 0, CORD), dose("b", 500, FAT)]
SPANS = [asked("a", -100, 999), asked("b", 0, 699), asked("b", 600, 799)]
EVENTS = [
    event("a", 10),
    event("b", 20),
    event("b", 499),
    event("b", 500),
    event("a", -5),
    event("a", 60, False),
]
"""After fat: a 1,000 days with 1 event, b 300 days with 1, of the day of the dose. Cord: 500 days, 2."""


def test_events_count_for_the_product_given_last():
    found = find(programme(DOSES, EVENTS, SPANS))
    assert found.found.estimate == pytest.approx((2 / 1300) / (2 / 500))
    assert (found.found.n_events, found.unit) == (4, "times")
    ours, others = found.beside
    assert (ours.n_events, others.n_events) == (2, 2)
    assert ours.estimate == pytest.approx(2 / 1300 * 365.25)


def test_the_other_product_gives_the_inverse():
    found = find(programme(DOSES, EVENTS, SPANS), product=CORD)
    assert found.found.estimate == pytest.approx((2 / 500) / (2 / 1300))


def test_only_time_actively_asked_counts():
    spans = [*SPANS[:2], asked("b", 700, 799, "passive")]
    found = find(programme([*DOSES, dose("c", 0, FAT)], EVENTS, spans))
    assert found.found.estimate == pytest.approx((2 / 1200) / (2 / 500))
    assert dict(found.unseen) == {"not_asked_after_a_dose": 1}


def test_events_of_which_nobody_says_whether_they_were_serious_are_worst_and_best_case():
    events = [*EVENTS, event("a", 70, None), event("b", 30, None)]
    found = find(programme(DOSES, events, SPANS))
    assert found.bounds.worst == pytest.approx((3 / 1300) / (2 / 500))
    assert found.bounds.best == pytest.approx((2 / 1300) / (3 / 500))


def test_with_one_product_it_cannot_be_told():
    found = find(programme([dose("a", 0, FAT)], EVENTS[:1], SPANS[:1]))
    assert (
        found.reason == "All doses with a product on record are of one product: there is nothing to compare."
    )


def test_without_a_serious_event_it_cannot_be_told():
    found = find(programme(DOSES, [event("a", 60, False)], SPANS))
    assert found.reason == "No serious event was seen at all."


def test_what_is_lacking_is_named():
    small = cohort(patients=[{"patient_id": "a"}], administrations=[{"patient_id": "a", "date": day(0)}])
    assert {"administrations.product", "adverse_events.serious", "safety_followup.method"} <= set(
        find(small).missing
    )


def clustered(per_patient):
    """Twelve patients with fat and twelve with cord, a year each; *per_patient* events by place."""
    doses = [dose(f"{product}{i:02}", 0, product) for product in (FAT, CORD) for i in range(12)]
    spans = [asked(row["patient_id"], 0, 364) for row in doses]
    events = [
        event(row["patient_id"], 10 + 20 * k)
        for place, row in enumerate(doses)
        for k in range(per_patient[place % 12] if place < 12 else per_patient[place % 12] // 2)
    ]
    return find(programme(doses, events, spans))


def test_events_of_one_person_go_together_and_widen_the_interval():
    # 24 against 12 events: of three persons with eight and four each, or of twelve with two and one each
    few, many = clustered([8, 8, 8] + [0] * 9), clustered([2] * 12)
    assert few.found.estimate == many.found.estimate == pytest.approx(2.0)
    exact = estimate_ratio_of_rates(
        Incidence(24, 12 * 365 / 365.25, 12), Incidence(12, 12 * 365 / 365.25, 12)
    )
    assert (many.found.lower, many.found.upper) == pytest.approx((exact.lower, exact.upper))
    assert few.found.upper / few.found.lower > 2 * exact.upper / exact.lower
    assert few.found.lower < 2.0 < few.found.upper
    assert "persons as clusters" in few.found.method


def test_where_nothing_can_allow_for_that_it_is_said():
    found = find(programme(DOSES, EVENTS, SPANS))
    assert SEVERAL in found.cautions
