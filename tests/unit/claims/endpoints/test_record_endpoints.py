"""Facts of record, growths and adverse events on programmes small enough to do by hand."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.growths import UNSURE
from ranvier.claims.language.asserted import equal, never
from ranvier.claims.language.claim import Interpretation
from ranvier.literature.library import read_literature
from ranvier.tables.faults import TableCount
from tests.unit.claims.small_programme import DATA_DATE, ZERO, bench, cohort, day, dosed, scores

CORD = "umbilical_cord_or_placenta"


def find(small, endpoint, asserted, **parameters):
    return ENDPOINTS[endpoint](bench(small), Interpretation("as in the test", endpoint, asserted, parameters))


def doses(*rows):
    return cohort(
        patients=[{"patient_id": "a"}],
        administrations=[{"patient_id": "a", "date": ZERO, **row} for row in rows],
    )


def test_every_dose_is_counted_and_silence_widens_the_bounds():
    small = doses({"product": CORD}, {"product": CORD}, {"product": "cord_blood"}, {"product": None})
    found = find(small, "product_share", equal(100, 0, "%"), product=CORD)
    assert found.found.estimate == pytest.approx(200 / 3)
    assert (found.bounds.worst, found.bounds.best) == (50.0, 75.0)


def test_a_dose_that_departs_in_one_respect_does_not_fit_whatever_else_is_silent():
    small = doses(
        {"cells": 5.2e6, "volume_ml": 2.0, "route": "it", "concomitant": "Dexamethasone 8 mg"},
        {"cells": 9.0e6, "volume_ml": None, "route": "it", "concomitant": None},
        {"cells": 5.0e6, "volume_ml": None, "route": "it", "concomitant": "dexamethasone"},
    )
    found = find(
        small, "dose", equal(100, 0, "%"),
        cells=5e6, volume_ml=2.0, route="it", concomitant="dexamethasone", tolerance_percent=10.0,
    )  # fmt: skip
    assert found.picture["counts"] == (("doses as claimed", 1), ("other doses", 1), ("not recorded", 1))


def test_a_gap_in_the_running_numbers_and_a_patient_without_a_result_are_incomplete():
    patients = [
        {"patient_id": name, "consecutive_number": number} for name, number in (("a", 1), ("b", 2), ("c", 4))
    ]
    given = [{"patient_id": name, "date": ZERO} for name in "ab"]
    small = cohort(
        patients=patients,
        administrations=given,
        visits=scores("a", {-1: 3.0, 90: 3.0}) + scores("b", {-1: 3.0}),
    )
    found = find(small, "register_complete", equal(100, 0, "%"))
    assert (
        found.found.estimate == 50.0
    )  # numbers 1 to 4: a and c complete, b without a result, 3 without a record


def test_without_a_table_of_doses_nobody_says_who_was_treated():
    small = cohort(
        patients=[{"patient_id": "a", "consecutive_number": 1}], visits=scores("a", {-1: 3.0, 90: 3.0})
    )
    found = find(small, "register_complete", equal(100, 0, "%"))
    assert found.missing == ("administrations.date",)


def safe(events, spans):
    return cohort(**dosed("a", "b"), adverse_events=events, safety_followup=spans)


def span(patient, first, last, method="active"):
    return {"patient_id": patient, "from_date": day(first), "to_date": day(last), "method": method}


def event(patient, number, malignancy="cancer"):
    return {"patient_id": patient, "onset_date": day(number), "term": "growth", "malignancy": malignancy}


def test_only_time_after_the_dose_in_which_somebody_asked_counts_once():
    spans = [span("a", -365, 365), span("a", 100, 200, "linkage"), span("b", 0, 365, "passive")]
    found = find(safe([event("a", -5)], spans), "cancer_after_dose", never("events"), latency_months=0)
    assert found.person_years == pytest.approx(365 / 365.25)
    assert found.verified_events == 0  # the event lies before the dose
    rate = read_literature().benchmark("cancer_rate_MS_per_1000PY")
    assert found.expected_events == pytest.approx(rate.low * found.person_years / 1000)


def test_a_mass_is_no_cancer_and_a_cancer_no_mass():
    spans = [span("a", 0, 365), span("b", 0, 365, "imaging")]
    small = safe([event("a", 50, "mass"), event("b", 60), event("b", 70)], spans)
    assert find(small, "tumour_after_dose", never("events"), latency_months=0).verified_events == 1
    assert find(small, "cancer_after_dose", never("events"), latency_months=0).verified_events == 2
    assert find(small, "cancer_never", never("cancers")).verified_events == 2


def test_an_event_outside_the_time_asked_answers_never_and_tells_nothing_of_a_rate():
    small = safe([event("a", 100), event("b", 50)], [span("a", 0, 365)])  # nobody asked b
    found = find(small, "cancer_after_dose", never("events"), latency_months=0)
    assert (found.verified_events, found.watched_events) == (2, 1)
    assert found.found.n_events == 1
    assert found.contrast.n_events == 1


def test_an_event_counts_even_where_nobody_was_asked():
    small = cohort(**dosed("a"), adverse_events=[event("a", 50)])
    found = find(small, "cancer_after_dose", never("events"), latency_months=0)
    assert (found.verified_events, found.expected_events) == (1, None)


def test_none_without_asking_is_not_none():
    small = cohort(**dosed("a"), adverse_events=[event("a", 50, "none")])
    found = find(small, "cancer_after_dose", never("events"), latency_months=0)
    assert found.found is None
    assert "safety_followup.method" in found.missing


def test_an_episode_lasts_from_its_first_to_its_last_day():
    events = [
        {
            "patient_id": "a",
            "onset_date": day(first),
            "end_date": day(last) if last else None,
            "term": "Meningism",
        }
        for first, last in ((1, 4), (30, 34), (60, 65), (90, None))
    ]
    found = find(
        cohort(**dosed("a"), adverse_events=events),
        "adverse_event_lasts",
        equal(4, 1, "days"),
        term="meningism",
        days=4,
    )
    assert found.found.estimate == 5.0  # 4, 5 and 6 days
    assert (found.bounds.worst, found.bounds.best) == (
        5.5,
        4.5,
    )  # with an endless one: 5, 6; with one day: 4, 5


def test_the_data_date_ends_the_time_asked():
    late = [{"patient_id": "a", "from_date": ZERO, "to_date": date(2040, 1, 1), "method": "active"}]
    found = find(safe([event("b", -5)], late), "cancer_after_dose", never("events"), latency_months=0)
    assert found.person_years == pytest.approx((DATA_DATE - ZERO).days / 365.25)


def by_month(small, table, *columns):
    """The cohort with those dates known to the month only."""
    dates = small.table(table).with_columns(pl.lit("month").alias(f"{name}_precision") for name in columns)
    return replace(small, frames={**small.frames, table: dates})


AFTER_DOSE = ("cancer_after_dose", never("events"))


def test_an_event_dated_by_the_month_of_the_dose_may_lie_before_it():
    # the dose is on 1 January; January may be before or after, February is after
    whole_time = [span("a", 0, 3000)]
    january = by_month(safe([event("a", 14)], whole_time), "adverse_events", "onset_date")
    found = find(january, *AFTER_DOSE, latency_months=0)
    assert (found.found, found.reason) == (None, UNSURE)
    february = by_month(safe([event("a", 45)], whole_time), "adverse_events", "onset_date")
    assert find(february, *AFTER_DOSE, latency_months=0).verified_events == 1


def test_a_dose_dated_by_the_month_may_lie_after_an_event_in_it():
    small = by_month(safe([event("a", 14)], [span("a", 0, 3000)]), "administrations", "date")
    assert find(small, *AFTER_DOSE, latency_months=0).reason == UNSURE


def test_a_column_that_says_nothing_is_no_column():
    small = safe([event("a", 50, None)], [span("a", 0, 3000)])
    assert find(small, *AFTER_DOSE, latency_months=0).missing == ("adverse_events.malignancy",)


@pytest.mark.parametrize(
    ("reason", "is_known"), [("with an unknown word for malignancy", False), ("repeating a row", True)]
)
def test_rows_of_events_set_aside_are_not_none(reason, is_known):
    counts = (TableCount("adverse_events", "events.csv", 10, 1, ((reason, 1),)),)
    small = replace(safe([event("a", -5)], [span("a", 0, 3000)]), counts=counts)
    assert find(small, *AFTER_DOSE, latency_months=0).is_known is is_known


def test_an_episode_dated_by_the_month_has_no_length():
    events = [
        {"patient_id": "a", "onset_date": day(1), "end_date": day(4), "term": "meningism"},
        {"patient_id": "b", "onset_date": day(14), "end_date": day(20), "term": "meningism"},
    ]
    small = cohort(**dosed("a", "b"), adverse_events=events)
    dates = small.table("adverse_events").with_columns(
        pl.when(pl.col("patient_id") == "b").then(pl.lit("month")).otherwise("onset_date_precision")
        .alias("onset_date_precision")
    )  # fmt: skip
    small = replace(small, frames={**small.frames, "adverse_events": dates})
    found = find(small, "adverse_event_lasts", equal(4, 1, "days"), term="meningism", days=4)
    assert (found.found.n, found.found.estimate, found.unseen) == (1, 4.0, {"no_end_date": 1})
